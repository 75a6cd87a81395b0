import Foundation

/// The things that only the edge of a program takes from the system; below it they are parameters.
package enum System {
    /// Seconds since 1970.
    package static let now: @Sendable () -> UInt64 = {
        UInt64(max(0, Foundation.Date().timeIntervalSince1970))
    }

    /// Random bytes fit for keys (getrandom).
    package static let random: @Sendable (Int) -> [UInt8] = { count in
        var generator = SystemRandomNumberGenerator()
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count + 8)
        while bytes.count < count {
            var word = generator.next() as UInt64
            for _ in 0..<8 {
                bytes.append(UInt8(truncatingIfNeeded: word))
                word >>= 8
            }
        }
        bytes.removeLast(bytes.count - count)
        return bytes
    }

    /// Waits until the clock shows so many seconds more.
    ///
    /// To a full second, so that what follows tells nothing of when within a second it was asked for. Ends at once where its
    /// task is cancelled.
    package static let wait: @Sendable (UInt64) async -> Void = { seconds in
        let time = Foundation.Date().timeIntervalSince1970
        try? await Task.sleep(for: .seconds(Double(seconds) - (time - time.rounded(.down))))
    }
}
