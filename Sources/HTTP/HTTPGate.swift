import NIOCore

/// Lets one request at a time through to the parser: first a head that `HTTPHeadScanner` has passed, then exactly the body
/// that the head has announced.
///
/// While a request is answered nothing is read: what the client sends ahead waits in the socket and in one read's bytes.
final class HTTPGate: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    enum Event: Equatable {
        /// The first byte of a request came.
        case started
        /// A request that must not be read; nothing more is.
        case refused(status: Int)
        /// A whole request went to the parser.
        case delivered
        /// The client sends no more.
        case ended(isMidway: Bool)
    }

    private enum Phase {
        case head(HTTPHeadScanner)
        case body(Int)
        case held
        /// All that comes is thrown away: how many bytes still may.
        case discarding(Int)
    }

    private static let maximumDiscarded = 1 << 20

    private var phase = Phase.head(HTTPHeadScanner())
    private var buffer = ByteBuffer()
    private var hasStarted = false
    private let report: (Event) -> Void

    init(report: @escaping (Event) -> Void) {
        self.report = report
    }

    /// How long the body is of the head that is being delivered.
    func expectBody(_ length: Int) {
        phase = length == 0 ? .held : .body(length)
    }

    /// Lets the next request through.
    func open(_ context: ChannelHandlerContext) {
        guard case .held = phase else { return }
        phase = .head(HTTPHeadScanner())
        hasStarted = false
        advance(context)
        readIfWanted(context)
    }

    func discard() {
        guard !isDiscarding else { return }
        phase = .discarding(Self.maximumDiscarded)
        buffer = ByteBuffer()
    }

    func channelActive(context: ChannelHandlerContext) {
        context.fireChannelActive()
        context.read()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        if case .discarding(let left) = phase {
            phase = .discarding(left - bytes.readableBytes)
            return
        }
        if buffer.readableBytes == 0 { buffer = bytes } else { buffer.writeBuffer(&bytes) }
        advance(context)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        context.fireChannelReadComplete()
        readIfWanted(context)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        // Not for the parser, which would take an end between two requests for an error.
        if case .inputClosed? = event as? ChannelEvent {
            report(.ended(isMidway: hasStarted && !isHeld))
        } else {
            context.fireUserInboundEventTriggered(event)
        }
    }

    private var isHeld: Bool { if case .held = phase { true } else { false } }

    private var isDiscarding: Bool { if case .discarding = phase { true } else { false } }

    private func readIfWanted(_ context: ChannelHandlerContext) {
        switch phase {
        case .head, .body: context.read()
        case .held: break
        case .discarding(let left): if left > 0 { context.read() }
        }
    }

    private func advance(_ context: ChannelHandlerContext) {
        while buffer.readableBytes > 0 {
            switch phase {
            case .held, .discarding: return
            case .head(var scanner):
                if !hasStarted {
                    hasStarted = true
                    report(.started)
                }
                let result = scanner.scan(buffer.readableBytesView)
                phase = .head(scanner)
                switch result {
                case .more: return
                case .refused(let status):
                    discard()
                    report(.refused(status: status))
                case .whole(let length): deliver(length, phase: .held, context)
                }
            case .body(let left):
                let count = min(left, buffer.readableBytes)
                deliver(count, phase: count < left ? .body(left - count) : .held, context)
            }
        }
    }

    private func deliver(_ count: Int, phase next: Phase, _ context: ChannelHandlerContext) {
        phase = next
        guard let slice = buffer.readSlice(length: count) else { return }
        if buffer.readableBytes == 0 { buffer = ByteBuffer() }
        context.fireChannelRead(wrapInboundOut(slice))
        if isHeld { report(.delivered) }
    }
}
