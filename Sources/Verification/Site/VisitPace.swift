package import Dialing

/// When the cells of a visit leave: what a cell costs to make or to answer must not show.
///
/// The first cell leaves when the connection stands, each other one at the first multiple of the step by which the one
/// before was answered. At such a multiple the connection is closed, too.
package struct VisitPace: Equatable, Sendable {
    /// From one cell to the next.
    package var step: Duration
    /// Seconds of which a person's visit leaves at a full multiple behind its look; 0 for at once.
    package var departure: UInt64

    /// Takes both as they are; a test gives its own.
    package init(step: Duration, departure: UInt64) {
        self.step = step
        self.departure = departure
    }

    /// On the way to a host: nobody watches this machine's own addresses, and Tor hides who it is that waits.
    package init(host: String, proxy: Proxy?) {
        let isLocal = proxy == nil && (host == "localhost" || host == "::1" || Self.isLoopback(host))
        step = isLocal ? .milliseconds(50) : .seconds(2)
        departure = isLocal || proxy != nil ? 0 : 180
    }

    /// Whether this is an address of 127.0.0.0/8, and no name that only begins like one.
    private static func isLoopback(_ host: String) -> Bool {
        host.hasPrefix("127.") && host.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2e }
    }

    /// Seconds until a visit leaves.
    ///
    /// - Parameters:
    ///   - seconds: since the look.
    ///   - isAttended: somebody is asked in between, so that the time shows how long they need.
    /// - Returns: 0 where nobody is.
    package func delay(after seconds: UInt64, isAttended: Bool) -> UInt64 {
        guard isAttended, departure > 0 else { return 0 }
        return departure - seconds % departure
    }

    /// The first multiple of the step behind `elapsed`.
    package func next(after elapsed: Duration) -> Duration {
        guard step > .zero else { return elapsed }
        let count = (elapsed / step).rounded(.down) + 1
        return step * count
    }
}
