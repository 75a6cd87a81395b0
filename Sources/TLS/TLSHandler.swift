package import NIOCore

/// Puts a `TLSEngine` into a pipeline.
///
/// - What is flushed before the handshake is done waits for it. One flush makes one run of records: their
///   lengths tell the flush's total and nothing about the writes in it.
/// - The peer's close_notify arrives as `ChannelEvent.inputClosed`. Whoever sits above must then end its own
///   direction: by `close(mode: .output)` (close_notify, the half-close once all is written, and the whole
///   channel since both directions have ended) or by `close()`, which drops what is not yet written.
/// - An end without close_notify fires `TLSError.truncated`. Each error is fired once and closes the channel.
package final class TLSHandler: ChannelDuplexHandler {
    /// Sent down a pipeline before a close: nothing more is written, not even that we end.
    package struct Cut: Sendable {
        /// Says only that.
        package init() {}
    }

    /// Ciphertext from the peer.
    package typealias InboundIn = ByteBuffer
    /// Plaintext from the peer.
    package typealias InboundOut = ByteBuffer
    /// Plaintext for the peer.
    package typealias OutboundIn = ByteBuffer
    /// Ciphertext for the peer.
    package typealias OutboundOut = ByteBuffer

    private let engine: TLSEngine
    private let handshakeTimeout: TimeAmount?
    private var timer: Scheduled<Void>?
    private var writes = PendingWrites()
    private var outputClose: EventLoopPromise<Void>?
    private var isOutputClosing = false
    private var isOutputClosed = false
    private var isStarted = false
    private var isClosed = false
    private var hasDeliveredSinceRead = false

    /// Creates the handler of one connection; the handshake starts when the channel is active.
    ///
    /// - Parameters:
    ///   - engine: the connection's, which nothing else uses.
    ///   - handshakeTimeout: from the channel's becoming active; nil leaves it to the caller.
    package init(engine: TLSEngine, handshakeTimeout: TimeAmount? = nil) {
        self.engine = engine
        self.handshakeTimeout = handshakeTimeout
    }

    /// The server's SPKI hash (SHA-256, 32 bytes), from the end of a client's handshake on.
    package var peerSPKIHash: [UInt8]? { engine.peerSPKIHash }

    /// Keying material of this connection, as of `TLSEngine.exportKeyingMaterial`; on the event loop.
    package func exporter(label: String, context: [UInt8], length: Int) throws(TLSError) -> [UInt8] {
        try engine.exportKeyingMaterial(label: label, context: context, length: length)
    }

    /// Allows half-closure, and starts where the channel is active already.
    package func handlerAdded(context: ChannelHandlerContext) {
        // Without it a peer's half-close would end both directions.
        try? context.channel.syncOptions?.setOption(.allowRemoteHalfClosure, value: true)
        if context.channel.isActive {
            start(context)
        }
    }

    /// Starts the handshake.
    package func channelActive(context: ChannelHandlerContext) {
        context.fireChannelActive()
        start(context)
    }

    /// Fails what waits.
    package func handlerRemoved(context: ChannelHandlerContext) {
        finish(.closed)
    }

    /// Reports a truncation, where it is one, and fails what waits.
    package func channelInactive(context: ChannelHandlerContext) {
        receiveEnd(context)
        finish(.closed)
        context.fireChannelInactive()
    }

    /// Decrypts, and passes on what came of it.
    package func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isClosed else {
            return
        }
        engine.receive(unwrapInboundIn(data))
        advance(context)
    }

    /// Reads again where a read brought no plaintext.
    package func channelReadComplete(context: ChannelHandlerContext) {
        context.fireChannelReadComplete()
        // A read that brought nothing for those who asked for it is repeated.
        if !hasDeliveredSinceRead, !isClosed {
            context.read()
        }
        hasDeliveredSinceRead = false
    }

    /// Takes the end of the peer's bytes; passes other events on.
    package func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .inputClosed? = event as? ChannelEvent {
            receiveEnd(context)
        } else {
            context.fireUserInboundEventTriggered(event)
        }
    }

    /// Keeps the bytes until they are flushed; fails the promise once the output is closed.
    package func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard !isClosed, !isOutputClosing else {
            promise?.fail(TLSError.closed)
            return
        }
        writes.append(unwrapOutboundIn(data), promise)
    }

    /// Encrypts and sends all that was written before, behind the handshake.
    package func flush(context: ChannelHandlerContext) {
        writes.mark()
        if engine.isOpen, !isClosed {
            sendMarkedWrites(context)
        }
    }

    /// Takes `Cut`; passes other events on.
    package func triggerUserOutboundEvent(
        context: ChannelHandlerContext, event: Any, promise: EventLoopPromise<Void>?
    ) {
        guard event is Cut else { return context.triggerUserOutboundEvent(event, promise: promise) }
        finish(.closed)
        promise?.succeed()
    }

    /// Closes in one or both directions, as the type's comment says.
    package func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        switch mode {
        case .input: context.close(mode: .input, promise: promise)
        case .output: closeOutput(context, promise: promise)
        case .all: closeAll(context, promise: promise)
        }
    }
}

