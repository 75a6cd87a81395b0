/// What a server answered.
package struct HTTPReply: Equatable, Sendable {
    /// 200 to 599.
    package let status: Int
    package let contentType: String?
    package let body: [UInt8]

    package init(status: Int, contentType: String? = nil, body: [UInt8]) {
        self.status = status
        self.contentType = contentType
        self.body = body
    }
}
