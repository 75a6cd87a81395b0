package import AuditLog
package import Dialing
import HTTP
import RPC
package import Sealing
import TransparencyLog
import Wire
package import Words

/// The log that is to be read, as its reader names it.
package enum LogTarget: Sendable {
    /// What a site answers for its log.
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
    package let open: @Sendable (_ level: AuditLevel) throws(VerificationError) -> any LogSource

    /// Nothing is opened yet.
    ///
    /// - Parameters:
    ///   - directory: a server's data directory.
    ///   - logKey: a file with the log's vkey; nil for `log.vkey` in the directory.
    ///   - link: a link, or a file with one; nil for `site.link` in the directory.
    ///   - open: of a directory and a level; what it throws is told as its own failure.
    package init<Refusal: Explainable>(
        directory: String, logKey: String? = nil, link: String? = nil,
        open: @escaping @Sendable (_ directory: String, _ level: AuditLevel) throws(Refusal) -> any LogSource
    ) {
        self.logKey = logKey ?? "\(directory)/log.vkey"
        self.link = link ?? "\(directory)/site.link"
        self.open = { level throws(VerificationError) in
            do throws(Refusal) { return try open(directory, level) } catch {
                throw .source(.unreadable(error))
            }
        }
    }
}

/// A log that is ready to be read, with what is known of it beforehand.
package struct LogSourceOpening: Sendable {
    /// Reads the log.
    package let source: any LogSource
    /// What the log must be: its root, its key, and the time.
    package let pins: AuditPins
    /// Where a site was asked with a key.
    package let session: ReviewSession?
    private var site: SiteLog?

    private init(_ source: any LogSource, _ pins: AuditPins, _ session: ReviewSession? = nil) {
        self.source = source
        self.session = session
        self.pins = pins
    }

    /// Connects or opens, and authenticates where there is a key.
    ///
    /// - Parameters:
    ///   - target: a site, a data directory or tiles.
    ///   - key: authenticates to a site, or gives the level of a data directory; tiles hold nothing for it.
    ///   - needsLogKey: false where the root key's fingerprint, or nothing, is enough for what is asked.
    ///   - now: seconds since 1970.
    /// - Throws: where a file cannot be read, the site is not reached or refuses the key, or the directory is
    ///   not opened; `request` where the parts of a target do not go together.
    package init(
        _ target: LogTarget, key: KeyFile? = nil, needsLogKey: Bool = true, now: UInt64
    ) async throws(VerificationError) {
        switch target {
        case .site(let address):
            try await self.init(address, key: key, now: now)
        case .data(let stored):
            let link = try SiteLink(argument: stored.link)
            self.init(
                try stored.open(key?.level ?? .public),
                AuditPins(
                    fingerprint: link.fingerprint, log: try VerifierKey(file: .logKey, stored.logKey),
                    now: now))
        case .tiles(let place, let logKey, let link, let proxy):
            guard logKey != nil || !needsLogKey else {
                throw .request(.tilesWithoutKey)
            }
            self.init(
                try tilesSource(place, proxy: proxy),
                AuditPins(
                    fingerprint: try link.map { link throws(VerificationError) in
                        try SiteLink(argument: link).fingerprint
                    },
                    log: try logKey.map { path throws(VerificationError) in
                        try VerifierKey(file: .logKey, path)
                    }, now: now))
        }
    }

    private init(_ address: SiteAddress, key: KeyFile?, now: UInt64) async throws(VerificationError) {
        let site = try await SiteConnection.connect(to: address, now: nil)
        let log: VerifierKey
        do { log = try site.site.descriptor.logKey() } catch {
            throw .site(.logKey(error))
        }
        var session: ReviewSession?
        if let key { session = try await ReviewSession.open(site, key: key) }
        let source = session.map { SiteLog($0) } ?? SiteLog(site)
        self.init(source, AuditPins(fingerprint: address.link.fingerprint, log: log, now: now), session)
        self.site = source
    }

    /// Ends the connection, where there is one.
    package func close() async {
        await site?.close()
    }
}

/// A directory, or an address.
private func tilesSource(_ place: String, proxy: Proxy?) throws(VerificationError) -> any LogSource {
    guard place.hasPrefix("http://") || place.hasPrefix("https://") else {
        guard proxy == nil else { throw .request(.proxyForDirectory) }
        return TileDirectory(directory: place)
    }
    guard let url = HTTPURL(place) else { throw .request(.tilesForm(place)) }
    try checkReachable(url.host, proxy: proxy)
    return TileAddress(url, proxy: proxy)
}
