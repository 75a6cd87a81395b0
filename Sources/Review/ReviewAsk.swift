import Age
import AuditLog
import Cases
import Console
import Files
import Foundation
import Keys
import RPC
package import Sealing
package import Verification
package import Wire
package import Words

/// A question that the site has promised to deliver.
package struct AskedQuestion: Equatable, Sendable {
    package var report: Hash
    package var counter: UInt32
    package var commitment: Hash
    package var epoch: UInt64
    /// Seconds since 1970 at which that epoch is due.
    package var due: UInt64?

    package var json: JSON {
        [
            "report": JSON(report), "counter": .integer(Int(counter)), "commitment": JSON(commitment),
            "epoch": JSON(epoch),
        ]
    }

    package func text(_ language: Language) -> String {
        let time = due.map { CivilTime.wib($0) }
        return Phrase(
            "Pertanyaan \(counter + 1) terkirim dan dijanjikan untuk epoch \(epoch)"
                + (time.map { " (\($0.indonesian))" } ?? "")
                + ". Pelapor membacanya setelah itu, bila ia kembali dengan kata sandinya.",
            "Question \(counter + 1) sent, promised for epoch \(epoch)"
                + (time.map { " (\($0.english))" } ?? "")
                + ". The source reads it after that, on returning with the codename.")(language)
    }
}

/// Seals a question to a report's source.
package enum ReviewAsk {
    /// Bytes of the longest question.
    package static let limit = 4_000

    /// - Parameters:
    ///   - prefix: of the report's id.
    ///   - now: seconds since 1970.
    package static func run(
        _ prefix: String, text: String, session: ReviewSession, key: AgencyKeyFile, now: UInt64,
        random: (Int) -> [UInt8]
    ) async throws(Failure) -> AskedQuestion {
        let text = try checked(text)
        let records = try await session.records()
        let report: ReviewRecord
        do { report = try records.report(prefix) } catch { throw Failure(error) }
        let binding = try await binding(of: report, session: session, key: key)
        let counter = records.nextQuestion(
            of: report.commitment, by: key.code, staged: try await session.staged())
        let message = Message(
            format: 1, direction: .question, report: report.commitment, agency: key.code, counter: counter,
            lastSeen: records.lastReply(of: report.commitment, to: key.code), text: text,
            signer: key.act.publicKey, signature: Signature())
        let origin = session.site.descriptor.origin
        let envelope: [UInt8]
        do {
            let signed = try message.signed(by: key.act, reply: binding.reply, origin: origin)
            envelope = try sealEnvelope(
                message: try signed.encoded(), recipients: [.hybrid(publicKey: binding.reply)], random: random
            )
        } catch {
            throw Failure(.badInput, "the question could not be sealed: \(error)")
        }
        let promise = try await send(
            Question(report: report.commitment, counter: counter, envelope: envelope), by: key.code,
            session: session, now: now)
        return AskedQuestion(
            report: report.commitment, counter: counter, commitment: promise.promise.commitment,
            epoch: promise.promise.epoch, due: session.site.clock.scheduled(promise.promise.epoch))
    }

    /// The text without the line ends behind it.
    package static func checked(_ text: String) throws(Failure) -> String {
        var text = text
        while let last = text.last, last.isWhitespace { text.removeLast() }
        guard (1...limit).contains(text.utf8.count) else {
            throw Failure(
                .badInput, "--message-file: \(text.utf8.count) bytes, limit 1 to \(limit)",
                field: "--message-file",
                limit: UInt64(limit))
        }
        return text
    }

    /// Opens the report, which alone knows its source's reply key.
    private static func binding(
        of record: ReviewRecord, session: ReviewSession, key: AgencyKeyFile
    ) async throws(Failure) -> Binding {
        guard let received = record.received, record.length > 0 else {
            throw Failure(
                .badInput, "ID: the report's payload was erased, and the reply key with it", field: "ID")
        }
        let site = session.site
        let rule = EnvelopeRule.report(received, root: site.fingerprint, origin: site.descriptor.origin)
        var envelope = OpenedEnvelope(identity: key.identity, rule: rule)
        let stream = session.envelope(received.envelope)
        while envelope.length <= record.length, let chunk = try await stream.reply() {
            _ = envelope.receive(chunk.data)
        }
        guard envelope.finish().hash == received.envelope else {
            throw Failure(.untrusted, "the site's envelope is not the recorded one")
        }
        guard envelope.problem == nil, case .report(let report) = envelope.content else {
            let reason = envelope.problem.map { "\($0)" } ?? "it is empty"
            throw Failure(
                .badInput, "ID: this report cannot be read, so nobody can be asked: \(reason)", field: "ID")
        }
        return report.binding
    }

    /// Says "asked" only with a promise that holds.
    private static func send(
        _ question: Question, by agency: AgencyCode, session: ReviewSession, now: UInt64
    ) async throws(Failure) -> AcceptedPromise {
        let promised: Promised
        do { promised = try await session.ask(question) } catch {
            guard error.code == .aborted else { throw Failure(error) }
            throw Failure(
                .tryLater, "somebody of your agency asked at the same moment; run the same command again")
        }
        let sent = MessagePosted(
            agencies: [agency], report: question.report, direction: .question, counter: question.counter,
            envelope: sha256(question.envelope))
        do {
            return try AcceptedPromise(
                promised, for: .message(sent), descriptor: session.site.descriptor, now: now)
        } catch {
            throw Failure(.untrusted, "the site's promise does not hold: \(error)")
        }
    }
}

extension ReviewAsk {
    /// The bytes of a file, or of standard input for `-`, as text.
    package static func read(_ path: String) throws(Failure) -> String {
        guard path == "-" else { return try Files.readText(path, limit: 1 << 16, field: "--message-file") }
        guard let data = try? FileHandle.standardInput.read(upToCount: 1 << 16),
            let text = String(validating: data, as: UTF8.self)
        else {
            throw Failure(
                .badInput, "--message-file: standard input is not UTF-8 text", field: "--message-file")
        }
        return text
    }
}
