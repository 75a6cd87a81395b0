package import AuditLog
package import Keys
package import RPC
import Visit
package import Wire

/// A connection to a site that has shown itself to be the one of the link.
///
/// TLS is taken unverified for the site cell alone; nothing else is sent before every check of `TrustedSite` held.
package struct SiteConnection: Sendable {
    /// Makes another connection, as the first was made.
    package typealias Again = @Sendable () async throws(VerificationError) -> SiteConnection

    /// Carries the calls; whoever opened this closes it.
    package let connection: Connection
    /// What the site showed of itself, checked.
    package let site: TrustedSite
    /// Connects to the same site once more; nil where nobody knows how.
    package let again: Again?

    /// Takes a connection whose site was checked already.
    package init(connection: Connection, site: TrustedSite, again: Again? = nil) {
        self.connection = connection
        self.site = site
        self.again = again
    }

    /// Connects, asks for the site cell, and checks it by the link's fingerprint.
    ///
    /// - Parameters:
    ///   - address: the site's link, and the way there.
    ///   - now: seconds since 1970, for `not_after`; nil for who seals nothing: then what has run out is read all the same.
    /// - Returns: the connection, which the caller closes.
    /// - Throws: `site` where it cannot be reached, or is not the link's; then nothing stays open.
    package static func connect(
        to address: SiteAddress, now: UInt64?
    ) async throws(VerificationError) -> SiteConnection {
        let visit = try await VisitConnection.dial(address)
        do throws(VerificationError) {
            switch try await visit.carry(
                .site(readsExpired: now == nil), now: { now ?? 0 }, random: { _ in [] }
            )
            .finding
            {
            case .site(let site):
                return SiteConnection(connection: visit.connection, site: site) {
                    () async throws(VerificationError) in try await connect(to: address, now: now)
                }
            case .fault(let fault): throw .site(.visit(fault))
            case .seen, .visited: throw .site(.visit(.notASite))
            }
        } catch {
            await visit.close()
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
        else { throw .site(.visit(.noExporter)) }
        return authentication
    }
}
