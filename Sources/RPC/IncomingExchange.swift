package import Wire

/// A call of cells, one answered before the next.
///
/// What is wrong with a cell itself ends the stream; every other refusal is a cell too, due at the same moment
/// as an answer.
final class IncomingExchange: IncomingCall {
    private let serve: @Sendable (ExchangeRequest) async -> ExchangeReply

    init(_ port: CallPort, _ serve: @escaping @Sendable (ExchangeRequest) async -> ExchangeReply) {
        self.serve = serve
        super.init(port)
    }

    override func receive(_ content: RawSpan) throws(DecodeError) {
        let message = try Cell.open(unsafe content.withUnsafeBytes { unsafe [UInt8]($0) })
        do throws(DecodeError) {
            answer(try ExchangeRequest(decoding: message))
        } catch {
            refuse(RPCError(error))
        }
    }

    private func answer(_ request: ExchangeRequest) {
        let isSite = request.discriminant == .site
        guard isSite || port.visit.isOpen else {
            return refuse(RPCError(.failedPrecondition, "a visit begins with site"))
        }
        let (stream, serve) = (port.stream, serve)
        run {
            let reply = await serve(request)
            return .cell(stream: stream, seal(reply), isSite: isSite && reply.result.discriminant == .site)
        }
    }

    private func refuse(_ error: RPCError) {
        port.mailbox.post(.cell(stream: port.stream, seal(.refused(error)), isSite: false))
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
