import Wire

/// What a witness that serves was asked for.
package struct WitnessOptions: Sendable {
    /// Holds key and memory.
    package var directory: String
    /// Files, each with a log's vkey.
    package var logs: [String]
    /// A name or an IP address.
    package var host = "127.0.0.1"
    /// 0 lets the system choose.
    package var port = 0
    /// A file with a private key and its certificate; nil for HTTP without TLS.
    package var tls: String?
    /// Key file of an agency or the auditor, and the name to cosign under; nil for the folder's own key.
    package var key: (file: String, name: String)?

    /// On a free port of this machine only.
    package init(directory: String, logs: [String]) {
        self.directory = directory
        self.logs = logs
    }

    /// Takes `host:port` or `[address]:port`.
    package mutating func listen(on text: String) throws(WitnessError) {
        guard let parts = try? HostPort(text[...], isPortZeroAllowed: true) else { throw .address(text) }
        (host, port) = (String(parts.host), Int(parts.port))
    }
}
