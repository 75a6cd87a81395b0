package import AuditLog
package import Dialing
import Files
import HTTP
import RPC
package import Sealing
import TransparencyLog
import Wire
package import Words

/// What `--site`, `--data` or `--tiles` names.
package enum LogTarget: Sendable {
    case site(SiteAddress)
    /// A server's data directory, or a copy of one.
    case data(StoredLog)
    /// A directory in the layout of C2SP tlog-tiles, or the address of one: `http://…`, `https://…`.
    ///
    /// - Parameters:
    ///   - logKey: a file with the log's vkey.
    ///   - link: as above; nil compares the root key with nothing.
    ///   - proxy: for an address.
    case tiles(String, logKey: String?, link: String? = nil, proxy: Proxy? = nil)
}

/// A log in a database, which only programs that hold one can open: a source's program holds none.
package struct StoredLog: Sendable {
    /// A file with the log's vkey.
    package let logKey: String
    /// A link, or a file with one, whose fingerprint the root key must have.
    package let link: String
    /// Opens it, with the openings of one level.
    package let open: @Sendable (_ level: AuditLevel) throws(Failure) -> any LogSource

    /// - Parameters:
    ///   - directory: a server's data directory, which holds key and link where none are given.
    ///   - open: of a directory and a level.
    package init(
        directory: String, logKey: String? = nil, link: String? = nil,
        open: @escaping @Sendable (_ directory: String, _ level: AuditLevel) throws(Failure) -> any LogSource
    ) {
        self.logKey = logKey ?? "\(directory)/log.vkey"
        self.link = link ?? "\(directory)/site.link"
        self.open = { level throws(Failure) in try open(directory, level) }
    }
}

/// A log that is ready to be read, with what is known of it beforehand.
package struct LogSourceOpening: Sendable {
    package let source: any LogSource
    package let pins: AuditPins
    /// Where a site was asked with a key.
    package let session: ReviewSession?
    private var connection: Connection?

    private init(_ source: any LogSource, _ pins: AuditPins, _ session: ReviewSession? = nil) {
        self.source = source
        self.session = session
        self.pins = pins
    }

    /// - Parameters:
    ///   - needsLogKey: false where what is asked holds with the root key's fingerprint alone, or with nothing.
    ///   - now: seconds since 1970.
    package init(
        _ target: LogTarget, key: KeyFile? = nil, needsLogKey: Bool = true, now: UInt64
    ) async throws(Failure) {
        switch target {
        case .site(let address):
            try await self.init(address, key: key, now: now)
        case .data(let stored):
            let link = try SiteLink(argument: stored.link)
            self.init(
                try stored.open(key?.level ?? .public),
                AuditPins(fingerprint: link.fingerprint, log: try readLogKey(stored.logKey), now: now))
        case .tiles(let place, let logKey, let link, let proxy):
            guard logKey != nil || !needsLogKey else {
                throw Failure(.usage, "--vkey: --tiles needs the file with the log's key", field: "--vkey")
            }
            self.init(
                try tilesSource(place, proxy: proxy),
                AuditPins(
                    fingerprint: try link.map { link throws(Failure) in
                        try SiteLink(argument: link).fingerprint
                    },
                    log: try logKey.map { path throws(Failure) in try readLogKey(path) }, now: now))
        }
    }

    private init(_ address: SiteAddress, key: KeyFile?, now: UInt64) async throws(Failure) {
        let site = try await SiteConnection.open(address, now: now)
        let log: VerifierKey
        do { log = try site.site.descriptor.logKey() } catch { throw Failure(.untrusted, "\(error)") }
        var session: ReviewSession?
        if let key { session = try await ReviewSession.open(site, key: key) }
        self.init(
            session.map { SiteLog($0) } ?? SiteLog(site),
            AuditPins(fingerprint: address.link.fingerprint, log: log, now: now), session)
        connection = site.connection
    }

    package func close() async {
        await connection?.close()
    }
}

/// A directory, or an address.
private func tilesSource(_ place: String, proxy: Proxy?) throws(Failure) -> any LogSource {
    guard place.hasPrefix("http://") || place.hasPrefix("https://") else {
        guard proxy == nil else {
            throw Failure(.usage, "--proxy: --tiles names a directory, not an address", field: "--proxy")
        }
        return TileDirectory(directory: place)
    }
    guard let url = HTTPURL(place) else {
        throw Failure(
            .usage, "--tiles: '\(plain(place))' is not http(s)://host[:port][/prefix]", field: "--tiles")
    }
    try checkReachable(url.host, proxy: proxy)
    return TileAddress(url, proxy: proxy)
}

/// Reads a C2SP vkey from a file.
private func readLogKey(_ path: String) throws(Failure) -> VerifierKey {
    let text = try Files.readText(path, limit: 4_096, field: "--vkey")
    do throws(NoteError) {
        let key = try VerifierKey(vkey: text.split(whereSeparator: \.isNewline).first.map(String.init) ?? "")
        guard key.algorithm == .ed25519 else { throw NoteError.unsupportedAlgorithm(key.algorithm.rawValue) }
        return key
    } catch {
        throw Failure(.badInput, "--vkey: '\(path)': \(error)", field: "--vkey")
    }
}
