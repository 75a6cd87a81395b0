import AuditLog
import Cases
package import CaseStore
import RPC
import Sealing
import TransparencyLog
package import Verification
import Wire

/// Brings a store up to what its site shows: verified before it is kept, and nothing twice.
///
/// The log first: what is new of it is read, and kept with the records in one transaction, together with what the next run goes
/// on from. Then the envelopes that are wanted: each is kept as far as it came. Then the agency's own words go out.
package struct StoreSync: Sendable {
    /// How far it is.
    package enum Progress: Equatable, Sendable {
        /// Entries of the log, and how many there are.
        case log(done: UInt64, size: UInt64)
        /// Cases whose envelopes were fetched, and how many there are to fetch.
        case envelopes(done: UInt64, size: UInt64)
    }

    private let opened: OpenedStore
    private let session: ReviewSession
    private let acknowledges: Bool
    private let now: UInt64
    private let random: CaseStore.RandomBytes
    private let progress: @Sendable (Progress) -> Void
    private var store: CaseStore { opened.store }

    /// Reads nothing yet.
    ///
    /// - Parameters:
    ///   - opened: the store.
    ///   - session: a visit of the agency's at the store's site, left open.
    ///   - acknowledges: takes changes of keys, agencies and witnesses since the look before as known.
    ///   - now: seconds since 1970.
    ///   - random: bytes fit for keys.
    ///   - progress: is told how far it is.
    package init(
        _ opened: OpenedStore, session: ReviewSession, acknowledges: Bool = false, now: UInt64,
        random: @escaping CaseStore.RandomBytes, progress: @escaping @Sendable (Progress) -> Void = { _ in }
    ) {
        self.opened = opened
        self.session = session
        self.acknowledges = acknowledges
        self.now = now
        self.random = random
        self.progress = progress
    }

    /// Looks once.
    ///
    /// - Returns: what was brought; `isRefused` where the log is not the one that the store knows, and nothing was.
    /// - Throws: `CaseStoreError`; `VerificationError` where the site cannot be read on: what came until then is kept.
    package func run() async throws -> SyncedStore {
        let lock = try store.lock()
        defer { withExtendedLifetime(lock) {} }
        let site = session.site
        guard site.descriptor.origin == store.settings.origin else {
            throw CaseStoreError.otherSite(store: store.settings.origin, named: site.descriptor.origin)
        }
        try store.seal(to: opened.key.identity)
        let staged = try await session.stagedPromises()
        let outcome = try await verify()
        var synced = SyncedStore()
        synced.now = now
        synced.failures = outcome.report.failures
        synced.failureCount = outcome.report.failureCount
        synced.gaps = outcome.report.gaps
        do throws(VerificationError) { try outcome.checkTree(of: site) } catch {
            synced.isRefused = true
            try count(&synced)
            return synced
        }
        synced.new = try keep(outcome)
        if let keys = try? StoredKeys(site.keys).encoded() { try store.remember(.keys, keys) }
        let fetch = EnvelopeFetch(
            store: store, session: session, reader: CaseReader(outcome, site: site, key: opened.key))
        synced.envelopes = try await fetch.run { [progress] in progress(.envelopes(done: $0, size: $1)) }
        // First what people decided: an act of theirs says that the agency has the report, too.
        synced.outbox = try await OutboxRun.handIn(opened, session: session, now: now, random: random)
        synced.received = try await acknowledge()
        try await OutboxRun.adopt(opened, stagedBefore: staged, session: session, now: now)
        try count(&synced)
        return synced
    }

    // MARK: The log

    private var kept: VerifyState? {
        get throws {
            guard let bytes = try store.memory(.log) else { return nil }
            guard let state = VerifyState(text: String(decoding: bytes, as: UTF8.self)) else {
                throw CaseStoreError.damaged(.memory)
            }
            return state
        }
    }

    private func verify() async throws -> VerifyOutcome {
        let kept = try kept
        var epochs = LogEpochs()
        if kept != nil, let bytes = try store.memory(.epochs) {
            guard let held = try? LogEpochs(decoding: bytes) else { throw CaseStoreError.damaged(.memory) }
            epochs = held
        }
        // A log that was false beside its tree left a tree that was seen, and no state.
        var seen: [SeenCheckpoint] = []
        if let note = try store.memory(.checkpoint), note != kept?.note, let checkpoint = SeenCheckpoint(note)
        {
            seen.append(checkpoint)
        }
        let run = VerifyRun(
            source: SiteLog(session), pins: try session.site.pins(kept: kept?.checkpoint),
            key: .agency(opened.key), resumes: true, seen: seen,
            opensEnvelopes: false, acknowledges: acknowledges, held: epochs
        ) { [progress] in progress(.log(done: $0, size: $1)) }
        let outcome = try await run.run(kept: kept)
        if let cut = outcome.cut { throw VerificationError.source(cut) }
        return outcome
    }

    /// Keeps what the log brought; how many records are new.
    private func keep(_ outcome: VerifyOutcome) throws -> Int {
        var synced = SyncedLog()
        // What the log does not hold is told with the log, and again until the site says otherwise; it is nobody's record.
        synced.records = outcome.caseRecords.mapValues { $0.filter(\.isInLog) }.filter { !$0.value.isEmpty }
        for held in outcome.openings {
            guard case .payloadErased(let erased) = held.opened.opening.record.body else { continue }
            synced.erased.insert(erased.commitment)
        }
        let before = try kept
        if let state = VerifyState(outcome, before: before) {
            synced.log = Array(state.text.utf8)
            synced.epochs = try? outcome.epochs.encoded()
        }
        synced.checkpoint = outcome.report.checkpoint?.note.bytes ?? []
        (synced.about.synced, synced.about.witnessed) = (now, outcome.report.witnessed)
        synced.about.descriptor = outcome.descriptor
        synced.about.epoch = outcome.epochs.newest
        // What a run goes on from has the changes behind it alone.
        let known = try store.about().joined
        var joined = JoinedAgencies(before == nil ? [:] : known)
        joined.note(outcome.report.history)
        synced.about.joined = joined.first
        return try store.take(synced, by: outcome.rules(own: opened.key.code)).new
    }

    // MARK: Behind the log

    /// Says to the sources that the agency has their reports, once for each.
    private func acknowledge() async throws -> ReceivedActs {
        var waiting: [ReviewRecord] = []
        for row in try store.summaries().rows where row.payload == "read" && !row.hasActed {
            guard let received = try store.file(row.id)?.received, received.isProven else { continue }
            waiting.append(received.record)
        }
        return await ReceivedActs.handIn(waiting, session: session, key: opened.key, now: now)
    }

    private func count(_ synced: inout SyncedStore) throws {
        let found = try store.summaries()
        (synced.damaged, synced.lost) = (found.damaged, found.lost)
        for row in found.rows {
            synced.records += Int(row.records)
            synced.proven += Int(row.records) - row.doubts.count
            synced.waiting += Int(row.wanted)
            if row.isAlarming { synced.alarming.append(row.id) }
            if row.isErasedThere, row.payload == "read" { synced.erasedThere.append(row.id) }
        }
    }
}
