package import AuditLog
package import Console
package import RPC
package import Wire

/// What `--site`, `--data` or `--tiles` names.
package enum LogSourceTarget: Sendable {
    case site(SiteLink, Proxy?)
    /// A server's data directory, or a copy of one.
    case data(String)
    /// A directory in the layout of C2SP tlog-tiles.
    case tiles(String)
}

/// A log that is ready to be read, with what is known of it beforehand.
package struct LogSourceOpening: Sendable {
    package let source: any LogSource
    package let pins: AuditPins
    private let connection: Connection?

    /// - Parameters:
    ///   - logKey: a file with the log's vkey; nil takes the one beside a data directory.
    ///   - link: whose fingerprint the root key must have; nil takes the one beside a data directory.
    ///   - now: seconds since 1970.
    package init(
        _ target: LogSourceTarget, key: KeyFile? = nil, logKey: String? = nil, link: SiteLink? = nil, now: UInt64
    ) async throws(Failure) {
        switch target {
        case .site(let link, let proxy):
            try await self.init(link, proxy: proxy, key: key, now: now)
        case .data(let directory):
            let link = try link ?? SiteLink(argument: "\(directory)/site.link")
            source = try LogSourceData(directory: directory, key: key)
            pins = AuditPins(
                fingerprint: link.fingerprint, log: try readLogKey(logKey ?? "\(directory)/log.vkey"))
            connection = nil
        case .tiles(let directory):
            guard let logKey else {
                throw Failure(.usage, "--vkey: --tiles needs the file with the log's key", field: "--vkey")
            }
            source = LogSourceTiles(directory: directory)
            pins = AuditPins(fingerprint: link?.fingerprint, log: try readLogKey(logKey))
            connection = nil
        }
    }

    private init(_ link: SiteLink, proxy: Proxy?, key: KeyFile?, now: UInt64) async throws(Failure) {
        let site = try await SiteConnection.open(link, proxy: proxy, now: now)
        if let key {
            source = LogSourceSite(try await ReviewSession.open(site, key: key))
        } else {
            source = LogSourceSite(site)
        }
        let log: VerifierKey
        do { log = try site.site.descriptor.logKey() } catch { throw Failure(.untrusted, "\(error)") }
        pins = AuditPins(fingerprint: link.fingerprint, log: log)
        connection = site.connection
    }

    package func close() async {
        await connection?.close()
    }
}

/// Reads a C2SP vkey from a file.
private func readLogKey(_ path: String) throws(Failure) -> VerifierKey {
    let text = try Files.readText(path, limit: 4_096, field: "--vkey").trimmed
    do {
        let key = try VerifierKey(vkey: text)
        guard key.algorithm == .ed25519 else { throw NoteError.unsupportedAlgorithm(key.algorithm.rawValue) }
        return key
    } catch {
        throw Failure(.badInput, "--vkey: '\(path)': \(error)", field: "--vkey")
    }
}
