import NIOCore
import NIOHTTP1

/// The last of a server's pipeline: collects a request, has it answered, and writes the answer.
final class HTTPServerHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart

    /// Fired into a pipeline: no request follows the one that is being answered.
    struct Drain: Sendable {}

    /// How long the client has to read the last answer, before the connection is closed.
    private static let linger = TimeAmount.seconds(2)

    private let options: HTTPListenerOptions
    private let activity: HTTPActivity
    private let respond: @Sendable (HTTPRequest) async -> HTTPResponse
    private var exchange = HTTPExchange()
    private var rules: HTTPRequestRules?
    private var body: [UInt8] = []
    private var isWhole = false
    private var timer: Scheduled<Void>?
    private var timerKind: HTTPExchange.Timer?
    /// What reports to this handler; nil once the handler is out of the pipeline.
    private var gate: HTTPGate?
    private var gateContext: ChannelHandlerContext?

    init(
        _ options: HTTPListenerOptions, _ activity: HTTPActivity,
        respond: @escaping @Sendable (HTTPRequest) async -> HTTPResponse
    ) {
        self.options = options
        self.activity = activity
        self.respond = respond
    }

    /// Adds this handler and all that it needs between bytes and requests.
    func join(_ pipeline: ChannelPipeline.SynchronousOperations) throws {
        let gate = HTTPGate { [unowned self] in handle($0) }
        var limits = NIOHTTPDecoderLimitConfiguration()
        limits.maxHeaderFieldSize = HTTPHeadScanner.maximumBytes
        limits.maxHeaderListSize = HTTPHeadScanner.maximumBytes
        limits.maxHeaderFieldCount = HTTPHeadScanner.maximumFields
        let decoder = HTTPRequestDecoder(leftOverBytesStrategy: .dropBytes, limitConfiguration: limits)
        try pipeline.addHandlers([gate, ByteToMessageHandler(decoder), self])
        self.gate = gate
        gateContext = try pipeline.context(handler: gate)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        setTimer(context)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        timer?.cancel()
        gate = nil
        gateContext = nil
    }

    func channelInactive(context: ChannelHandlerContext) {
        _ = exchange.receive(.answered(false))
        timer?.cancel()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): receive(head)
        case .body(let bytes): body.append(contentsOf: bytes.readableBytesView)
        case .end: isWhole = true
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // The parser's, or the transport's, whose channel is closed by then.
        refuse(400)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is Drain { perform(.drain) }
    }
}

@available(*, unavailable)
extension HTTPServerHandler: Sendable {}

extension HTTPServerHandler {
    private func handle(_ event: HTTPGate.Event) {
        switch event {
        case .started: perform(.started)
        case .refused(let status): perform(.refused(status: status))
        case .delivered: perform(.delivered(isWhole: isWhole && body.count == rules?.bodyLength))
        case .ended: perform(.ended)
        }
    }

    private func receive(_ head: HTTPRequestHead) {
        do throws(HTTPRequestRules.Refusal) {
            let rules = try HTTPRequestRules(
                head, maximumBody: options.maximumBody, fields: options.fields)
            self.rules = rules
            gate?.expectBody(rules.bodyLength)
            perform(.head(rules))
        } catch {
            switch error {
            case .status(let status): refuse(status)
            }
        }
    }

    private func refuse(_ status: Int) {
        gate?.discard()
        perform(.refused(status: status))
    }

    private func perform(_ event: HTTPExchange.Event) {
        guard let context = gateContext else { return }
        let action = exchange.receive(event)
        setTimer(context)
        switch action {
        case .nothing: break
        case .respond(let isLast): answer(context, isLast: isLast)
        case .refuse(let status):
            gate?.discard()
            let (respond, isHead) = ({ @Sendable () async in HTTPResponse.plain(status) }, false)
            write(context, isHead: isHead, isLast: true, respond)
        case .takeNext: gate?.open(context)
        case .finish:
            gate?.discard()
            context.channel.close(mode: .output, promise: nil)
            context.read()
        case .close: context.channel.close(promise: nil)
        }
    }

    private func answer(_ context: ChannelHandlerContext, isLast: Bool) {
        guard let rules else { return }
        activity.note()
        let request = HTTPRequest(
            method: rules.method, path: rules.path, fields: rules.fields, body: body)
        (self.rules, body, isWhole) = (nil, [], false)
        let respond = respond
        write(context, isHead: request.method == "HEAD", isLast: isLast) { await respond(request) }
    }

    private func write(
        _ context: ChannelHandlerContext, isHead: Bool, isLast: Bool,
        _ respond: @escaping @Sendable () async -> HTTPResponse
    ) {
        let answer = HTTPAnswer(
            channel: context.channel, isHead: isHead, isLast: isLast, portionTime: options.idle,
            activity: activity)
        let this = NIOLoopBound(self, eventLoop: context.eventLoop)
        Task {
            let isWritten = await answer.write(await respond())
            answer.channel.eventLoop.execute { this.value.perform(.answered(isWritten)) }
        }
    }

    private func setTimer(_ context: ChannelHandlerContext) {
        guard exchange.timer != timerKind else { return }
        timerKind = exchange.timer
        timer?.cancel()
        let time: TimeAmount
        switch exchange.timer {
        case nil: return
        case .idle: time = TimeAmount(options.idle)
        case .request: time = TimeAmount(options.requestTimeout)
        case .linger: time = Self.linger
        }
        timer = context.eventLoop.assumeIsolated().scheduleTask(in: time) { self.perform(.expired) }
    }
}
