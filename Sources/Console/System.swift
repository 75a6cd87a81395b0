import Foundation

/// The two things that only the edge of a program takes from the system; below it they are parameters.
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
}
