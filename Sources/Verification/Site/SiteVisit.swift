import AuditLog
import Console
package import Keys
import RPC
package import Wire
package import Words

extension SiteConnection {
    package func close() async {
        await connection.close()
    }

    /// Proves a key on this connection, and on no other.
    package func authentication(_ role: Role, key: SigningKey) throws(Failure) -> Authentication {
        guard let exporter = FixedBytes<32>(connection.exporter),
            let authentication = try? Authentication(
                role: role, key: key, origin: site.descriptor.origin, root: site.fingerprint,
                exporter: exporter)
        else { throw Failure(.untrusted, "the connection has no keying material to authenticate with") }
        return authentication
    }
}

extension RPCError {
    /// Whether the call ended without a word of the server on it.
    package var isBrokenConnection: Bool {
        [.unavailable, .cancelled, .deadlineExceeded, .internal, .unknown, .dataLoss].contains(code)
    }
}
