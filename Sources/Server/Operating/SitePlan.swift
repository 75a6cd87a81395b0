package import AuditLog
import Keys
package import Primitives
import Storage
import TLS
import TransparencyLog
package import Wire

/// What `kentongand init` was asked for.
package struct SitePlan: Sendable {
    /// The log's name: host name and path, 1 to 64 bytes.
    package var origin: String
    /// 1 to 12, in any order.
    package var agencies: [AgencyCard]
    /// Nil for a site without one.
    package var auditor: AuditorCard?
    /// Besides the agencies and the auditor: best outside of government.
    package var outsideWitnesses: [Witness]
    /// What the site is for; nil where that is not said.
    package var region: SiteRegion?
    /// Of an epoch, for ever: 1 to 31,536,000.
    package var epochSeconds: UInt32
    /// Nil for a majority of the witnesses.
    package var quorum: UInt8?
    /// Days that reports are kept, 180 at least.
    package var retention: UInt16
    /// Written out as `kentongand.toml`.
    package var configuration: Configuration

    /// Nothing is checked before `create`.
    package init(
        origin: String, agencies: [AgencyCard], auditor: AuditorCard?, outsideWitnesses: [Witness] = [],
        region: SiteRegion? = nil, epochSeconds: UInt32, quorum: UInt8?,
        retention: UInt16 = SitePlan.usualRetention, configuration: Configuration
    ) {
        self.origin = origin
        self.agencies = agencies
        self.auditor = auditor
        self.outsideWitnesses = outsideWitnesses
        self.region = region
        self.epochSeconds = epochSeconds
        self.quorum = quorum
        self.retention = retention
        self.configuration = configuration
    }
}

extension SitePlan {
    /// Two years, in days: where nobody asks for another term.
    package static var usualRetention: UInt16 { 730 }
}

/// A site that was just made.
package struct NewSite: Equatable, Sendable {
    /// The log's name.
    package let origin: String
    /// For posters: address and fingerprint of the root key.
    package let link: SiteLink
    /// The log's vkey (C2SP signed-note).
    package let logKey: String
    /// SHA-256 of `site.descriptor`.
    package let descriptorHash: Hash
}

/// What a new site may well be, and hardly ever should.
package enum SitePlanWarning: Equatable, Sendable {
    /// The link leads to the machine that opens it.
    case loopback(host: String)
    /// The one agency can read everything, and nobody else knows what it leaves undone.
    case oneAgency
    /// Nobody outside the site tells whether everybody was shown everything.
    case noAuditor
}

extension SitePlan {
    /// What should be looked at before the first poster is printed.
    package var warnings: [SitePlanWarning] {
        var found: [SitePlanWarning] = []
        let host = configuration.public.host.lowercased()
        if host == "localhost" || host == "::1" || host == "0.0.0.0" || host == "::" || host.hasPrefix("127.")
        {
            found.append(.loopback(host: host))
        }
        if agencies.count == 1 { found.append(.oneAgency) }
        if auditor == nil { found.append(.noAuditor) }
        return found
    }

    /// Makes the keys, the descriptor and the log's first batch.
    ///
    /// - Parameters:
    ///   - directory: not there yet, or empty.
    ///   - rootKeyPath: where the root key goes, and nowhere else: never inside `directory`.
    ///   - passphrase: opens that file, where one is to protect it.
    ///   - now: seconds since 1970.
    ///   - random: gives that many bytes, fit for keys.
    /// - Returns: what the operator publishes of the site.
    /// - Throws: what is out of bounds; `directory` or `keys` where a path will not do or a file cannot be
    ///   made; `unmade` for a first batch that fails.
    package func create(
        in directory: DataDirectory, rootKeyPath: String, passphrase: Secret? = nil, now: UInt64,
        random: @escaping @Sendable (Int) -> [UInt8]
    ) async throws(SitePlanError) -> NewSite {
        try check(now: now)
        do {
            try directory.checkNew(rootKey: rootKeyPath)
            let root = try newKey(
                rootKeyPath, "the site's root key: take it offline now, nothing replaces it",
                passphrase: passphrase, random)
            return try await make(in: directory, root: root, now: now, random: random)
        } catch {
            throw SitePlanError(error)
        }
    }

