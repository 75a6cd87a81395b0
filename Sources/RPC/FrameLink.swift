import CLinux
import NIOCore
import Wire

/// Writes a connection's frames, on its event loop: they gather until a flush.
final class FrameLink {
    /// Bytes at which frames are flushed before their event is over.
    private static let run = 65_536

    private let context: ChannelHandlerContext
    private var frames = ByteBuffer()

    init(_ context: ChannelHandlerContext) {
        self.context = context
    }

    var eventLoop: any EventLoop { context.eventLoop }

    /// Milliseconds of the event loop's clock.
    var now: UInt64 { eventLoop.now.uptimeNanoseconds / 1_000_000 }

    /// Whether messages may be written; other frames always may, as what is received bounds their number.
    var isWritable: Bool { context.channel.isWritable }

    /// Bytes that the socket has not taken; 0 as long as messages may be written.
    var unsentBytes: Int {
        guard !isWritable else { return 0 }
        return (try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
    }

    /// Bytes that the system has taken and that have not come to the peer's; 0 where there is no socket.
    ///
    /// The system says again that a socket may be written only when a third of what it keeps is gone: for a slow line that is
    /// a quarter of a minute in which much was read.
    var unacknowledgedBytes: Int {
        ofSocket { Int(kentongan_unacknowledged($0)) } ?? 0
    }

    /// From here on a read brings as much as else a round of four does: a stream of requests is read in a quarter of the steps.
    ///
    /// The channel keeps that buffer, so that no other connection is read so.
    func readLargely() {
        guard ofSocket({ _ in true }) == true, let options = context.channel.syncOptions else { return }
        try? options.setOption(.maxMessagesPerRead, value: 1)
        try? options.setOption(
            .recvAllocator,
            value: AdaptiveRecvByteBufferAllocator(minimum: 1_024, initial: 65_536, maximum: 65_536))
    }

    /// Nil where there is no socket.
    private func ofSocket<Value>(_ ask: (NIOBSDSocket.Handle) -> Value) -> Value? {
        try? context.pipeline.syncOperations.withUnsafeTransportIfAvailable(
            of: NIOBSDSocket.Handle.self, ask)
    }

    /// Writes a frame other than a message.
    func write(_ frame: Frame) {
        frames.writeBytes(FrameEncoder.encode(frame))
    }

    /// Writes a message, header and content.
    func write(stream: UInt32, _ content: [UInt8]) {
        frames.reserveCapacity(minimumWritableBytes: FrameHeader.size + content.count)
        frames.writeInteger(FrameEncoder.messageHeader(stream: stream, length: content.count))
        frames.writeBytes(content)
        if frames.readableBytes >= Self.run { flush() }
    }

    /// Hands the frames to the channel; `promise` succeeds when the socket has taken them.
    func flush(promise: EventLoopPromise<Void>? = nil) {
        guard frames.readableBytes > 0 || promise != nil else { return }
        let data = frames
        frames = ByteBuffer()
        context.writeAndFlush(NIOAny(data), promise: promise)
    }
}
