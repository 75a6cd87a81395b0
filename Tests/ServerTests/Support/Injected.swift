import Console
import Storage
import Synchronization

/// A clock that only the test moves; seconds since 1970.
final class TestClock: Sendable {
    private let time: Mutex<UInt64>

    init(_ time: UInt64) { self.time = Mutex(time) }

    var now: UInt64 { time.withLock { $0 } }

    func set(_ now: UInt64) { time.withLock { $0 = now } }

    func advance(_ seconds: UInt64) { time.withLock { $0 += seconds } }
}

/// The system's randomness, but for what a close draws alone (8 bytes): u = ¾, and no step up without cause.
let testRandom: @Sendable (Int) -> [UInt8] = { count in
    count == 8 ? [0x80, 0, 0, 0, 0, 0, 0, 1] : System.random(count)
}

struct Crash: Error {}

/// Ends the steps of a close that it is told to, as a crash would.
final class Faults: Sendable {
    private let steps = Mutex<Set<CloseStep>>([])

    init(_ steps: CloseStep...) { set(Set(steps)) }

    func set(_ steps: Set<CloseStep>) { self.steps.withLock { $0 = steps } }

    var closure: @Sendable (CloseStep) throws -> Void {
        { step in if self.steps.withLock({ $0.contains(step) }) { throw Crash() } }
    }
}
