import AuditLog
import Dialing
package import RPC
import TLS
package import Visit
import Wire

/// Carries the cells of one visit over a connection of its own.
package struct VisitConnection: Sendable {
    /// How the carrying ended.
    package enum End: Equatable, Sendable {
        /// What the visit came to.
        case finding(VisitFinding)
        /// The call failed after the errand's cell had left: it may have arrived.
        case failed(RPCError)
    }

    /// Carries the cells; whoever dialled closes it.
    package let connection: Connection
    private let fingerprint: Hash

    /// Dials; nothing is sent yet.
    package static func dial(_ address: SiteAddress) async throws(VerificationError) -> VisitConnection {
        let link = address.link
        do {
            return VisitConnection(
                connection: try await Connection.dial(
                    Address(host: link.host, port: Int(link.port)), proxy: address.proxy,
                    verification: .unverified, timeout: .seconds(60)),
                fingerprint: link.fingerprint)
        } catch {
            throw .site(.dial(error))
        }
    }

    /// Runs one errand to its end; the connection stays open.
    ///
    /// - Parameters:
    ///   - errand: what the visit is for.
    ///   - now: seconds since 1970, asked at each answer.
    /// - Returns: what it came to, or how the call failed after the errand's cell had left.
    /// - Throws: `site` where the call failed before the errand's cell left.
    package func carry(
        _ errand: Errand, now: @Sendable () -> UInt64
    ) async throws(VerificationError) -> End {
        var visit = Visit(
            errand, fingerprint: fingerprint, tlsKey: connection.peerKey,
            exporter: FixedBytes<32>(connection.exporter))
        var action = visit.start()
        while true {
            switch action {
            case .finish(let finding): return .finding(finding)
            case .send(let request):
                let reply: ExchangeReply
                do { reply = try await connection.source.exchange(request) } catch {
                    guard visit.isErrandSent else { throw .site(.call(error)) }
                    return .failed(error)
                }
                action = visit.receive(reply, now: now())
                if visit.isSiteTrusted { connection.trustPeer() }
            }
        }
    }

    /// Ends it.
    package func close() async {
        await connection.close()
    }
}
