package import HTTP
import Wire

/// What an operator can set, with the defaults that `init` writes out.
///
/// Nothing that is signed stands here.
package struct Configuration: Equatable, Sendable {
    /// A place to listen or to be reached at.
    package struct Address: Equatable, Sendable, CustomStringConvertible {
        /// A name or an IP address, without brackets.
        package var host: String
        /// 0 to 65,535.
        package var port: Int

        /// Nothing is checked.
        package init(host: String, port: Int) {
            self.host = host
            self.port = port
        }

        /// `host:port` or `[address]:port`; port 0 lets the system choose.
        package init?(_ text: String) {
            guard let parts = try? HostPort(text[...], isPortZeroAllowed: true), !parts.host.isEmpty,
                !parts.host.contains(where: { $0.isWhitespace || $0 == "/" })
            else { return nil }
            self.init(host: String(parts.host), port: Int(parts.port))
        }

        /// `host:port`, an IPv6 address in brackets.
        package var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
    }

    /// Where the server listens.
    package var listen = Address(host: "127.0.0.1", port: 7443)
    /// Where Tor brings those who come to the onion service, with a line on each one's circuit; nil for nowhere.
    package var onionListen: Address?
    /// Where sources reach the service; stands in the site link.
    package var `public` = Address(host: "127.0.0.1", port: 7443)
    /// From a cell to its answer.
    package var answerDelay: Duration = .milliseconds(500)
    /// At once; more are closed as they come.
    package var connections = 4_096
    /// Calls that work at once, of all connections.
    package var calls = 128
    /// Bytes of streamed answers that wait for their readers, of all connections.
    package var unreadBytes = 64 << 20
    /// Bytes of requests that wait to be whole or for their turn, of all connections, beside what each may hold.
    package var requestBytes = 64 << 20
    /// Attachments that are brought at once.
    package var uploads = 128
    /// How long running calls may take to end.
    package var drain: Duration = .seconds(10)
    /// Records that may wait for one epoch.
    package var pending = 100_000
    /// Of all sealed reports and evidence together.
    package var payloadBytes: UInt64 = 50 << 30
    /// Of the disk that stay free.
    package var freeBytes: UInt64 = 1 << 30
    /// Where the log is written as static files; empty for nowhere.
    package var publishDirectory = ""
    /// Full tiles get the flag of `chattr +i`, where that can be done.
    package var publishImmutable = false
    /// Where that directory is served by HTTP; nil for nowhere.
    package var publishListen: Address?
    /// By HTTPS, with the site's own key.
    package var publishTLS = false
    /// At once; more are closed as they come.
    package var publishConnections = 1_000
    /// Witnesses that get each checkpoint, by C2SP tlog-witness.
    package var witnesses: [HTTPURL] = []

    /// The defaults.
    package init() {}

    /// What no single setting can be wrong about.
    package func check() throws(ConfigurationError) {
        guard publishListen == nil || !publishDirectory.isEmpty else { throw .nothingToPublish }
    }
}
