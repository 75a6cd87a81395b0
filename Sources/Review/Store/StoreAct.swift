import AuditLog
package import CaseStore
package import Cases
package import Keys
import Sealing
import Verification
import Wire
import Words

extension ReviewAct {
    /// Holds an act against the lifecycle, seals and signs it, and keeps it until a site takes it: no site is asked.
    ///
    /// It stands behind the agency's acts in the log and those that wait.
    ///
    /// - Parameters:
    ///   - prefix: of the report's id, 8 to 64 hexadecimal digits.
    ///   - task: what is to be done.
    ///   - reason: why, 1 to 4,000 bytes; nil for none.
    ///   - second: another act key of the agency; nil where one is enough.
    ///   - opened: the store.
    ///   - now: seconds since 1970.
    ///   - random: gives as many random bytes as it is asked for, fit for keys.
    /// - Returns: what waits in the outbox.
    /// - Throws: `ActingError`, `CaseStoreError`; `VerificationError` for the id.
    package static func keep(
        _ prefix: String, _ task: Task, reason: String?, second: SigningKey?, store opened: OpenedStore,
        now: UInt64, random: CaseStore.RandomBytes
    ) throws -> OutboxItem {
        let lock = try opened.store.lock()
        defer { withExtendedLifetime(lock) {} }
        let own = opened.key.code
        let file = try opened.provenFile(prefix)
        let site = try opened.knownSite()
        let acted = try opened.acted(on: file, at: site.descriptor, now: now)
        let text = reason ?? task.standardReason(site.descriptor.agencies)
        let offered = try opened.offered(in: file)
        let other: Hash? =
            if case .merged(let into) = task { try opened.provenFile(into).id } else { nil }
        let signed = try SignedAct(
            ActWish(
                try task.codes(acted.standing, into: other) { code throws(ForwardFault) in
                    _ = try ForwardRule.way(
                        to: code, from: own, readers: file.agencies, story: file.report?.story,
                        agencies: site.descriptor.agencies, offered: offered)
                }, reason: text), on: acted, by: own, signer: opened.key.act, second: second,
            descriptor: site.descriptor, keys: site.keys, random: random)
        let act = signed.record.act
        let sealed = text.map {
            Reason(format: 1, report: file.id, agency: own, counter: act.counter, text: $0)
        }
        let item = OutboxItem(
            .act(signed.request), sealed: (try? sealed?.encoded()) ?? [], made: now)
        try opened.store.put([item])
        // It was decided again: what a colleague came before is done with.
        try opened.store.remove(
            try opened.store.overtaken(of: file.id).filter {
                if case .act = $0.request { true } else { false }
            })
        return item
    }
}

extension ReviewNote {
    /// Seals a note to the agencies of a stored report, and keeps it until a site takes it: no site is asked.
    ///
    /// - Parameters:
    ///   - prefix: of the report's id, 8 to 64 hexadecimal digits.
    ///   - text: 1 to 4,000 bytes of UTF-8.
    ///   - opened: the store.
    ///   - now: seconds since 1970.
    ///   - random: gives as many random bytes as it is asked for, fit for keys.
    /// - Returns: what waits in the outbox.
    /// - Throws: `ActingError`, `UnreadReport`, `CaseStoreError`; `VerificationError` for the id.
    package static func keep(
        _ prefix: String, text: String, store opened: OpenedStore, now: UInt64,
        random: CaseStore.RandomBytes
    ) throws -> OutboxItem {
        let lock = try opened.store.lock()
        defer { withExtendedLifetime(lock) {} }
        let file = try opened.provenFile(prefix)
        guard let report = file.report else { throw UnreadReport(file.received?.content ?? .waiting) }
        let site = try opened.knownSite()
        let waiting = try opened.store.outbox().compactMap { item in
            if case .note(let note) = item.request, note.report == file.id { note.counter } else { nil }
        }
        let published = file.next(.note, of: opened.key.code)
        let note = try Note(
            text, on: file.id, report.binding, counter: max(waiting.max()?.plus(1) ?? 0, published),
            by: opened.key.code, signer: opened.key.act, descriptor: site.descriptor, keys: site.keys,
            random: random)
        // Whoever wrote it reads it in the store: the own agency is among those that it is sealed to.
        let item = OutboxItem(.note(note), sealed: [], made: now)
        try opened.store.put([item])
        try opened.store.remove(
            try opened.store.overtaken(of: file.id).filter {
                if case .note = $0.request { true } else { false }
            })
        return item
    }
}

extension OpenedStore {
    /// Adds to what became of an act where the case stands now, and until when.
    ///
    /// - Parameters:
    ///   - kept: the act.
    ///   - election: whose limits are told; nil for those that the report falls under.
    ///   - calendar: elections and free days, for that.
    ///   - now: seconds since 1970.
    /// - Throws: `ActingError`, `CaseStoreError`.
    package func place(
        _ kept: inout KeptItem, in election: DueLimit.Scope?, _ calendar: CaseCalendar, now: UInt64
    ) throws {
        let descriptor = try knownSite().descriptor
        let file = try provenFile(kept.item.report.hex)
        let standing = try acted(on: file, at: descriptor, now: now).standing
        let scope = election ?? file.report.flatMap { DueLimit.Scope(of: $0.story, calendar.elections) }
        kept.standing = standing
        kept.limits = standing.dueDates(in: scope, zone: descriptor.zone, calendar.work)
    }

    /// The site as it was when it was asked last.
    func knownSite() throws -> (descriptor: SiteDescriptor, keys: [AgencyKeys]) {
        let keys = try store.siteKeys()
        guard let descriptor = try store.about().descriptor, !keys.isEmpty else {
            throw ActingError.neverSynced
        }
        return (descriptor, keys)
    }

    /// The site's agencies that a source could choose or leave out: those that had not joined later than its report.
    func offered(in file: CaseFile) throws(CaseStoreError) -> [AgencyCode] {
        let about = try store.about()
        let (joined, index) = (JoinedAgencies(about.joined), file.received?.index ?? 0)
        return (about.descriptor?.agencies ?? []).map { $0.code }.filter { !joined.joined($0, after: index) }
    }

    /// A case as it stands behind all of the agency's acts, those that wait among them.
    func acted(
        on file: CaseFile, at descriptor: SiteDescriptor, now: UInt64
    ) throws -> ActedCase {
        let clock = EpochClock(descriptor)
        let kinds = descriptor.kinds
        let logged: [Act]
        do { logged = try file.history(of: key.code).acts } catch {
            throw ActingError.history(reason: "\(error)")
        }
        guard var standing = file.timeline({ kinds[$0] ?? .notSaid })?.standing(of: key.code) else {
            throw VerificationError.site(.notProven(file.id, .agencies))
        }
        var last = logged.last
        let waiting = try store.outbox().compactMap { item -> (act: Act, promised: UInt64?)? in
            guard case .act(let request) = item.request, request.act.report == file.id else { return nil }
            return (request.act, item.promised)
        }
        for item in waiting.sorted(by: { $0.act.counter < $1.act.counter })
        where item.act.counter == (last?.counter.plus(1) ?? 0) {
            let time = item.promised.flatMap { clock?.scheduled($0) } ?? now
            _ = standing.take(ActCodes(item.act), on: file.id, by: key.code, at: time)
            last = item.act
        }
        return ActedCase(
            report: file.id, agencies: file.agencies, reply: file.report?.binding.reply, standing: standing,
            last: last)
    }
}
