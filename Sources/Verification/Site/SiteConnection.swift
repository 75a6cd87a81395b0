package import AuditLog
package import Dialing
package import RPC
import TLS
import Wire
package import Words

/// A connection to a site that has shown itself to be the one of the link.
///
/// TLS is taken unverified for the site cell alone; nothing else is sent before every check of `TrustedSite` held.
package struct SiteConnection: Sendable {
    package let connection: Connection
    package let site: TrustedSite

    /// - Parameters:
    ///   - now: seconds since 1970, for `not_after`.
    package static func open(
        _ link: SiteLink, proxy: Proxy?, now: UInt64
    ) async throws(Failure) -> SiteConnection {
        let connection: Connection
        do {
            connection = try await Connection.dial(
                Address(host: link.host, port: Int(link.port)), proxy: proxy, verification: .unverified,
                timeout: .seconds(60))
        } catch {
            throw Failure(error)
        }
        do {
            let site = try await trustedSite(connection, link: link, now: now)
            return SiteConnection(connection: connection, site: site)
        } catch {
            await connection.close()
            throw error
        }
    }

    private static func trustedSite(
        _ connection: Connection, link: SiteLink, now: UInt64
    ) async throws(Failure) -> TrustedSite {
        let reply: ExchangeReply
        do {
            reply = try await connection.source.exchange(.site(SiteRequest()))
        } catch {
            throw Failure(error)
        }
        switch reply.result {
        case .site(let siteReply):
            do {
                return try TrustedSite(
                    reply: siteReply, fingerprint: link.fingerprint, tlsKey: connection.peerKey, now: now)
            } catch {
                throw Failure(.untrusted, "this is not the site of the link: \(error)", field: error.field)
            }
        case .refused(let status):
            throw Failure(RPCError(status))
        default:
            throw Failure(.untrusted, "the site answered with something else than itself")
        }
    }
}
