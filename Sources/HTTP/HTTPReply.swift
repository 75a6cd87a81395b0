/// What a server answered to one request.
package struct HTTPReply: Equatable, Sendable {
    /// The status code, 200 to 599.
    package let status: Int
    /// The Content-Type field as sent; nil without exactly one.
    package let contentType: String?
    /// The whole body, within the client's limit.
    package let body: [UInt8]
    /// Nothing but the connection's end says where the body ends: one that was cut on the way looks the same.
    package let endsWithConnection: Bool

    /// Creates a reply from its parts.
    package init(
        status: Int, contentType: String? = nil, body: [UInt8], endsWithConnection: Bool = false
    ) {
        self.status = status
        self.contentType = contentType
        self.body = body
        self.endsWithConnection = endsWithConnection
    }
}
