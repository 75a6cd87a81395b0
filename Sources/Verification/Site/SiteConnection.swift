package import AuditLog
package import Dialing
package import Keys
package import RPC
import TLS
package import Wire

/// A connection to a site that has shown itself to be the one of the link.
///
/// TLS is taken unverified for the site cell alone; nothing else is sent before every check of `TrustedSite` held.
package struct SiteConnection: Sendable {
    /// Carries the calls; whoever opened this closes it.
    package let connection: Connection
    /// What the site showed of itself, checked.
    package let site: TrustedSite

    /// Takes a connection whose site was checked elsewhere.
    init(connection: Connection, site: TrustedSite) {
        self.connection = connection
        self.site = site
    }

    /// Connects, asks for the site cell, and checks it by the link's fingerprint.
    ///
    /// - Parameter now: seconds since 1970, for `not_after`.
    package static func open(
        _ link: SiteLink, proxy: Proxy?, now: UInt64
    ) async throws(VerificationError) -> SiteConnection {
        let connection: Connection
        do {
            connection = try await Connection.dial(
                Address(host: link.host, port: Int(link.port)), proxy: proxy, verification: .unverified,
                timeout: .seconds(60))
        } catch {
            throw .site(.dial(error))
        }
        do {
            let site = try await trustedSite(connection, link: link, now: now)
            return SiteConnection(connection: connection, site: site)
        } catch {
            await connection.close()
            throw error
        }
    }

    /// Ends it; calls that run end with an error.
    package func close() async {
        await connection.close()
    }

    /// Proves a key on this connection, and on no other.
    package func authentication(_ role: Role, key: SigningKey) throws(VerificationError) -> Authentication {
        guard let exporter = FixedBytes<32>(connection.exporter),
            let authentication = try? Authentication(
                role: role, key: key, origin: site.descriptor.origin, root: site.fingerprint,
                exporter: exporter)
        else { throw .site(.noKeyingMaterial) }
        return authentication
    }

    private static func trustedSite(
        _ connection: Connection, link: SiteLink, now: UInt64
    ) async throws(VerificationError) -> TrustedSite {
        let reply: ExchangeReply
        do {
            reply = try await connection.source.exchange(.site(SiteRequest()))
        } catch {
            throw .site(.call(error))
        }
        switch reply.result {
        case .site(let siteReply):
            do {
                return try TrustedSite(
                    reply: siteReply, fingerprint: link.fingerprint, tlsKey: connection.peerKey, now: now)
            } catch {
                throw .site(.notTheSite(error))
            }
        case .refused(let status):
            throw .site(.call(RPCError(status)))
        default:
            throw .site(.unexpectedReply)
        }
    }
}
