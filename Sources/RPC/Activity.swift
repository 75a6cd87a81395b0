import Synchronization

/// When a connection's client last had something done, in milliseconds: at first, when it came.
final class Activity: Sendable {
    private let time: Atomic<UInt64>

    init(_ now: UInt64) { time = Atomic(now) }

    /// The last time.
    var last: UInt64 { time.load(ordering: .relaxed) }

    /// Something is done for the client now.
    func note(_ now: UInt64) { time.store(now, ordering: .relaxed) }
}
