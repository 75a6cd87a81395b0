package import Wire

/// A call of cells, one answered before the next.
///
/// What is wrong with a cell itself ends the stream; every other refusal is a cell too, made at a place and due at the
/// same moment as an answer.
final class IncomingExchange: IncomingCall {
    private let serve: @Sendable (ExchangeRequest) async -> ExchangeReply
    private var request: Result<ExchangeRequest, RPCError>?

    init(_ port: CallPort, _ serve: @escaping @Sendable (ExchangeRequest) async -> ExchangeReply) {
        self.serve = serve
        super.init(port)
    }

    override var hasWork: Bool { request != nil }
    override var startsAnew: Bool { true }

    override func receive(_ content: RawSpan) throws(DecodeError) {
        let message = try Cell.open(unsafe content.withUnsafeBytes { unsafe [UInt8]($0) })
        do throws(DecodeError) {
            request = .success(try ExchangeRequest(decoding: message))
        } catch {
            request = .failure(RPCError(error))
        }
    }

    override func begin() {
        guard let request = request.take() else { return }
        let (stream, serve, isOpen) = (port.stream, serve, port.visit.isOpen)
        run {
            var isSite = false
            let reply: ExchangeReply
            switch request {
            case .success(let request):
                isSite = request.discriminant == .site
                reply =
                    isSite || isOpen
                    ? await serve(request)
                    : .refused(RPCError(.failedPrecondition, "a visit begins with site"))
            case .failure(let error):
                reply = .refused(error)
            }
            return .cell(stream: stream, seal(reply), isSite: isSite && reply.result.discriminant == .site)
        }
    }
}

extension ExchangeReply {
    /// The refusal that says an error in a cell.
    package static func refused(_ error: RPCError) -> ExchangeReply {
        ExchangeReply(more: false, result: .refused(error.status))
    }
}

/// The reply's cell; a reply that no cell can hold is our own error, and refused as `internal`.
private func seal(_ reply: ExchangeReply) -> [UInt8] {
    do throws(EncodeError) {
        return try Cell.seal(reply.encoded())
    } catch {
        let refusal = ExchangeReply.refused(RPCError(error, code: .internal))
        return (try? Cell.seal(refusal.encoded())) ?? [UInt8](repeating: 0, count: Cell.contentSize)
    }
}