    private func make(
        in directory: DataDirectory, root: SigningKey, now: UInt64,
        random: @escaping @Sendable (Int) -> [UInt8]
    ) async throws -> NewSite {
        try directory.create()
        let keys = try SiteKeys(creating: directory, random: random)
        let descriptor = try descriptor(root: root, keys: keys, now: now)
        try descriptor.check(fingerprint: Fingerprint.root(root.publicKey))
        try await writeFirstBatch(descriptor, keys: keys, directory: directory, random: random)
        let bytes = try descriptor.encoded()
        let address = configuration.public
        let link = SiteLink(
            host: address.host, port: UInt16(clamping: address.port),
            fingerprint: Fingerprint.root(root.publicKey))
        let logKey = try descriptor.logKey().vkey
        try directory.create("kentongand.toml", Array(configuration.file.utf8), secret: true)
        try directory.create("site.descriptor", bytes, secret: false)
        try directory.create("log.vkey", Array((logKey + "\n").utf8), secret: false)
        try directory.create("site.link", Array("\(link)\n".utf8), secret: false)
        return NewSite(origin: origin, link: link, logKey: logKey, descriptorHash: sha256(bytes))
    }

    /// Throws what is out of bounds, before anything is asked or made.
    package func check(now: UInt64) throws(SitePlanError) {
        guard (1...64).contains(origin.utf8.count) else { throw .originLength(origin.utf8.count) }
        if let fault = OriginFault(origin) { throw .origin(fault) }
        guard (1...31_536_000).contains(epochSeconds) else { throw .epochSeconds(epochSeconds) }
        guard retention >= SiteDescriptor.shortestRetention else { throw .retention(retention) }
        guard (1...12).contains(agencies.count) else { throw .agencyCount(agencies.count) }
        let codes = agencies.map(\.keys.agency)
        guard Set(codes).count == codes.count else { throw .codeTwice }
        for agency in agencies where agency.keys.notAfter < now {
            throw .cardRanOut(code: agency.keys.agency, name: agency.name, notAfter: agency.keys.notAfter)
        }
        guard witnesses.count <= 16 else { throw .witnessCount(witnesses.count) }
        guard Set(witnesses.map { Array($0.name.utf8) }).count == witnesses.count,
            Set(witnesses.map { $0.key }).count == witnesses.count
        else { throw .witnessTwice }
        if let quorum {
            guard quorum > 0 else { throw .noQuorum }
            guard Int(quorum) <= witnesses.count else {
                throw .quorum(quorum, witnesses: witnesses.count)
            }
        }
        if let long = witnesses.first(where: { $0.name.utf8.count > 64 }) {
            throw .witnessNameLength(long.name, isOutside: outsideWitnesses.contains(long))
        }
    }

    /// Agencies and the auditor are witnesses, each under the log's name and its own; then those from outside.
    private var witnesses: [Witness] {
        sortedAgencies.map { Witness(name: "\(origin)/\($0.keys.agency)", key: $0.keys.witness) }
            + (auditor.map { [Witness(name: "\(origin)/auditor", key: $0.witness)] } ?? [])
            + outsideWitnesses
    }

    private var sortedAgencies: [AgencyCard] {
        agencies.sorted { $0.keys.agency.precedes($1.keys.agency) }
    }

    private func descriptor(
        root: SigningKey, keys: SiteKeys, now: UInt64
    ) throws(SitePlanError) -> SiteDescriptor {
        let tls: [Hash] = Hash(keys.tls.spkiHash).map { [$0] } ?? []
        let unsigned = SiteDescriptor(
            format: 1, serial: 0, previous: Hash(), notAfter: now / 86_400 * 86_400 + 90 * 86_400,
            root: root.publicKey, origin: origin, regionScheme: region?.scheme ?? .notSaid,
            region: region?.number ?? "", timeZone: region?.timeZone ?? SiteRegion.wib,
            t0: now / UInt64(epochSeconds) * UInt64(epochSeconds),
            epochSeconds: epochSeconds, log: keys.log.publicKey, promise: keys.promise.publicKey,
            channel: keys.channel.publicKey, tls: tls,
            witnesses: witnesses, quorum: quorum ?? UInt8(clamping: witnesses.count / 2 + 1),
            retention: Retention(payload: retention),
            limits: Limits(envelope: 32_768 << 16 - 1_024, uploads: 4), taxonomy: 1,
            agencies: sortedAgencies.map {
                Agency(code: $0.keys.agency, name: $0.name, kind: $0.kind, identity: $0.identity)
            },
            auditor: auditor.map { Auditor(name: $0.name, kind: $0.kind, key: $0.key) },
            signature: Signature())
        do {
            return try unsigned.signed(by: root, origin: origin)
        } catch MessageSigningError.encoding(let error) {
            throw .encoding(error)
        } catch {
            throw .unsignable
        }
    }
}
