import RPC
import Wire

/// The replies of a call that is made once more, from where it stood, on each connection that follows.
struct ResumedReplies<Reply: WireMessage> {
    private var reading: SiteReading
    private var stream: ReplyStream<Reply>?

    init(_ line: SiteLine) { reading = SiteReading(line) }

    /// The next one.
    ///
    /// - Parameters:
    ///   - call: asks for what comes behind the replies so far.
    ///   - brings: whether a reply is one of those between which breaks are borne.
    /// - Returns: nil behind the last.
    /// - Throws: how the last of too many connections broke; what the site said, or what is wrong with who answers now.
    mutating func next(
        _ call: (Connection) -> ReplyStream<Reply>, brings: (Reply?) -> Bool = { _ in true }
    ) async throws(SiteError) -> Reply? {
        while true {
            let running = stream ?? call(reading.connection.connection)
            stream = running
            do throws(RPCError) {
                let reply = try await running.next()
                if brings(reply) { reading.wentOn() }
                return reply
            } catch {
                stream = nil
                try await reading.resume(after: error)
            }
        }
    }
}
