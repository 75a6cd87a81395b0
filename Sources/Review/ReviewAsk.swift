import Age
import AuditLog
import Cases
import Files
import Keys
import RPC
package import Sealing
package import Verification
package import Wire
package import Words

/// A question that the site has promised to deliver.
package struct AskedQuestion: Equatable, Sendable {
    /// The report's id.
    package var report: Hash
    /// From 0, of this agency's questions to the report's source.
    package var counter: UInt32
    /// What the site promised to publish.
    package var commitment: Hash
    /// By which it is promised.
    package var epoch: UInt64
    /// Seconds since 1970 at which that epoch is due.
    package var due: UInt64?
    /// The site's.
    package var zone: Zone
}

/// Seals a question to a report's source.
package enum ReviewAsk {
    /// Bytes of the longest question.
    package static let limit = 4_000

    /// Opens the report, which alone knows how its source is answered, and seals the question to it.
    ///
    /// - Parameters:
    ///   - prefix: of the report's id, 8 to 64 hexadecimal digits.
    ///   - text: 1 to `limit` bytes of UTF-8; white space at its end does not count.
    ///   - session: a visit of this agency's, left open.
    ///   - key: the agency's; opens the report and signs the question.
    ///   - now: seconds since 1970.
    ///   - random: gives as many random bytes as it is asked for, fit for keys.
    /// - Returns: the question's place, and what the site promised.
    /// - Throws: `AskingError`, `UnreadReport`, `UntimelySite`, and `VerificationError`, also of an id that is none or not proven.
    package static func run(
        _ prefix: String, text: String, session: ReviewSession, key: AgencyKeyFile, now: UInt64,
        random: (Int) -> [UInt8]
    ) async throws -> AskedQuestion {
        let text = try checked(text)
        try session.checkClock(at: now)
        // Asked first, or a question that is published meanwhile would be in neither.
        let staged = try await session.staged()
        let proven = try await ProvenRecords.read(session, keys: key, isNewest: true)
        let records = proven.records
        let report = try proven.report(prefix)
        // The report alone knows its source's reply key.
        let binding = try await ReportReading.fetch(report, of: proven, session: session, key: key)
            .report().binding
        let counter = records.nextQuestion(of: report.commitment, by: key.code, staged: staged)
        let draft = QuestionDraft(
            report: report.commitment, counter: counter,
            lastSeen: records.lastReply(of: report.commitment, to: key.code), text: text)
        let sealed = try draft.sealed(
            to: binding.reply, by: session.signer, of: key.code, origin: session.site.descriptor.origin,
            random: random)
        let promise = try await send(
            sealed.question, by: key.code, session: session, now: now)
        return AskedQuestion(
            report: report.commitment, counter: counter, commitment: promise.promise.commitment,
            epoch: promise.promise.epoch, due: session.site.clock.scheduled(promise.promise.epoch),
            zone: session.site.clock.zone)
    }

    /// The text without the line ends behind it.
    package static func checked(_ text: String) throws(AskingError) -> String {
        var text = text
        while let last = text.last, last.isWhitespace { text.removeLast() }
        guard (1...limit).contains(text.utf8.count) else { throw .length(text.utf8.count) }
        return text
    }

    /// Says "asked" only with a promise that holds.
    private static func send(
        _ question: Question, by agency: AgencyCode, session: ReviewSession, now: UInt64
    ) async throws -> AcceptedPromise {
        let promised: Promised
        do { promised = try await session.ask(question) } catch {
            guard error.code == .aborted else { throw VerificationError.site(.call(error)) }
            throw AskingError.concurrent
        }
        let sent = MessagePosted(
            agencies: [agency], report: question.report, direction: .question, agency: agency,
            counter: question.counter,
            envelope: sha256(question.envelope))
        do {
            return try AcceptedPromise(
                promised, for: .message(sent), descriptor: session.site.descriptor, now: now)
        } catch {
            throw AskingError.promise(reason: "\(error)")
        }
    }
}

extension ReviewAsk {
    /// The bytes of a file, or of standard input for `-`, as text.
    package static func read(_ path: String) throws(AskingError) -> String {
        do throws(FileError) { return try Files.readText(path, limit: 1 << 16) } catch {
            throw .unreadable(path: path, error)
        }
    }
}
