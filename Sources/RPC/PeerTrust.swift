import Synchronization

/// Whether the peer of a connection has shown who it is: given once, and never taken back.
final class PeerTrust: Sendable {
    private let state: Atomic<Bool>

    /// - Parameter isGiven: true where the handshake itself showed it.
    init(_ isGiven: Bool) { state = Atomic(isGiven) }

    var isGiven: Bool { state.load(ordering: .acquiring) }

    func give() { state.store(true, ordering: .releasing) }
}
