import NIOCore
import TLS
import Wire

/// One end's part of a connection: what frames, commands and times mean for its calls; on the event loop.
protocol ConnectionRole: CommandReceiver {
    /// What tasks post commands to.
    var mailbox: Mailbox<Command> { get }

    /// The connection is there, and its handshake done where it has one.
    func start(_ link: FrameLink, _ keys: ConnectionKeys)
    /// Takes a frame; `content` is a message's, borrowed for this call.
    func receive(_ frame: Frame, content: RawSpan)
    /// Takes what the decoder threw: what came was no frame.
    func receive(_ error: ProtocolError)
    /// Does what is due at the link's time.
    func timePassed()
    /// Writes what waits while the socket takes it; the last thing at every event.
    func write()
    /// When `timePassed` is due by the link's clock, in milliseconds; nil for never.
    var nextDeadline: UInt64? { get }
    /// No frame comes or goes any more: every call ends with this.
    func stop(_ error: RPCError, undelivered: [Command])
    /// The connection never came to `start`, or is over because of this.
    func failed(_ error: any Error)
    /// Whether more may be read, where a frame of so many bytes has come in part; 0 where none has. Asked at the end of
    /// every event.
    func mayReceive(frame: Int) -> Bool
    /// Whether the role has written its last frame.
    var isClosed: Bool { get }
    /// Whether nothing more is to be written, not even an end: the connection is cut.
    var isGivenUp: Bool { get }
}

/// What the handshake gave both ends.
struct ConnectionKeys: Sendable {
    /// SHA-256 of the server's SubjectPublicKeyInfo, 32 bytes; nil at the server and without TLS.
    var peer: [UInt8]?
    /// 32 bytes of keying material (RFC 8446 section 7.5); empty until they are known.
    var exporter: [UInt8]

    static let label = "EXPORTER-kentongan-authentication"
}

/// Joins a role to a channel: bytes to frames and back, one timer, the end.
///
/// Frames never leave the event loop.
final class ConnectionHandler<Role: ConnectionRole>: ChannelDuplexHandler, CommandReceiver {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private enum Phase {
        /// Until the handshake is done.
        case waiting
        case open
        /// The last frame is on its way; what comes is dropped.
        case closing
        case closed
    }

    /// How long the peer has to take the last frames and close its side.
    private let lingering = TimeAmount.seconds(3)
    /// Bytes waiting for the peer to read beyond which nothing more is read from it; mostly frames that answer its own.
    private let mostUnread = 1 << 18

    private let role: Role
    private let tls: TLSHandler?
    private let plainKeys: ConnectionKeys
    private let decoder: FrameDecoder
    private var phase = Phase.waiting
    private var link: FrameLink?
    private var context: ChannelHandlerContext?
    private var inbound = ByteBuffer()
    /// Bytes of the whole frame that `inbound` is the beginning of, as far as that is known.
    private var frameSize = 0
    private var timer: Scheduled<Void>?
    private var timerTime = UInt64.max
    private var isReadHeldBack = false
    /// What came while the last frame was on its way.
    private var droppedBytes = 0

    /// Creates the handler of a role; `tls` is in the same pipeline, before this, and `plainKeys` stand for a handshake's
    /// where there is none.
    init(_ role: Role, limits: ConnectionLimits, tls: TLSHandler?, plainKeys: ConnectionKeys) {
        self.role = role
        self.tls = tls
        self.plainKeys = plainKeys
        decoder = FrameDecoder(limits)
    }

