import Foundation
import RPC
@testable import Server
import Storage
import Synchronization
import TestSupport
import Wire

/// The site's server, the same each time: keys, clock and randomness are the cast's.
final class SampleServer: Sendable {
    let random = SampleRandom(seed: Cast.randomSeed)
    private let folder: TemporaryFolder
    private let clock: Clock
    private let node: Node

    private final class Clock: Sendable {
        let time = Mutex(Cast.t0)
    }

    /// Publishes batch 0.
    init() async throws {
        let cast = try Cast.get()
        folder = try TemporaryFolder()
        let directory = DataDirectory(folder.path)
        try directory.create()
        // Draws log key, promise key and channel key. Nobody connects over TLS: that key's seed stands in the descriptor only.
        let seeds = Mutex([try cast.seed("log"), try cast.seed("promise"), try cast.seed("channel")])
        let keys = try SiteKeys(creating: directory) { _ in seeds.withLock { $0.removeFirst().bytes } }
        let cards = zip(cast.descriptor.agencies, cast.agencyKeys).map { agency, keys in
            AgencyCard(format: 1, name: agency.name, kind: agency.kind, identity: agency.identity, keys: keys)
        }
        var configuration = Configuration()
        configuration.freeBytes = 0
        let plan = SitePlan(
            origin: Cast.origin, agencies: cards, auditor: nil, epochSeconds: Cast.epochSeconds, quorum: 0,
            configuration: configuration)
        try await plan.writeFirstBatch(cast.descriptor, keys: keys, directory: directory, random: random.draw)
        let clock = Clock()
        self.clock = clock
        node = try await Node(
            store: SQLiteStore(directory: directory.path), keys: keys, configuration: configuration,
            directory: directory, now: { clock.time.withLock { $0 } }, random: random.draw,
            watch: StoreWatch(log: .silent))
    }

    deinit { try? node.store.close() }

    /// The time goes on, and what is due is published.
    func advance(to time: UInt64) async throws {
        clock.time.withLock { $0 = time }
        try await node.closeIfDue()
    }

    func services(_ peer: Peer) -> Services {
        let session = Session(node: node, peer: peer)
        return Services(
            source: SourceCalls(session: session), upload: UploadCalls(session: session),
            audit: AuditCalls(node: node), review: ReviewCalls(session: session))
    }
}
