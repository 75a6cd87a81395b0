import Synchronization

/// When a connection's client last had something done, in milliseconds: at first, when it came.
final class Activity: Sendable {
    private let time: Atomic<UInt64>
    private let greeted = Atomic(false)

    init(_ now: UInt64) { time = Atomic(now) }

    /// The last time.
    var last: UInt64 { time.load(ordering: .relaxed) }

    /// Whether the handshake is done.
    var isGreeted: Bool { greeted.load(ordering: .relaxed) }

    /// The handshake is done now.
    func greet(_ now: UInt64) {
        greeted.store(true, ordering: .relaxed)
        note(now)
    }

    /// Something is done for the client now.
    func note(_ now: UInt64) { time.store(now, ordering: .relaxed) }
}
