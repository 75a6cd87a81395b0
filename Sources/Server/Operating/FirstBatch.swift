import AuditLog
import Storage
import Wire

extension SitePlan {
    /// Makes the store and publishes batch 0: the site, its agencies' keys, filler, epoch 0.
    func writeFirstBatch(
        _ descriptor: SiteDescriptor, keys: SiteKeys, directory: DataDirectory,
        random: @escaping @Sendable (Int) -> [UInt8]
    ) async throws {
        try await directory.writeFirstBatch(
            PublicEntries(site: descriptor, agencyKeys: agencies.map { $0.keys }), keys: keys, random: random)
    }
}

extension DataDirectory {
    /// Makes the store and publishes batch 0 with these entries, of which one is the site.
    func writeFirstBatch(
        _ entries: PublicEntries, keys: SiteKeys, random: @escaping @Sendable (Int) -> [UInt8]
    ) async throws {
        guard let descriptor = entries.site, let clock = EpochClock(descriptor) else { return }
        try createStore(origin: descriptor.origin)
        let store = try openStore()
        try await store.enqueue(.site(descriptor))
        for keys in entries.agencyKeys { try await store.enqueue(.agencyKeys(keys)) }
        for statement in entries.statements { try await store.enqueue(.statement(statement)) }
        let sequencer = try Sequencer(store: store, keys: keys, random: random)
        try await sequencer.closeFirst(descriptor, clock: clock)
        try await store.settle()
        try store.close()
    }
}
