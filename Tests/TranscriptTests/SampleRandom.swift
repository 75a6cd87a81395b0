import Keys
import Synchronization
import Wire

/// The bytes SHA-256(seed || uint64 n) for n = 0, 1, …, one draw behind the other.
final class SampleRandom: Sendable {
    private let seed: Hash
    private let used = Mutex(0)

    init(seed: Hash) { self.seed = seed }

    /// Bytes drawn so far.
    var offset: Int { used.withLock { $0 } }

    func draw(_ count: Int) -> [UInt8] {
        let start = used.withLock { used in
            defer { used += count }
            return used
        }
        let blocks = start / 32..<(start + count + 31) / 32
        let bytes = blocks.flatMap { sha256(seed.bytes + bigEndian(UInt64($0))).bytes }
        return Array(bytes.dropFirst(start % 32).prefix(count))
    }
}

func bigEndian(_ number: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: number.bigEndian) { [UInt8]($0) }
}
