package import AuditLog
package import RPC
import Visit
import Wire
package import Words

/// A connection to a site that has shown itself to be the one of the link.
///
/// TLS is taken unverified for the site cell alone; nothing else is sent before every check of `TrustedSite` held.
package struct SiteConnection: Sendable {
    package let connection: Connection
    package let site: TrustedSite

    /// - Parameter now: seconds since 1970, for `not_after`.
    package static func open(
        _ address: SiteAddress, now: UInt64, language: Language = .english
    ) async throws(Failure) -> SiteConnection {
        let visit = try await VisitConnection.open(address)
        do throws(Failure) {
            switch try await visit.run(.look, now: { now }) {
            case .finding(.site(let site)):
                return SiteConnection(connection: visit.connection, site: site)
            case .finding(.fault(let fault)): throw Failure(fault, language: language)
            case .finding, .failed:
                throw Failure(.untrusted, "the site answered with something else than itself")
            }
        } catch {
            await visit.close()
            throw error
        }
    }

    package init(connection: Connection, site: TrustedSite) {
        self.connection = connection
        self.site = site
    }
}
