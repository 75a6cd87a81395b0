import AuditLog
import Keys
import RPC
package import Storage
import Synchronization
import Wire
import Words

/// What all connections of a server share: the store, the keys, the newest published site, the clock.
package final class Node: Sendable {
    package let store: any Store
    package let keys: SiteKeys
    package let configuration: Configuration
    /// Seconds since 1970.
    package let now: @Sendable () -> UInt64
    package let random: @Sendable (Int) -> [UInt8]
    let admission: Admission
    private let sequencer: Sequencer
    private let published: Mutex<PublishedSite>
    private let publishing = Turn()
    private let closing = Turn()
    let directory: DataDirectory
    let witnessCircle: WitnessCircle
    /// Why nothing may be signed any more.
    private let halted = Mutex<Failure?>(nil)
    private let publicTree: TileFolder?

    /// Opens a store, asks the witnesses what they know, finishes what a crash left, and closes the epoch that is
    /// overdue: all before anybody is answered.
    ///
    /// - Throws: `Failure` where the keys are not the site's, or a witness shows what contradicts the database.
    package init(
        store: any Store, keys: SiteKeys, configuration: Configuration, directory: DataDirectory,
        now: @escaping @Sendable () -> UInt64, random: @escaping @Sendable (Int) -> [UInt8]
    ) async throws {
        self.store = store
        self.keys = keys
        self.configuration = configuration
        self.now = now
        self.random = random
        self.directory = directory
        publicTree =
            configuration.publishDirectory.isEmpty
            ? nil
            : TileFolder(
                directory: configuration.publishDirectory, isImmutable: configuration.publishImmutable)
        sequencer = try Sequencer(store: store, keys: keys, random: random)
        admission = Admission(directory: directory, configuration: configuration, random: random)
        witnessCircle = WitnessCircle(urls: configuration.witnesses, directory: directory)
        guard let before = try await PublishedSite(reading: store) else { throw StoreError.notBegun }
        published = Mutex(before)
        try keys.check(before.descriptor)
        try await askFiles()
        try await askWitnesses()
        _ = try await sequencer.closeIfDue(now: now())
        guard let site = try await PublishedSite(reading: store) else { throw StoreError.notBegun }
        published.withLock { $0 = site }
        admission.reset(pending: try await store.status().pending)
        do {
            try await writePublicTree()
        } catch let failure as Failure where failure.kind == .configuration {
            throw failure
        } catch {
            publicTree?.note("publish.directory: the public log could not be written: \(error)")
        }
    }

    package var site: PublishedSite { published.withLock { $0 } }

    /// Closes the epoch that is due, if one is, and shows its batch to everybody.
    ///
    /// - Parameter notice: told what went wrong without stopping anything: the files of the public log, which are
    ///   brought up to date by the next close.
    package func closeIfDue(notice: @escaping @Sendable (String) -> Void = { _ in }) async throws {
        // One close at a time, whoever asks for it.
        try await closing.run { try await self.closeNow(notice) }
    }

    private func closeNow(_ notice: @Sendable (String) -> Void) async throws {
        if let failure = halted.withLock({ $0 }) { throw failure }
        let known = self.site
        guard known.clock.due(at: now(), lastCut: known.epoch.number) != nil,
            try await sequencer.closeIfDue(now: now())
        else { return }
        guard let site = try await PublishedSite(reading: store) else { return }
        published.withLock {
            $0 = site
            // What was cosigned since it was read.
            $0.show(store.head())
        }
        admission.reset(pending: try await store.status().pending)
        witnessCircle.wake()
        do {
            try await writePublicTree()
        } catch {
            notice("publish.directory: the public log could not be written: \(error)")
        }
        tellOfPublicTree(notice)
        try await store.settle()
    }

    /// From now on no epoch is closed.
    func halt(_ failure: Failure) {
        halted.withLock { $0 = failure }
    }

    /// Shows the newest checkpoint with the cosignatures that it has now.
    ///
    /// Where the public files cannot be written the next close tells, and writes them.
    func showCosignatures() async {
        published.withLock { $0.show(store.head()) }
        try? await writePublicTree()
    }

    private func writePublicTree() async throws {
        guard let publicTree else { return }
        try await publishing.run { [store] in try await publicTree.update(from: store) }
    }

    /// What went wrong with the public files and stopped nothing.
    func tellOfPublicTree(_ notice: @Sendable (String) -> Void) {
        for line in publicTree?.takeNotices() ?? [] { notice(line) }
    }

    /// Seconds until the next epoch is due, at least 0.
    package var untilNextEpoch: UInt64 {
        let site = site
        let next = site.clock.scheduled(max(site.clock.number(at: now()), site.epoch.number) + 1) ?? .max
        return next - min(next, now())
    }

    /// Stages a record and gives its promise, or says why not.
    ///
    /// What was promised before is answered still when nothing new can be taken in.
    func stage(
        _ record: Record, submission: StageRequest.Submission? = nil, payload: StageRequest.Payload = .none
    ) async throws -> StageOutcome {
        do {
            if case .bytes(let envelope) = payload { try admission.check(bytes: UInt64(envelope.count)) }
            return try await stageNew(record, submission: submission, payload: payload)
        } catch {
            guard error is RPCError || error as? StoreError == .full,
                let existing = try await store.existing(record, submission: submission)
            else { throw error }
            return existing
        }
    }

    private func stageNew(
        _ record: Record, submission: StageRequest.Submission?, payload: StageRequest.Payload
    ) async throws -> StageOutcome {
        guard let nonce = Nonce(random(32)) else { throw StoreError.refused("no randomness") }
        let (clock, time) = (site.clock, now())
        let request = StageRequest(nonce: nonce, record: record, submission: submission, payload: payload) {
            clock.promiseEpoch(at: time, lastCut: $0)
        }
        let outcome = try await store.stage(request) { [keys, origin = store.origin] commitment, epoch in
            try Promise(
                format: 1, origin: origin, commitment: commitment, epoch: epoch, signature: Signature()
            )
            .signed(by: keys.promise, origin: origin)
        }
        // A repetition has the nonce of the first time, and takes no more room.
        if case .promised(let promised) = outcome, promised.opening.nonce == nonce { admission.staged() }
        return outcome
    }
}
