import NIOHTTP1

/// The answer to one request.
///
/// The listener adds Content-Length and the headers that keep a browser from doing anything with it; it adds no date, no
/// name of a server and no cookie, and leaves the body out for HEAD.
package struct HTTPResponse: Sendable {
    /// The header whose value is that nothing may be loaded, unless the answer brings its own.
    private static let policy = "Content-Security-Policy"

    enum Body: Sendable {
        case bytes([UInt8])
        case file(HTTPFile)

        var count: Int {
            switch self {
            case .bytes(let bytes): bytes.count
            case .file(let file): file.length
            }
        }
    }

    /// The status code, 200 to 599.
    package let status: Int
    let contentType: String
    let headers: [(String, String)]
    let body: Body

    /// Creates an answer whose body is in memory.
    ///
    /// - Parameters:
    ///   - status: the status code.
    ///   - contentType: fixed text of the program.
    ///   - headers: names and values, fixed text of the program, nothing that came from outside.
    ///   - body: sent whole.
    package init(
        status: Int, contentType: String = "text/plain; charset=utf-8", headers: [(String, String)] = [],
        body: [UInt8] = []
    ) {
        self.init(status, contentType, headers, .bytes(body))
    }

    /// Creates an answer of status 200 with what the file holds now.
    package init(file: HTTPFile, contentType: String, headers: [(String, String)] = []) {
        self.init(200, contentType, headers, .file(file))
    }

    /// An answer whose body is the status and its name, as plain text.
    package static func plain(_ status: Int, headers: [(String, String)] = []) -> HTTPResponse {
        let reason = HTTPResponseStatus(statusCode: status).reasonPhrase
        return HTTPResponse(status: status, headers: headers, body: Array("\(status) \(reason)\n".utf8))
    }

    /// An answer of status 405 that names the methods that there are.
    package static func methodNotAllowed(_ allowed: [String]) -> HTTPResponse {
        plain(405, headers: [("Allow", allowed.joined(separator: ", "))])
    }

    private init(_ status: Int, _ contentType: String, _ headers: [(String, String)], _ body: Body) {
        self.status = status
        self.contentType = contentType
        self.headers = headers
        self.body = body
    }

    /// Status line and headers, to the empty line.
    func head(isLast: Bool) -> String {
        var text = "HTTP/1.1 \(status) \(HTTPResponseStatus(statusCode: status).reasonPhrase)\r\n"
        text += "Content-Type: \(contentType)\r\nContent-Length: \(body.count)\r\n"
        text += "X-Content-Type-Options: nosniff\r\n"
        if !headers.contains(where: { $0.0 == Self.policy }) {
            text += "\(Self.policy): default-src 'none'\r\n"
        }
        for (name, value) in headers { text += "\(name): \(value)\r\n" }
        if isLast { text += "Connection: close\r\n" }
        return text + "\r\n"
    }
}
