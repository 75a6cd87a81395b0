package import Keys
package import Wire
package import Words

extension SiteConnection {
    /// The other `open`, with an error that a program tells as it is.
    package static func open(_ address: SiteAddress, now: UInt64) async throws(Failure) -> SiteConnection {
        do throws(VerificationError) {
            return try await open(address.link, proxy: address.proxy, now: now)
        } catch {
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
