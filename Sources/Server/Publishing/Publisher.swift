import Logging
import Storage

/// Keeps the files of the public log as the store has it, if the operator wants any.
package struct Publisher: Sendable {
    private let folder: TileFolder?
    private let store: any PublishedLog
    private let turn = Turn()
    private let log: Logger

    /// Writes nothing yet, and never does where `publish.directory` is empty.
    init(_ configuration: Configuration, store: any PublishedLog, log: Logger) {
        folder =
            configuration.publishDirectory.isEmpty
            ? nil
            : TileFolder(
                directory: configuration.publishDirectory, isImmutable: configuration.publishImmutable,
                log: log)
        self.store = store
        self.log = log
    }

    /// Brings the files up to date, one call after the other.
    ///
    /// - Throws: `PublishFault`, which stops nothing but at the start.
    func write() async throws(PublishFault) {
        guard let folder else { return }
        do {
            try await turn.run { [store] in try await folder.update(from: store) }
        } catch {
            throw PublishFault(error)
        }
    }

    /// The same, and tells the operator what went wrong: the next call writes what is missing.
    func writeOrTell() async {
        do throws(PublishFault) { try await write() } catch { log.tell(.publicLogNotWritten(error)) }
    }
}
