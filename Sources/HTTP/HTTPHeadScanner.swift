/// Finds the end of a request's head and refuses what two parsers could read in two ways, before any parser sees it.
///
/// Allowed is what RFC 9112 makes a client send, less its leniences: lines of printable ASCII that end with CR LF, one
/// line of `METHOD target HTTP/1.1` first, no empty line before it, no line that goes on in the next one.
struct HTTPHeadScanner {
    /// Bytes of a head.
    static let maximumBytes = 8_192
    /// Header fields.
    static let maximumFields = 32
    /// Bytes of the first line.
    static let maximumRequestLine = 1_024

    enum Result: Equatable {
        /// The head is not whole.
        case more
        /// Bytes of the head, to and with its empty line.
        case whole(Int)
        /// The status to answer.
        case refused(Int)
    }

    private var scanned = 0
    private var lineStart = 0
    private var lines = 0
    private var isAfterReturn = false
    private var requestLine: [UInt8] = []

    /// Goes on where the last call stopped; `bytes` are all that came since the head's first byte.
    mutating func scan(_ bytes: some RandomAccessCollection<UInt8>) -> Result {
        for byte in bytes.dropFirst(scanned) {
            scanned += 1
            guard scanned <= Self.maximumBytes else { return .refused(431) }
            guard isAfterReturn == (byte == newline) else { return .refused(400) }
            if byte == newline {
                isAfterReturn = false
                switch endLine() {
                case .more: continue
                case let result: return result
                }
            }
            isAfterReturn = byte == carriageReturn
            if let refusal = check(byte) { return .refused(refusal) }
        }
        return .more
    }

    private mutating func check(_ byte: UInt8) -> Int? {
        let isFirst = scanned - 1 == lineStart
        switch byte {
        case carriageReturn: return isFirst && lines == 0 ? 400 : nil
        case space where isFirst, tab where isFirst: return 400
        case tab where lines > 0: return nil
        case 0x20...0x7e: break
        default: return 400
        }
        guard lines == 0 else { return nil }
        requestLine.append(byte)
        return requestLine.count > Self.maximumRequestLine ? 414 : nil
    }

    private mutating func endLine() -> Result {
        let length = scanned - 2 - lineStart
        lineStart = scanned
        lines += 1
        guard lines > 1 else { return checkRequestLine() }
        guard length > 0 else { return .whole(scanned) }
        return lines > 1 + Self.maximumFields ? .refused(431) : .more
    }

    private mutating func checkRequestLine() -> Result {
        defer { requestLine = [] }
        let words = requestLine.split(separator: space, omittingEmptySubsequences: false)
        guard words.count == 3, words.allSatisfy({ !$0.isEmpty }) else { return .refused(400) }
        guard words[0].allSatisfy({ (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }) else {
            return .refused(400)
        }
        guard words[2].starts(with: "HTTP/".utf8) else { return .refused(400) }
        return words[2].elementsEqual("HTTP/1.1".utf8) ? .more : .refused(505)
    }
}

private let carriageReturn = UInt8(ascii: "\r")
private let newline = UInt8(ascii: "\n")
private let space = UInt8(ascii: " ")
private let tab = UInt8(ascii: "\t")
