import NIOCore
import TLS
import Wire

/// One end's part of a connection: what frames, wishes and times mean for its calls. On the event loop.
protocol ConnectionRole: WishReceiver {
    var mailbox: Mailbox<Wish> { get }

    /// The connection is there, and secret where it is to be.
    func start(_ link: FrameLink, _ keys: ConnectionKeys)
    /// `content` is a message's; it is gone afterwards.
    func receive(_ frame: Frame, content: RawSpan)
    /// What came was no frame.
    func receive(_ error: ProtocolError)
    /// Does what is due at the link's time.
    func timePassed()
    /// Writes what waits while there is room. Last thing at every event.
    func write()
    var nextDeadline: UInt64? { get }
    /// No frame comes or goes any more: every call ends with this.
    func stop(_ error: RPCError, undelivered: [Wish])
    /// The connection never came to `start`, or is over because of this.
    func failed(_ error: any Error)
    /// Whether the role has said its last word.
    var isClosed: Bool { get }
}

/// What the handshake gave.
struct ConnectionKeys: Sendable {
    /// SHA-256 of the server's SubjectPublicKeyInfo, at a client.
    var peer: [UInt8]?
    var exporter: [UInt8]

    static let label = "EXPORTER-kentongan-authentication"
}

/// Joins a role to a channel: bytes to frames and back, one timer, the end. Frames never leave the event loop.
final class ConnectionHandler<Role: ConnectionRole>: ChannelDuplexHandler, WishReceiver {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private enum Phase {
        /// Until the handshake is done.
        case waiting
        case open
        /// The last frame is on its way; what comes is dropped.
        case leaving
        case closed
    }

    /// For the peer to take the last frames and close its side.
    private let lingering = TimeAmount.seconds(3)
    /// Bytes that wait for the peer to read, mostly frames that answer its own, beyond which nothing more is read
    /// from it.
    private let mostUnread = 1 << 20

    private let role: Role
    private let tls: TLSHandler?
    private let plainKeys: ConnectionKeys
    private let decoder: FrameDecoder
    private var phase = Phase.waiting
    private var link: FrameLink?
    private var context: ChannelHandlerContext?
    private var inbound = ByteBuffer()
    private var timer: Scheduled<Void>?
    private var timerTime = UInt64.max
    private var isReadHeldBack = false

    /// - Parameters:
    ///   - tls: in the same pipeline, before this.
    ///   - plainKeys: stand for a handshake's where there is no TLS.
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
        guard phase == .open else { return }
        var bytes = unwrapInboundIn(data)
        if inbound.readableBytes > 0 {
            inbound.writeBuffer(&bytes)
            bytes = inbound
            inbound = ByteBuffer()
        }
        receive(&bytes)
        if phase == .open { keep(bytes) }
        settle()
    }

    func read(context: ChannelHandlerContext) {
        guard !isFlooded(context) else {
            isReadHeldBack = true
            return
        }
        context.read()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        settle()
        if isReadHeldBack, !isFlooded(context) {
            isReadHeldBack = false
            context.read()
        }
        context.fireChannelWritabilityChanged()
    }

    func receive(_ wishes: [Role.Wish]) {
        guard phase == .open || phase == .waiting else { return }
        role.receive(wishes)
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
        do throws(ProtocolError) {
            while phase == .open, !role.isClosed {
                let whole = bytes
                let span = whole.readableBytesSpan
                guard case .frame(let frame, let size) = try decoder.next(in: span) else { return }
                role.receive(frame, content: span.extracting(FrameHeader.size..<size))
                bytes.moveReaderIndex(forwardBy: size)
            }
        } catch {
            role.receive(error)
        }
    }

    /// Keeps the beginning of a frame until the rest comes.
    private func keep(_ bytes: consuming ByteBuffer) {
        guard bytes.readableBytes > 0 else { return }
        bytes.discardReadBytes()
        inbound = bytes
    }

    /// The end of every event: what the role has to say goes out, what it waits for is timed.
    private func settle() {
        guard phase == .open, let link else { return }
        role.write()
        guard !role.isClosed else { return leave() }
        link.flush()
        setTimer(link)
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

    /// The role has said its last word: it goes out, then our side ends, then the peer's.
    private func leave() {
        guard let link, let context else { return }
        phase = .leaving
        end(.connectionLost)
        let written = link.eventLoop.makePromise(of: Void.self)
        let isolated = written.futureResult.assumeIsolated()
        isolated.whenComplete { _ in self.closeOutput() }
        timer = context.eventLoop.assumeIsolated().scheduleTask(in: lingering) {
            self.context?.close(promise: nil)
        }
        link.flush(promise: written)
    }

    private func closeOutput() {
        guard phase == .leaving, let context else { return }
        context.close(mode: tls == nil ? .all : .output, promise: nil)
    }

    private func stop(_ error: RPCError) {
        guard phase != .closed else { return }
        let hadEnded = phase == .leaving
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
