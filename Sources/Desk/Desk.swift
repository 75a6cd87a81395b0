import HTTP
package import Words

/// The reviewer's page, served to one browser on this machine.
///
/// It tells nothing to anybody who does not come with the token of its address, and to nobody else after that.
package final class Desk: Sendable {
    /// What a desk is given.
    package struct Options: Sendable {
        /// Where it listens.
        package var address: DeskAddress
        /// What the page is in until its reader switches.
        package var language: Language
        /// How long nothing may be asked for.
        package var idle: Duration

        /// Takes them as they are.
        package init(address: DeskAddress, language: Language, idle: Duration) {
            self.address = address
            self.language = language
            self.idle = idle
        }
    }

    private let listener: HTTPListener
    private let activity: DeskActivity
    private let idle: Duration

    /// The address to open, with the token: a secret until it was opened once.
    package let url: String

    /// Begins to answer.
    ///
    /// - Parameters:
    ///   - options: where, in which language, how long.
    ///   - cases: what is shown and done.
    ///   - random: bytes fit for keys.
    /// - Returns: the desk, which answers already.
    /// - Throws: `listen` where the port cannot be had.
    package static func open(
        _ options: Options, cases: DeskCases, random: @escaping @Sendable (Int) -> [UInt8]
    ) async throws(DeskError) -> Desk {
        let (entry, activity) = (DeskEntry(random: random), DeskActivity())
        let door = DeskFrontDoor(
            entry: entry, cases: cases, language: options.language, activity: activity)
        let port = DeskPort()
        let listening = HTTPListenerOptions(
            host: DeskAddress.host, port: options.address.port, maximumConnections: 32,
            maximumBody: DeskFrontDoor.longestBody, fields: DeskGate.fields)
        do {
            let listener = try await HTTPListener.bind(listening) {
                await door.respond(to: $0, port: port.number)
            }
            port.number = listener.port
            return Desk(listener, entry, activity, idle: options.idle)
        } catch {
            guard case .listen(let reason) = error else {
                throw .listen(port: options.address.port, reason: "\(error)")
            }
            throw .listen(port: options.address.port, reason: reason)
        }
    }

    private init(_ listener: HTTPListener, _ entry: DeskEntry, _ activity: DeskActivity, idle: Duration) {
        self.listener = listener
        self.activity = activity
        self.idle = idle
        url = "http://\(DeskAddress.host):\(listener.port)/enter/\(entry.token)"
    }

    /// Answers until the reviewer closes the desk, nothing was asked for too long, or the task is cancelled.
    ///
    /// - Returns: why it ended; nil where the task was cancelled.
    package func serve() async -> DeskActivity.Ending? {
        let ending = await activity.ending(idle: idle)
        // Also where this task is cancelled: then nothing in it waits.
        await Task { [listener] in await listener.close(within: .seconds(2)) }.value
        return ending
    }
}