    // MARK: Channel

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        role.mailbox.attach(self)
        if context.channel.isActive, tls == nil { start(context, plainKeys) }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        stop(.connectionLost)
        self.context = nil
        link = nil
    }

    func channelActive(context: ChannelHandlerContext) {
        context.fireChannelActive()
        if tls == nil { start(context, plainKeys) }
    }

    func channelInactive(context: ChannelHandlerContext) {
        stop(.connectionLost)
        context.fireChannelInactive()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case let completed as TLSHandshakeCompleted:
            handshakeCompleted(context, completed)
        case ChannelEvent.inputClosed:
            stop(.connectionLost)
            context.close(promise: nil)
        default:
            context.fireUserInboundEventTriggered(event)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        role.failed(error)
        stop(.connectionLost)
        context.close(promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        guard phase == .open else {
            droppedBytes = min(droppedBytes, mostUnread) + bytes.readableBytes
            return
        }
        if inbound.readableBytes > 0 {
            inbound.reserveCapacity(expected(inbound.readableBytes + bytes.readableBytes))
            inbound.writeBuffer(&bytes)
            bytes = inbound
            inbound = ByteBuffer()
        }
        receive(&bytes)
        if phase == .open { keep(bytes) }
        settle()
    }

    func read(context: ChannelHandlerContext) {
        guard mayRead(context) else {
            isReadHeldBack = true
            return
        }
        context.read()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        settle()
        context.fireChannelWritabilityChanged()
    }

    func receive(_ commands: [Role.Command]) {
        guard phase == .open || phase == .waiting else { return }
        role.receive(commands)
        if phase == .waiting, role.isClosed { context?.close(promise: nil) }
        settle()
    }

    // MARK: Start

    private func handshakeCompleted(_ context: ChannelHandlerContext, _ completed: TLSHandshakeCompleted) {
        guard let tls else { return }
        do throws(TLSError) {
            let exporter = try tls.exporter(label: ConnectionKeys.label, context: [], length: 32)
            start(context, ConnectionKeys(peer: completed.peerSPKIHash, exporter: exporter))
        } catch {
            errorCaught(context: context, error: error)
        }
    }

    private func start(_ context: ChannelHandlerContext, _ keys: ConnectionKeys) {
        guard phase == .waiting else { return }
        phase = .open
        let link = FrameLink(context)
        self.link = link
        role.start(link, keys)
        settle()
    }

    // MARK: Frames

    private func receive(_ bytes: inout ByteBuffer) {
        frameSize = 0
        do throws(ProtocolError) {
            while phase == .open, !role.isClosed {
                let whole = bytes
                let span = whole.readableBytesSpan
                let frame: Frame, size: Int
                switch try decoder.next(in: span) {
                case .frame(let next, let length): (frame, size) = (next, length)
                case .needs(let length): return frameSize = span.byteCount == 0 ? 0 : length
                }
                role.receive(frame, content: span.extracting(FrameHeader.size..<size))
                bytes.moveReaderIndex(forwardBy: size)
            }
        } catch {
            role.receive(error)
        }
    }

    /// Keeps the beginning of a frame until the rest comes, in about as much memory as it needs.
    private func keep(_ bytes: consuming ByteBuffer) {
        let count = bytes.readableBytes
        guard count > 0 else { return }
        if bytes.capacity > 2 * expected(count) + 4_096 {
            inbound = ByteBuffer(buffer: bytes)
        } else {
            bytes.discardReadBytes()
            inbound = bytes
        }
    }

    /// Bytes that so many of a frame will soon be: the whole frame, once half of it is there.
    private func expected(_ count: Int) -> Int {
        count >= frameSize / 2 ? max(count, frameSize) : count
    }

    /// Ends every event: the role writes what it can, and the timer is set to its next deadline.
    private func settle() {
        guard phase == .open, let link else { return }
        role.write()
        guard !role.isGivenUp else { return cut() }
        guard !role.isClosed else { return closeAfterWriting() }
        link.flush()
        let mayReceive = role.mayReceive(frame: frameSize)
        setTimer(link)
        if isReadHeldBack, mayReceive, let context, mayRead(context) {
            isReadHeldBack = false
            context.read()
        }
    }

    /// Not where the peer reads none of what it brings about, nor where there is no room for what it sends, nor for ever
    /// while its connection closes.
    private func mayRead(_ context: ChannelHandlerContext) -> Bool {
        !isFlooded(context) && droppedBytes <= mostUnread
            && (phase != .open || role.mayReceive(frame: frameSize))
    }

    private func isFlooded(_ context: ChannelHandlerContext) -> Bool {
        guard !context.channel.isWritable, let options = context.channel.syncOptions else { return false }
        return (try? options.getOption(.bufferedWritableBytes)).map { $0 > mostUnread } ?? false
    }

    // MARK: Time

    private func setTimer(_ link: FrameLink) {
        guard let next = role.nextDeadline, next < timerTime, next < UInt64(Int64.max) / 1_000_000 else {
            return
        }
        timer?.cancel()
        timerTime = next
        let deadline = NIODeadline.uptimeNanoseconds(next * 1_000_000)
        timer = link.eventLoop.assumeIsolated().scheduleTask(deadline: deadline) { self.timePassed() }
    }

    private func timePassed() {
        timer = nil
        timerTime = .max
        guard phase == .open else { return }
        role.timePassed()
        settle()
    }

    // MARK: End

    /// The role has written its last frame: it goes out, then our side ends, then the peer's.
    private func closeAfterWriting() {
        guard let link, let context else { return }
        phase = .closing
        end(.connectionLost)
        let written = link.eventLoop.makePromise(of: Void.self)
        let isolated = written.futureResult.assumeIsolated()
        isolated.whenComplete { _ in self.closeOutput() }
        timer = context.eventLoop.assumeIsolated().scheduleTask(in: lingering) {
            self.context?.close(promise: nil)
        }
        link.flush(promise: written)
    }

    /// Not another byte goes out.
    private func cut() {
        guard let context else { return }
        stop(.connectionLost)
        context.triggerUserOutboundEvent(TLSHandler.Cut(), promise: nil)
        context.close(promise: nil)
    }

    private func closeOutput() {
        guard phase == .closing, let context else { return }
        context.close(mode: tls == nil ? .all : .output, promise: nil)
    }

    private func stop(_ error: RPCError) {
        guard phase != .closed else { return }
        let hadEnded = phase == .closing
        phase = .closed
        timer?.cancel()
        timer = nil
        inbound = ByteBuffer()
        if !hadEnded { end(error) }
    }

    private func end(_ error: RPCError) {
        timer?.cancel()
        timer = nil
        role.stop(error, undelivered: role.mailbox.close())
    }
}

@available(*, unavailable)
extension ConnectionHandler: Sendable {}
