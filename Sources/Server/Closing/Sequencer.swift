import AuditLog
import Keys
package import Storage
import TransparencyLog
import Wire

/// Closes epochs, one at a time: plan, sign, guard, flip, publish. Protocol/README.md section 9.
package actor Sequencer {
    private let store: any Store
    private let log: NoteSigner
    private let random: @Sendable (Int) -> [UInt8]
    /// What the log says month by month.
    nonisolated let months: MonthStatements

    /// Signs with the log's key.
    package init(
        store: any Store, keys: SiteKeys, random: @escaping @Sendable (Int) -> [UInt8]
    ) throws {
        self.store = store
        log = try NoteSigner(name: store.origin, key: keys.log)
        self.random = random
        months = MonthStatements(store: store)
    }

    /// Reads ahead what the close that ends a month needs; what fails here fails there again.
    func readAhead(_ clock: EpochClock) async { try? await months.catchUp(clock) }

    /// Finishes what a crash or a full disk left planned, as it is, however late; then closes the newest due number,
    /// if it was not cut yet.
    ///
    /// A number far ahead is cut only where a witness's time agrees with the clock, or the operator accepts it.
    ///
    /// - Parameters:
    ///   - now: seconds since 1970.
    ///   - isAccepted: whether the operator answers for the clock.
    /// - Returns: whether anything was published.
    /// - Throws: `StoreError`; `LogError` where the log is not one that this server made; what signing
    ///   throws. A batch that is planned by then waits for the next call.
    package func closeIfDue(now: UInt64, isAccepted: Bool = false) async throws -> Bool {
        let planned = try await store.pendingPlan()
        if let planned { try await finish(planned) }
        guard let site = try await PublishedSite(reading: store),
            let number = site.clock.due(at: now, lastCut: site.epoch.number),
            isAccepted || site.judge(now).isBelieved
        else { return planned != nil }
        // Before the transaction that plans: it may take a while to count.
        let prepared = try await months.prepare(closing: number, of: site)
        let queued = try await store.queuedPublicEntries()
        let said = try prepared?.statements(beside: queued) ?? []
        try await close(
            number, clock: site.clock, descriptor: site.descriptor, keys: site.keys
        ) { entries in
            // Tests may have been named since.
            guard let prepared, entries.statements != queued.statements else { return said }
            return try prepared.statements(beside: entries)
        }
        return true
    }

    /// Publishes batch 0 of a store that is empty; what it says in public was put into the queue.
    func closeFirst(_ descriptor: SiteDescriptor, clock: EpochClock) async throws {
        try await close(0, clock: clock, descriptor: descriptor, keys: [])
    }

    private func close(
        _ number: UInt64, clock: EpochClock, descriptor: SiteDescriptor, keys: [AgencyKeys],
        saying months: @escaping @Sendable (PublicEntries) throws -> [Statement] = { _ in [] }
    ) async throws {
        let secrets = BatchSecrets(random: random)
        let planned = try await store.plan(number: number) { input in
            let keySet = try keySet(after: input.publicEntries, descriptor: descriptor, keys: keys)
            var entries = input.publicEntries
            let said = try months(entries)
            entries.statements += said
            return try BatchPlan.make(
                state: input.state, number: input.number, clock: clock, keySet: keySet,
                publicEntries: entries, pending: input.pending, u: secrets.u, bump: secrets.bump,
                fillerNonces: { secrets.random(32 * $0) })
        }
        try await finish(planned)
    }

    private func finish(_ planned: PlannedBatch) async throws {
        let checkpoint = try Checkpoint(
            origin: store.origin, size: planned.after.size, root: planned.after.edge.root)
        let note = try checkpoint.signed(by: log)
        try await store.advanceGuard(planned)
        try await store.publish(planned, checkpoint: String(decoding: note.bytes, as: UTF8.self))
    }
}

/// What is drawn anew for each epoch and told nobody.
struct BatchSecrets: Sendable {
    /// Uniform in [½, 1).
    let u: Double
    /// With probability 1/64.
    let bump: Bool
    let random: @Sendable (Int) -> [UInt8]

    init(random: @escaping @Sendable (Int) -> [UInt8]) {
        let bits = random(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        u = 0.5 + Double(bits >> 12) / Double(UInt64(1) << 53)
        bump = bits & 63 == 0
        self.random = random
    }
}

/// The key set in force once these entries are in the log.
private func keySet(
    after entries: PublicEntries, descriptor: SiteDescriptor, keys: [AgencyKeys]
) throws -> Hash {
    let site = entries.site ?? descriptor
    let newest = site.agencies.compactMap { agency in
        entries.agencyKeys.first { $0.agency == agency.code } ?? keys.first { $0.agency == agency.code }
    }
    return try Fingerprint.keySet(descriptor: site, keys: newest)
}
