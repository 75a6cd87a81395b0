import NIOHTTP1

/// What a request's head says of its body and of the connection, where it is unambiguous.
struct HTTPRequestRules: Equatable {
    let method: String
    let path: String
    let bodyLength: Int
    let fields: [String: String]
    /// The connection ends with the answer.
    let isLast: Bool

    enum Refusal: Error, Equatable { case status(Int) }

    init(_ head: HTTPRequestHead, maximumBody: Int, fields names: Set<String> = []) throws(Refusal) {
        let headers = head.headers
        guard headers["host"].count == 1, headers["host"].allSatisfy({ !$0.isEmpty }) else {
            throw .status(400)
        }
        guard HTTPPath.isPlain(head.uri) else { throw .status(head.uri.hasPrefix("/") ? 404 : 400) }
        // Its end would have to be looked for: every client that matters knows its length.
        guard headers["transfer-encoding"].isEmpty else { throw .status(411) }
        guard headers["expect"].isEmpty else { throw .status(417) }
        fields = Dictionary(
            headers.lazy.map { ($0.name.lowercased(), $0.value) }.filter { names.contains($0.0) }
        ) { $0 + ", " + $1 }
        method = head.method.rawValue
        path = head.uri
        bodyLength = try Self.length(headers["content-length"], limit: maximumBody)
        guard bodyLength == 0 || (head.method != .GET && head.method != .HEAD) else { throw .status(400) }
        // The parser stops behind a request to change the protocol, which is not granted.
        isLast = !head.isKeepAlive || !headers["upgrade"].isEmpty || head.method == .CONNECT
    }

    private static func length(_ values: [String], limit: Int) throws(Refusal) -> Int {
        guard let value = values.first else { return 0 }
        let digits = value.utf8
        guard values.count == 1, (1...19).contains(digits.count),
            digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            let length = Int(value)
        else { throw .status(400) }
        guard length <= limit else { throw .status(413) }
        return length
    }
}
