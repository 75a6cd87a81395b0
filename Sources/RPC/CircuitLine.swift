/// The line by which Tor tells over which circuit a connection comes, before anything else on it.
///
/// PROXY protocol version 1 of HAProxy, as `HiddenServiceExportCircuitID haproxy` writes it:
///
///     "PROXY TCP6 fc00:dead:beef:4dad::" high ":" low " ::1 " port " " port CR LF
///
/// The circuit's number is `high` and `low`, up to four hexadecimal digits each. It says nothing of who comes.
struct CircuitLine: Equatable {
    /// The circuit's number, of this run of Tor.
    let circuit: UInt32

    /// Bytes of the longest line of that protocol, its end included.
    static let longest = 107

    private static let start = Array("PROXY TCP6 fc00:dead:beef:4dad::".utf8)

    /// Reads a line without its end; nil for any other.
    init?(_ line: some Collection<UInt8>) {
        guard line.starts(with: Self.start) else { return nil }
        let rest = line.dropFirst(Self.start.count)
        let parts = rest.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
        guard parts.count == 4, parts[1].elementsEqual("::1".utf8),
            parts[2...].allSatisfy({
                (1...5).contains($0.count) && $0.allSatisfy { (0x30...0x39).contains($0) }
            })
        else { return nil }
        let halves = parts[0].split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard halves.count == 2, let high = Self.half(halves[0]), let low = Self.half(halves[1]) else {
            return nil
        }
        circuit = high << 16 | low
    }

    private static func half(_ digits: some Collection<UInt8>) -> UInt32? {
        guard (1...4).contains(digits.count) else { return nil }
        var value: UInt32 = 0
        for digit in digits {
            switch digit {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt32(digit - 0x30)
            case UInt8(ascii: "a")...UInt8(ascii: "f"): value = value << 4 | UInt32(digit - 0x61 + 10)
            default: return nil
            }
        }
        return value
    }
}
