import RPC
import Synchronization
import TestSupport
import Wire

/// Services that count what was begun, and go on with cells and entries only as the test lets them.
final class CountingServices: RefusingServices {
    private let counts = Mutex((cells: 0, running: 0, mostRunning: 0, entries: 0, proofs: 0))
    /// How long each cell but `site` and each proof takes, whether or not its call is over.
    let work: Duration
    /// Bytes of each bundle.
    let bundle: Int

    init(work: Duration = .zero, bundle: Int = 65_536) {
        self.work = work
        self.bundle = bundle
    }

    /// Cells but `site` that were begun.
    var cells: Int { counts.withLock { $0.cells } }
    /// Proofs that were begun.
    var proofs: Int { counts.withLock { $0.proofs } }
    /// Cells and proofs that were at work at once.
    var mostRunning: Int { counts.withLock { $0.mostRunning } }
    /// Bundles that were made.
    var entries: Int { counts.withLock { $0.entries } }

    func exchange(_ request: ExchangeRequest) async -> ExchangeReply {
        if case .site = request { return sampleSite }
        counts.withLock { $0.cells += 1 }
        await toil()
        return ExchangeReply(more: false, result: .decoy(Decoy()))
    }

    func inclusion(_ request: InclusionRequest) async throws(RPCError) -> Proof {
        counts.withLock { $0.proofs += 1 }
        await toil()
        return Proof(hashes: [])
    }

    func entries(_ request: EntriesRequest, _ replies: Replies<EntryBundle>) async throws(RPCError) {
        for index in request.first..<request.end {
            try await replies.ready()
            counts.withLock { $0.entries += 1 }
            try await replies.send(EntryBundle(first: index, bundle: [UInt8](repeating: 3, count: bundle)))
        }
    }

    /// Takes no notice of a cancellation, as a transaction does not.
    private func toil() async {
        counts.withLock {
            $0.running += 1
            $0.mostRunning = max($0.mostRunning, $0.running)
        }
        let end = ContinuousClock.now + work
        await Task.detached { try? await Task.sleep(until: end) }.value
        counts.withLock { $0.running -= 1 }
    }
}