@available(*, unavailable)
extension TLSHandler: Sendable {}

extension TLSHandler {
    private func start(_ context: ChannelHandlerContext) {
        guard !isStarted else {
            return
        }
        isStarted = true
        if let handshakeTimeout {
            timer = context.eventLoop.assumeIsolated().scheduleTask(in: handshakeTimeout) {
                self.fail(context, .handshakeTimeout)
            }
        }
        engine.start()
        advance(context)
        context.read()
    }

    private func receiveEnd(_ context: ChannelHandlerContext) {
        if !isClosed {
            engine.receiveEnd()
            advance(context)
        }
    }

    /// Sends what the engine made and reports what happened; whoever receives that may write or close meanwhile.
    private func advance(_ context: ChannelHandlerContext) {
        sendCiphertext(context)
        while !isClosed, let event = engine.nextEvent() {
            switch event {
            case .handshakeCompleted(let peerSPKIHash):
                timer?.cancel()
                timer = nil
                context.fireUserInboundEventTriggered(TLSHandshakeCompleted(peerSPKIHash: peerSPKIHash))
                releaseWrites(context)
            case .plaintext(let data):
                hasDeliveredSinceRead = true
                context.fireChannelRead(wrapInboundOut(data))
            case .peerClosed:
                context.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
                closeIfDone(context)
            case .failed(let error):
                fail(context, error)
            }
        }
    }

    /// Sends what waited for the handshake, unless its event made a handler above close.
    private func releaseWrites(_ context: ChannelHandlerContext) {
        guard !isClosed else {
            return
        }
        sendMarkedWrites(context)
        if isOutputClosing, !isClosed {
            endOutput(context)
        }
    }

    private func sendCiphertext(_ context: ChannelHandlerContext) {
        if let ciphertext = engine.takeCiphertext() {
            context.writeAndFlush(wrapOutboundOut(ciphertext), promise: nil)
        }
    }

    private func sendMarkedWrites(_ context: ChannelHandlerContext) {
        guard let (data, promise) = writes.takeMarked() else {
            return
        }
        do throws(TLSError) {
            try engine.send(data)
        } catch {
            promise?.fail(error)
            advance(context)
            return
        }
        guard let ciphertext = engine.takeCiphertext() else {
            promise?.succeed()
            return
        }
        context.writeAndFlush(wrapOutboundOut(ciphertext), promise: promise)
    }

    private func closeOutput(_ context: ChannelHandlerContext, promise: EventLoopPromise<Void>?) {
        guard !isClosed, !isOutputClosing else {
            promise?.fail(TLSError.closed)
            return
        }
        isOutputClosing = true
        outputClose = promise
        if !engine.isHandshaking {
            endOutput(context)
        }
    }

    private func endOutput(_ context: ChannelHandlerContext) {
        failWrites(.closed)
        engine.close()
        sendCiphertext(context)
        let promise = outputClose ?? context.eventLoop.makePromise()
        outputClose = nil
        // Done when all that was written has left; closing everything before would lose it.
        promise.futureResult.assumeIsolated().whenComplete { _ in
            self.isOutputClosed = true
            self.closeIfDone(context)
        }
        context.close(mode: .output, promise: promise)
    }

    private func closeIfDone(_ context: ChannelHandlerContext) {
        if engine.isClosed, isOutputClosed, !isClosed {
            finish(.closed)
            context.close(mode: .all, promise: nil)
        }
    }

    private func closeAll(_ context: ChannelHandlerContext, promise: EventLoopPromise<Void>?) {
        if !isClosed {
            engine.close()
            sendCiphertext(context)
            finish(.closed)
        }
        context.close(mode: .all, promise: promise)
    }

    private func fail(_ context: ChannelHandlerContext, _ error: TLSError) {
        guard !isClosed else {
            return
        }
        sendCiphertext(context)
        finish(error)
        context.fireErrorCaught(error)
        context.close(mode: .all, promise: nil)
    }

    /// From here on nothing is received, sent or reported; what still waits fails.
    private func finish(_ error: TLSError) {
        isClosed = true
        timer?.cancel()
        timer = nil
        failWrites(error)
        let promise = outputClose
        outputClose = nil
        promise?.fail(error)
    }

    private func failWrites(_ error: TLSError) {
        for promise in writes.removeAll() {
            promise.fail(error)
        }
    }
}
