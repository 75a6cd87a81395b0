import Synchronization

/// The port that a desk got, which is known only when it answers already: until then no host is its own.
final class DeskPort: Sendable {
    private let value = Mutex(0)

    /// 0 until it is known.
    var number: Int {
        get { value.withLock { $0 } }
        set { value.withLock { $0 = newValue } }
    }
}
