package import Keys
import Visit
package import Wire
package import Words

// For roles that tell a failure as they meet it.
extension SiteConnection {
    /// Connects, asks for the site cell, and checks it by the link's fingerprint.
    ///
    /// - Parameters:
    ///   - address: the site's link, and the way there.
    ///   - now: seconds since 1970, for `not_after`.
    /// - Returns: the connection, which the caller closes.
    /// - Throws: where the site cannot be reached, or is not the link's; then nothing stays open.
    package static func open(_ address: SiteAddress, now: UInt64) async throws(Failure) -> SiteConnection {
        do throws(VerificationError) { return try await connect(to: address, now: now) } catch {
            throw error.failure
        }
    }

    /// Proves a source's key on this connection, and on no other.
    package func sourceAuthentication(_ key: SigningKey) throws(Failure) -> Authentication {
        do throws(VerificationError) { return try authentication(.source, key: key) } catch {
            throw error.failure
        }
    }
}
