import AuditLog
package import CaseStore
package import Cases
import Sealing
import Verification
import Wire
package import Words

/// What became of something that was made with a store.
package struct KeptItem: Sendable {
    /// As the outbox holds it.
    package var item: OutboxItem
    /// When its promised epoch is due, seconds since 1970; nil where nothing was promised yet.
    package var due: UInt64?
    /// The site's.
    package var zone = Zone.wib
    /// Why it was not handed in now; nil where it was.
    package var refusal: (any Explainable)?
    /// Of an act: where the case stands with the agency behind it and all else that waits.
    package var standing: CaseStanding?
    /// Of an act: the last days of the limit that runs then, the strictest first.
    package var limits: [DueDate] = []
}

extension OpenedStore {
    /// Hands in what waits, where the site answers; else it goes with the next sync.
    ///
    /// - Parameters:
    ///   - item: what was made just now.
    ///   - now: seconds since 1970.
    ///   - random: bytes fit for keys.
    /// - Returns: what became of the item; it never fails what was made.
    package func handIn(
        _ item: OutboxItem, now: UInt64, random: CaseStore.RandomBytes
    ) async -> KeptItem {
        var kept = KeptItem(item: item)
        do {
            let session = try await ReviewSession.open(address, key: .agency(key))
            kept.zone = session.site.descriptor.zone
            do {
                let keys = try session.key.agency(for: "ask")
                let run = try await OutboxRun.handIn(using(keys), session: session, now: now, random: random)
                let promised = run.promised.first { $0.name == item.name }
                kept.item = promised ?? item
                kept.due = promised?.promised.flatMap { session.site.clock.scheduled($0) }
                kept.refusal = run.refused.first { $0.item.name == item.name }?.why
                await session.close()
            } catch {
                await session.close()
                throw error
            }
        } catch let error as any Explainable {
            kept.refusal = error
        } catch {
            kept.refusal = OutboxRun.Refusal.sealing("\(error)")
        }
        return kept
    }
}

extension ReviewAsk {
    /// Seals a question to the source of a stored report, and keeps it until a site takes it: no site is asked.
    ///
    /// - Parameters:
    ///   - prefix: of the report's id, 8 to 64 hexadecimal digits.
    ///   - text: 1 to `limit` bytes of UTF-8; white space at its end does not count.
    ///   - opened: the store.
    ///   - now: seconds since 1970.
    ///   - random: gives as many random bytes as it is asked for, fit for keys.
    /// - Returns: what waits in the outbox.
    /// - Throws: `AskingError`, `UnreadReport`, `CaseStoreError`; `VerificationError` for the id.
    package static func keep(
        _ prefix: String, text: String, store opened: OpenedStore, now: UInt64,
        random: CaseStore.RandomBytes
    ) throws -> OutboxItem {
        let text = try checked(text)
        let lock = try opened.store.lock()
        defer { withExtendedLifetime(lock) {} }
        let file = try opened.provenFile(prefix)
        guard let report = file.report else { throw UnreadReport(file.received?.content ?? .waiting) }
        let waiting = try opened.store.outbox().filter { item in
            if case .question(let question) = item.request { question.report == file.id } else { false }
        }
        let published = file.next(.question, of: opened.key.code)
        let counter =
            waiting.map(\.counter).max().map { max($0 == .max ? .max : $0 + 1, published) } ?? published
        let draft = QuestionDraft(
            report: file.id, counter: counter, lastSeen: file.lastReply(to: opened.key.code), text: text)
        let (question, message) = try draft.sealed(
            to: report.binding.reply, by: opened.key.act, of: opened.key.code,
            origin: opened.store.settings.origin, random: random)
        let item = OutboxItem(.question(question), sealed: message, made: now)
        try opened.store.put([item])
        return item
    }
}

extension CaseFile {
    /// The highest counter of the source's proven answers to an agency; `Message.nothingSeen` without one.
    fileprivate func lastReply(to agency: AgencyCode) -> UInt32 {
        messages(.reply).filter { $0.message.agency == agency }.map(\.message.counter).max()
            ?? Message.nothingSeen
    }
}
