/// What somebody asks of us; nothing in it tells who.
package struct HTTPRequest: Equatable, Sendable {
    /// As sent: upper-case ASCII.
    package let method: String
    /// Starts with `/`; letters, digits and `-._~` in segments that start with no dot, at most 512 bytes.
    package let path: String
    package let body: [UInt8]

    package init(method: String, path: String, body: [UInt8] = []) {
        self.method = method
        self.path = path
        self.body = body
    }
}
