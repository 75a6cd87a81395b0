/// One request to a listener; nothing in it tells who sent it, but for the header fields that the listener asks for.
package struct HTTPRequest: Equatable, Sendable {
    /// The method as sent: upper-case ASCII.
    package let method: String
    /// Starts with `/`; letters, digits and `-._~` in segments that start with no dot, at most 512 bytes.
    package let path: String
    /// The header fields that the listener's options ask for, by their names in lower case.
    ///
    /// Those that come twice are joined by commas; others are not kept.
    package let fields: [String: String]
    /// The whole body, within the listener's limit; empty without one.
    package let body: [UInt8]

    /// Creates a request from its parts.
    package init(method: String, path: String, fields: [String: String] = [:], body: [UInt8] = []) {
        self.method = method
        self.path = path
        self.fields = fields
        self.body = body
    }
}
