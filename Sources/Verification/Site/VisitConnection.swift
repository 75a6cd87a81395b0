import AuditLog
import Console
import Dialing
package import RPC
import Sealing
import TLS
package import Visit
import Wire

/// Carries the cells of one visit over a connection of its own, at the pace of its address.
package struct VisitConnection: Sendable {
    /// Carries the cells; whoever dialled closes it.
    package let connection: Connection
    private let fingerprint: Hash
    private let pace: VisitPace
    private let begin = ContinuousClock.now

    /// Dials; nothing is sent yet.
    ///
    /// Through Tor, each connection has a circuit that no other one ever uses: neither an onion service nor an exit can tell
    /// that a look and a visit, or two commands, are of one person.
    package static func dial(_ address: SiteAddress) async throws(VerificationError) -> VisitConnection {
        let link = address.link
        do {
            return VisitConnection(
                connection: try await Connection.dial(
                    Address(host: link.host, port: Int(link.port)),
                    proxy: address.proxy?.apart(as: System.random(16).hex),
                    verification: .unverified, timeout: address.dialTimeout, limits: address.limits),
                fingerprint: link.fingerprint, pace: address.pace)
        } catch {
            throw .site(.dial(error))
        }
    }

    private init(connection: Connection, fingerprint: Hash, pace: VisitPace) {
        self.connection = connection
        self.fingerprint = fingerprint
        self.pace = pace
    }

    /// How the carrying ended.
    package struct End: Sendable {
        /// What the visit came to.
        package let finding: VisitFinding
        /// Why the connection ended before its time; nil where all of it was answered.
        package let broken: RPCError?
        /// An answer that was sealed on the way: sent again, it must be these bytes.
        package let sealedReply: SealedReply?
    }

    /// Runs one errand to its end; the connection stays open.
    ///
    /// - Parameters:
    ///   - errand: what the visit is for.
    ///   - now: seconds since 1970, asked at each answer.
    ///   - random: bytes fit for keys.
    /// - Returns: what it came to.
    /// - Throws: `site` where the call failed before the site was seen whole.
    package func carry(
        _ errand: Errand, now: @Sendable () -> UInt64, random: @escaping @Sendable (Int) -> [UInt8]
    ) async throws(VerificationError) -> End {
        var visit = Visit(
            errand, fingerprint: fingerprint, tlsKey: connection.peerKey,
            exporter: FixedBytes<32>(connection.exporter), random: random)
        var action = visit.start()
        // The first cell leaves when the connection stands.
        var isPaced = false
        while true {
            switch action {
            case .finish(let finding): return End(finding: finding, broken: nil, sealedReply: nil)
            case .send(let request):
                let reply: ExchangeReply
                do {
                    let waits = isPaced
                    reply = try await connection.exchange(request) { if waits { await pause() } }
                } catch {
                    let sealedReply = visit.sealedReply
                    guard let finding = visit.breakOff() else { throw .site(.call(error)) }
                    return End(finding: finding, broken: error, sealedReply: sealedReply)
                }
                action = visit.receive(reply, now: now())
                if visit.isSiteTrusted { connection.trustPeer() }
                isPaced = !errand.isOpen
            }
        }
    }

    /// Waits for the next multiple of the pace's step.
    private func pause() async {
        let next = begin + pace.next(after: ContinuousClock.now - begin)
        try? await Task.sleep(until: next, tolerance: .zero, clock: .continuous)
    }

    /// Ends it.
    package func close() async {
        await connection.close()
    }
}

extension Errand {
    /// Whether other calls follow at the pace of what they are for.
    fileprivate var isOpen: Bool {
        if case .site = self { true } else { false }
    }
}
