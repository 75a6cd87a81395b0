import AuditLog
import Storage
import Wire

extension SitePlan {
    /// Makes the store and publishes batch 0: the site, its agencies' keys, filler, epoch 0.
    func writeFirstBatch(
        _ descriptor: SiteDescriptor, keys: SiteKeys, directory: DataDirectory,
        random: @escaping @Sendable (Int) -> [UInt8]
    ) async throws {
        guard let clock = EpochClock(descriptor) else { return }
        try SQLiteStore.create(directory: directory.path, origin: origin)
        let store = try SQLiteStore(directory: directory.path, origin: origin)
        try await store.enqueue(.site(descriptor))
        for card in agencies { try await store.enqueue(.agencyKeys(card.keys)) }
        let sequencer = try Sequencer(store: store, keys: keys, random: random)
        try await sequencer.closeFirst(descriptor, clock: clock)
        try await store.settle()
        try store.close()
    }
}
