import TestSupport
import Testing

/// A ClientHello or a ServerHello (RFC 8446 sections 4.1.2 and 4.1.3), in what is always the same and what is drawn anew.
struct Hello {
    /// Extensions that tell something of who connects, or of an earlier connection: server_name, ALPN, session_ticket,
    /// pre_shared_key, early_data.
    static let telling: Set<Int> = [0, 16, 35, 41, 42]

    /// All but what is drawn.
    private(set) var fixed: [UInt8] = []
    /// The random bytes, the session's number, each key share.
    private(set) var drawn: [[UInt8]] = []
    private(set) var extensions: Set<Int> = []

    private var rest: ArraySlice<UInt8>

    init(_ record: TLSRecord, _ side: Relay.Side) throws {
        rest = record.content[...]
        // Type, length, legacy version.
        try keep(6)
        try draw(32)
        if side == .up {
            try draw(Int(try keep(1)[0]))
            try keep(try number())
            try keep(Int(try keep(1)[0]))
        } else {
            // The client's number: drawn there.
            _ = try take(Int(try keep(1)[0]))
            try keep(3)
        }
        _ = try number()
        while !rest.isEmpty {
            let (type, length) = (try number(), try number())
            extensions.insert(type)
            guard type == 51 else {
                try keep(length)
                continue
            }
            let end = rest.startIndex + length
            if side == .up { _ = try number() }
            while rest.startIndex < end {
                _ = try number()
                try draw(try number())
            }
        }
    }

    private mutating func take(_ count: Int) throws -> [UInt8] {
        try #require(rest.count >= count)
        defer { rest = rest.dropFirst(count) }
        return Array(rest.prefix(count))
    }

    @discardableResult
    private mutating func keep(_ count: Int) throws -> [UInt8] {
        let bytes = try take(count)
        fixed += bytes
        return bytes
    }

    private mutating func draw(_ count: Int) throws { drawn.append(try take(count)) }

    private mutating func number() throws -> Int {
        let bytes = try keep(2)
        return Int(bytes[0]) << 8 | Int(bytes[1])
    }
}
