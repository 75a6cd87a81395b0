package import Wire

/// A call's requests, as the client streams them.
package final class Requests<Message: WireMessage>: Sendable {
    let inlet: Inlet<Message>

    init(_ inlet: Inlet<Message>) {
        self.inlet = inlet
    }

    /// The next request, or nil behind the last; throws `cancelled` when the call is over.
    ///
    /// Taking one lets the client send more.
    package func next() async throws(RPCError) -> Message? {
        try await inlet.next()
    }
}

/// A call's replies, as the service streams them.
package final class Replies<Message: WireMessage>: Sendable {
    let outlet: Outlet

    init(_ outlet: Outlet) {
        self.outlet = outlet
    }

    /// Sends a reply; suspends while the client takes nothing, and throws `cancelled` when the call is over.
    package func send(_ message: Message) async throws(RPCError) {
        let bytes: [UInt8]
        do throws(EncodeError) {
            bytes = try message.encoded()
        } catch {
            throw RPCError(error, code: .internal)
        }
        try await outlet.send(bytes)
    }
}
