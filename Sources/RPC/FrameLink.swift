import NIOCore
import Wire

/// The bytes of a connection on their way out, on its event loop: frames gather until a flush.
final class FrameLink {
    /// A run of frames that is flushed before its event is over.
    private static let run = 65_536

    private let context: ChannelHandlerContext
    private var frames = ByteBuffer()

    init(_ context: ChannelHandlerContext) {
        self.context = context
    }

    var eventLoop: any EventLoop { context.eventLoop }

    /// Milliseconds of the event loop's clock.
    var now: UInt64 { eventLoop.now.uptimeNanoseconds / 1_000_000 }

    /// Whether messages may be written. Other frames always may: their number is bounded by what is received.
    var isWritable: Bool { context.channel.isWritable }

    func write(_ frame: Frame) {
        frames.writeBytes(FrameEncoder.encode(frame))
    }

    func write(stream: UInt32, _ content: [UInt8]) {
        frames.reserveCapacity(minimumWritableBytes: FrameHeader.size + content.count)
        frames.writeInteger(FrameEncoder.messageHeader(stream: stream, length: content.count))
        frames.writeBytes(content)
        if frames.readableBytes >= Self.run { flush() }
    }

    func flush(promise: EventLoopPromise<Void>? = nil) {
        guard frames.readableBytes > 0 || promise != nil else { return }
        let data = frames
        frames = ByteBuffer()
        context.writeAndFlush(NIOAny(data), promise: promise)
    }
}
