import HTTP
package import Logging
import Synchronization
package import Words

/// The one log handler of the server.
///
/// It enforces what is never written: nothing but a `Notice` comes through.
///
/// A line is written where the message is the notice's name, the notice is a value of that type, the witness that it
/// names is one of the operator's, and the finished line holds nothing that `Forbidden` knows. Anything else is dropped
/// whole and counted: other messages, other metadata, what a library logs, errors, sources, times. Lines have no time:
/// the receiver of standard error may add one, and the server tells none that is finer than an epoch.
package struct OperatorLogHandler: LogHandler {
    /// Notices only; what libraries say of their own running is below it.
    package var logLevel = Logger.Level.notice
    /// Kept for the protocol, and never written.
    package var metadata = Logger.Metadata()
    /// Kept for the protocol, and never asked.
    package var metadataProvider: Logger.MetadataProvider?

    private let operatorsOwn: [String]
    private let witnesses: [HTTPURL]
    private let write: @Sendable (String) -> Void
    private let refusals: Refusals
    private let language: Language

    /// Lines that were dropped since the start.
    package final class Refusals: Sendable {
        private let number = Atomic<Int>(0)

        /// None yet.
        package init() {}

        /// How many.
        package var count: Int { number.load(ordering: .relaxed) }

        fileprivate func add() { number.add(1, ordering: .relaxed) }
    }

    /// - Parameters:
    ///   - configuration: whose witnesses and folder may be named.
    ///   - language: what lines are in.
    ///   - refusals: counts what is dropped.
    ///   - write: takes one line without its end.
    package init(
        _ configuration: Configuration, language: Language = .english, refusals: Refusals = Refusals(),
        write: @escaping @Sendable (String) -> Void
    ) {
        witnesses = configuration.witnesses
        // What the operator wrote into the configuration may hold an address of the operator's choice.
        operatorsOwn =
            configuration.witnesses.map { "\($0)" }
            + (configuration.publishDirectory.isEmpty ? [] : [configuration.publishDirectory])
        self.write = write
        self.refusals = refusals
        self.language = language
    }

    /// Kept for the protocol, and never written.
    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    /// Writes a notice, or drops and counts what is none.
    package func log(event: LogEvent) {
        guard let line = line(event) else {
            refusals.add()
            return
        }
        write(line)
    }

    private func line(_ event: LogEvent) -> String? {
        guard event.error == nil, let metadata = event.metadata, metadata.count == 1,
            case .stringConvertible(let value) = metadata[Notice.key], let notice = value as? Notice,
            event.message.description == notice.name, isOperatorsOwn(notice)
        else { return nil }
        let line = Foreign(notice.phrase(language)).description
        let known = operatorsOwn + notice.sizes.map { "\($0)" }
        let rest = known.reduce(line) { $0.replacing($1, with: "") }
        return Forbidden.isFree(rest) ? line : nil
    }

    private func isOperatorsOwn(_ notice: Notice) -> Bool {
        switch notice {
        case .witnessBack(let url, _), .witness(let url, _): witnesses.contains(url)
        default: true
        }
    }
}
