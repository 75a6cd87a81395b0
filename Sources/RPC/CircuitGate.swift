import NIOCore

/// Stands before TLS where Tor brings a connection: takes the line on its circuit, and leaves.
///
/// Without such a line, and where the circuit has its share, the connection is closed without a word.
final class CircuitGate: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private let circuits: Circuits
    private var received = ByteBuffer()
    private var isOver = false

    /// Creates the gate of one connection; `circuits` are the listener's.
    init(_ circuits: Circuits) { self.circuits = circuits }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isOver else { return }
        received.writeImmutableBuffer(unwrapInboundIn(data))
        let head = received.readableBytesView.prefix(CircuitLine.longest)
        guard let end = head.firstIndex(of: UInt8(ascii: "\n")) else {
            if head.count == CircuitLine.longest { refuse(context) }
            return
        }
        guard head[..<end].last == UInt8(ascii: "\r"), let line = CircuitLine(head[..<end].dropLast()),
            circuits.take(line.circuit, context.channel)
        else { return refuse(context) }
        isOver = true
        received.moveReaderIndex(forwardBy: end - head.startIndex + 1)
        let rest = received
        received = ByteBuffer()
        if rest.readableBytes > 0 { context.fireChannelRead(wrapInboundOut(rest)) }
        context.pipeline.syncOperations.removeHandler(context: context, promise: nil)
    }

    private func refuse(_ context: ChannelHandlerContext) {
        isOver = true
        received = ByteBuffer()
        context.close(promise: nil)
    }
}
