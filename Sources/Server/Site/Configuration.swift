package import HTTP
package import Words

/// What an operator can set, with the defaults that `init` writes out. Nothing that is signed stands here.
package struct Configuration: Equatable, Sendable {
    package struct Address: Equatable, Sendable, CustomStringConvertible {
        package var host: String
        package var port: Int

        package init(host: String, port: Int) {
            self.host = host
            self.port = port
        }

        /// `host:port` or `[address]:port`; port 0 lets the system choose.
        package init?(_ text: String) {
            guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
                (0...65_535).contains(port)
            else { return nil }
            var host = text[..<colon]
            if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
            guard !host.isEmpty, !host.contains(where: { $0.isWhitespace || $0 == "/" }) else { return nil }
            self.init(host: String(host), port: port)
        }

        package var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
    }

    package var listen = Address(host: "127.0.0.1", port: 7443)
    /// Where sources reach the service; stands in the site link.
    package var `public` = Address(host: "127.0.0.1", port: 7443)
    package var answerDelay: Duration = .milliseconds(500)
    package var connections = 10_000
    package var drain: Duration = .seconds(10)
    package var pending = 100_000
    package var payloadBytes: UInt64 = 50 << 30
    package var freeBytes: UInt64 = 1 << 30
    /// Where the log is written as static files; empty for nowhere.
    package var publishDirectory = ""
    /// Full tiles get the flag of `chattr +i`, where that can be done.
    package var publishImmutable = false
    /// Where that directory is served by HTTP; nil for nowhere.
    package var publishListen: Address?
    /// By HTTPS, with the site's own key.
    package var publishTLS = false
    package var publishConnections = 1_000
    /// Witnesses that get each checkpoint, by C2SP tlog-witness.
    package var witnesses: [HTTPURL] = []

    package init() {}

    /// What no single setting can be wrong about.
    package func check() throws(Failure) {
        guard publishListen == nil || !publishDirectory.isEmpty else {
            throw Failure(
                .configuration, "publish.listen needs publish.directory, which is empty",
                field: "publish.listen")
        }
    }
}
