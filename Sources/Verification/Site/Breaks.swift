/// How often in a row the way to a log broke, and how long to wait before it is tried again.
struct Breaks {
    /// Breaks in a row that are borne: for seven seconds and a half, in which a server starts anew.
    private static let limit = 4

    private let pause: Duration
    private var count = 0

    /// - Parameter pause: before the first new try; twice as long before each that follows.
    init(pause: Duration = .milliseconds(500)) { self.pause = pause }

    /// Something came.
    mutating func wentOn() { count = 0 }

    /// Waits for the next try; false where there is none.
    mutating func wait() async -> Bool {
        guard count < Self.limit else { return false }
        count += 1
        do { try await Task.sleep(for: pause * (1 << (count - 1))) } catch { return false }
        return true
    }
}
