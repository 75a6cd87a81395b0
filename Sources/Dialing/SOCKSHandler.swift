import Glibc
import NIOCore

/// A client's SOCKS5 exchange (RFC 1928), which nothing passes until the proxy has connected to `target`.
///
/// Then the handler leaves the pipeline.
final class SOCKSHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private enum Step {
        case method
        case password
        case reply
        case finished
    }

    private let target: Address
    private let user: String?
    private let connected: EventLoopPromise<Void>
    private var step = Step.method
    private var received = ByteBuffer()
    private var hasGreeted = false

    /// Creates the handler of one connection to a proxy.
    ///
    /// - Parameters:
    ///   - target: a name, which the proxy looks up, or an IP address.
    ///   - user: sent with itself as password (RFC 1929), where the proxy asks for one.
    ///   - connected: succeeds when the handler has left; fails with `DialError.proxy`.
    init(target: Address, user: String?, connected: EventLoopPromise<Void>) {
        self.target = target
        self.user = user
        self.connected = connected
    }

    func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { sendMethods(context) }
    }

    func channelActive(context: ChannelHandlerContext) {
        sendMethods(context)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        fail(context, reply: nil)
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        fail(context, reply: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var data = unwrapInboundIn(data)
        received.writeBuffer(&data)
        while advance(context) {}
    }

    /// Takes one message of the proxy's; false where it is not whole, or the last.
    private func advance(_ context: ChannelHandlerContext) -> Bool {
        switch step {
        case .method: takeMethod(context)
        case .password: takePassword(context)
        case .reply: takeReply(context)
        case .finished: false
        }
    }

    /// Once: a channel may be active when the handler comes and become active behind that, and a proxy would take a
    /// second greeting for the request.
    private func sendMethods(_ context: ChannelHandlerContext) {
        guard !hasGreeted else { return }
        hasGreeted = true
        send(context, user == nil ? [5, 1, 0] : [5, 2, 0, 2])
    }

    private func takeMethod(_ context: ChannelHandlerContext) -> Bool {
        guard let message = received.readBytes(length: 2) else { return false }
        switch (message[0], message[1], user) {
        case (5, 0, _):
            connect(context)
        case (5, 2, let user?):
            let name = Array(user.utf8.prefix(255))
            step = .password
            send(context, [1, UInt8(clamping: name.count)] + name + [UInt8(clamping: name.count)] + name)
        default:
            fail(context, reply: nil)
        }
        return step != .finished
    }

    private func takePassword(_ context: ChannelHandlerContext) -> Bool {
        guard let message = received.readBytes(length: 2) else { return false }
        guard message[1] == 0 else {
            fail(context, reply: nil)
            return false
        }
        connect(context)
        return true
    }

    private func connect(_ context: ChannelHandlerContext) {
        step = .reply
        let port = UInt16(clamping: target.port)
        send(context, [5, 1, 0] + destination + [UInt8(port >> 8), UInt8(port & 0xff)])
    }

    /// The target's type and address (RFC 1928 section 5).
    private var destination: [UInt8] {
        if let address = binary(target.host, AF_INET, length: 4) { return [1] + address }
        if let address = binary(target.host, AF_INET6, length: 16) { return [4] + address }
        let name = Array(target.host.utf8.prefix(255))
        return [3, UInt8(clamping: name.count)] + name
    }

    private func binary(_ host: String, _ family: CInt, length: Int) -> [UInt8]? {
        var address = [UInt8](repeating: 0, count: length)
        return unsafe inet_pton(family, host, &address) == 1 ? address : nil
    }

    private func takeReply(_ context: ChannelHandlerContext) -> Bool {
        let start = received.readerIndex
        guard let head = received.getBytes(at: start, length: 5) else { return false }
        guard head[0] == 5, head[1] == 0 else {
            fail(context, reply: head[0] == 5 ? head[1] : nil)
            return false
        }
        let length: Int
        switch head[3] {
        case 1: length = 4 + 4 + 2
        case 3: length = 5 + Int(head[4]) + 2
        case 4: length = 4 + 16 + 2
        default:
            fail(context, reply: nil)
            return false
        }
        guard received.readSlice(length: length) != nil else { return false }
        finish(context)
        return false
    }

    private func finish(_ context: ChannelHandlerContext) {
        step = .finished
        let (rest, connected) = (received, connected)
        let pipeline = context.pipeline
        pipeline.syncOperations.removeHandler(context: context).assumeIsolated().whenComplete { result in
            switch result {
            case .success:
                connected.succeed()
                if rest.readableBytes > 0 { pipeline.fireChannelRead(rest) }
            case .failure(let error):
                connected.fail(error)
            }
        }
    }

    private func fail(_ context: ChannelHandlerContext, reply: UInt8?) {
        guard step != .finished else { return }
        step = .finished
        connected.fail(DialError.proxy(reply: reply))
        context.close(promise: nil)
    }

    private func send(_ context: ChannelHandlerContext, _ bytes: [UInt8]) {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
    }
}
