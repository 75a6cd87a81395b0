/// One request to a listener; nothing in it tells who sent it.
package struct HTTPRequest: Equatable, Sendable {
    /// The method as sent: upper-case ASCII.
    package let method: String
    /// Starts with `/`; letters, digits and `-._~` in segments that start with no dot, at most 512 bytes.
    package let path: String
    /// The whole body, within the listener's limit; empty without one.
    package let body: [UInt8]

    /// Creates a request from its parts.
    package init(method: String, path: String, body: [UInt8] = []) {
        self.method = method
        self.path = path
        self.body = body
    }
}
