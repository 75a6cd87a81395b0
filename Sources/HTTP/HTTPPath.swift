/// The paths that both ends take: `/` and segments of letters, digits and `-._~`, joined by single slashes.
///
/// No segment starts with a dot, nothing is escaped, and there is neither query nor fragment.
enum HTTPPath {
    /// Bytes of the longest path.
    static let maximumBytes = 512

    /// Whether the path is one of these.
    static func isPlain(_ path: String) -> Bool {
        let bytes = path.utf8
        guard (1...maximumBytes).contains(bytes.count), bytes.first == slash else { return false }
        var isStart = false
        for (index, byte) in bytes.enumerated() {
            switch byte {
            case slash:
                guard !isStart else { return false }
                isStart = true
                continue
            case UInt8(ascii: "."): guard !isStart else { return false }
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                break
            default: return false
            }
            guard index > 0 else { return false }
            isStart = false
        }
        return true
    }

    private static let slash = UInt8(ascii: "/")
}
