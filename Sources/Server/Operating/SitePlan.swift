package import AuditLog
import Files
import Keys
import Storage
import TLS
import TransparencyLog
package import Wire
package import Words

/// What `kentongand init` was asked for.
package struct SitePlan: Sendable {
    package var origin: String
    package var agencies: [AgencyCard]
    package var auditor: AuditorCard?
    /// Besides the agencies and the auditor: best outside of government.
    package var outsideWitnesses: [Witness]
    package var epochSeconds: UInt32
    /// Nil for a majority of the witnesses.
    package var quorum: UInt8?
    package var configuration: Configuration

    package init(
        origin: String, agencies: [AgencyCard], auditor: AuditorCard?, outsideWitnesses: [Witness] = [],
        epochSeconds: UInt32, quorum: UInt8?, configuration: Configuration
    ) {
        self.origin = origin
        self.agencies = agencies
        self.auditor = auditor
        self.outsideWitnesses = outsideWitnesses
        self.epochSeconds = epochSeconds
        self.quorum = quorum
        self.configuration = configuration
    }
}

/// A site that was just made.
package struct NewSite: Equatable, Sendable {
    package let origin: String
    package let link: SiteLink
    package let logKey: String
    package let descriptorHash: Hash

    package var json: JSON {
        [
            "origin": .string(origin), "link": .string("\(link)"), "log_vkey": .string(logKey),
            "root_fingerprint": .string(link.fingerprint.hex),
            "descriptor_sha256": .string(descriptorHash.hex),
        ]
    }
}

extension SitePlan {
    /// Reads the cards that agencies and the auditor handed over, each checked by itself.
    package static func agencyCard(_ path: String) throws(Failure) -> AgencyCard {
        let card = try readCard(AgencyCard.self, "AGENCY CARD", path, field: "--agency")
        guard card.format == 1, card.keys.format == 1, card.keys.serial == 0, card.keys.origin.isEmpty,
            card.keys.isSigned(by: card.identity, origin: "")
        else {
            throw Failure(
                .badInput, "--agency: the keys on '\(path)' are not signed by its identity key",
                field: "--agency")
        }
        return card
    }

    package static func auditorCard(_ path: String) throws(Failure) -> AuditorCard {
        let card = try readCard(AuditorCard.self, "AUDITOR CARD", path, field: "--auditor")
        guard card.format == 1 else {
            throw Failure(
                .badInput, "--auditor: '\(path)' has format \(card.format), limit 1", field: "--auditor")
        }
        return card
    }

    /// An outside witness.
    ///
    /// - Parameter argument: a C2SP vkey of type 0x04, or a file that holds one.
    package static func witness(_ argument: String) throws(Failure) -> Witness {
        let key: VerifierKey
        do {
            if let written = try? VerifierKey(vkey: argument) {
                key = written
            } else {
                let text = try Files.readText(argument, limit: 4_096, field: "--witness")
                key = try VerifierKey(vkey: text.last == "\n" ? String(text.dropLast()) : text)
            }
        } catch let failure as Failure {
            throw failure
        } catch {
            throw Failure(.badInput, "--witness: '\(plain(argument))': \(error)", field: "--witness")
        }
        guard key.algorithm == .cosignature else {
            throw Failure(
                .badInput, "--witness: '\(plain(key.name))' is a key of type 1, not of a witness (type 4)",
                field: "--witness")
        }
        return Witness(name: key.name, key: key.publicKey)
    }

    /// Makes the keys, the descriptor and the log's first batch.
    ///
    /// - Parameters:
    ///   - rootKeyPath: where the root key goes, and nowhere else: never inside `directory`.
    ///   - now: seconds since 1970.
    package func create(
        in directory: DataDirectory, rootKeyPath: String, now: UInt64,
        random: @escaping @Sendable (Int) -> [UInt8]
    ) async throws(Failure) -> NewSite {
        try check()
        try directory.checkNew(rootKey: rootKeyPath)
        let root = try newKey(
            rootKeyPath, "the site's root key: take it offline now, nothing replaces it", random)
        try directory.create()
        let keys = try SiteKeys(creating: directory, random: random)
        let descriptor = try descriptor(root: root, keys: keys, now: now)
        do {
            try descriptor.check(fingerprint: Fingerprint.root(root.publicKey))
            try await writeFirstBatch(descriptor, keys: keys, directory: directory, random: random)
            let bytes = try descriptor.encoded()
            let address = configuration.public
            let link = SiteLink(
                host: address.host, port: UInt16(clamping: address.port),
                fingerprint: Fingerprint.root(root.publicKey))
            let logKey = try descriptor.logKey().vkey
            try Files.create(
                directory.configuration, Array(configuration.file.utf8), secret: true,
                field: "kentongand.toml")
            try Files.create(directory.descriptor, bytes, secret: false, field: "site.descriptor")
            try Files.create(directory.logKey, Array((logKey + "\n").utf8), secret: false, field: "log.vkey")
            try Files.create(directory.link, Array("\(link)\n".utf8), secret: false, field: "site.link")
            return NewSite(origin: origin, link: link, logKey: logKey, descriptorHash: sha256(bytes))
        } catch let failure as Failure {
            throw failure
        } catch {
            throw Failure(.badInput, "\(error)")
        }
    }

    private func check() throws(Failure) {
        guard (1...64).contains(origin.utf8.count) else {
            throw Failure(
                .badInput, "--origin: \(origin.utf8.count) bytes, limit 1 to 64", field: "--origin", limit: 64
            )
        }
        guard (1...31_536_000).contains(epochSeconds) else {
            throw Failure(
                .badInput, "--epoch-seconds: \(epochSeconds), limit 1 to 31536000", field: "--epoch-seconds",
                limit: 31_536_000)
        }
        guard (1...12).contains(agencies.count) else {
            throw Failure(
                .badInput, "--agency: \(agencies.count) cards, limit 1 to 12", field: "--agency", limit: 12)
        }
        let codes = agencies.map(\.keys.agency)
        guard Set(codes).count == codes.count else {
            throw Failure(.badInput, "--agency: two cards have one code", field: "--agency")
        }
        guard witnesses.count <= 16 else {
            throw Failure(
                .badInput, "--witness: \(witnesses.count) witnesses with agencies and auditor, limit 16",
                field: "--witness", limit: 16)
        }
        guard Set(witnesses.map { Array($0.name.utf8) }).count == witnesses.count,
            Set(witnesses.map { $0.key }).count == witnesses.count
        else {
            throw Failure(.badInput, "--witness: two witnesses have one name or one key", field: "--witness")
        }
        if let quorum, Int(quorum) > witnesses.count {
            throw Failure(
                .badInput, "--quorum: \(quorum), limit \(witnesses.count)", field: "--quorum",
                limit: UInt64(witnesses.count))
        }
        if let long = witnesses.first(where: { $0.name.utf8.count > 64 }) {
            let field = outsideWitnesses.contains(long) ? "--witness" : "--origin"
            throw Failure(
                .badInput,
                "\(field): the witness name '\(long.name)' has \(long.name.utf8.count) bytes, limit 64",
                field: field, limit: 64)
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

    private func descriptor(root: SigningKey, keys: SiteKeys, now: UInt64) throws(Failure) -> SiteDescriptor {
        let tls: [Hash] = Hash(keys.tls.spkiHash).map { [$0] } ?? []
        let unsigned = SiteDescriptor(
            format: 1, serial: 0, previous: Hash(), notAfter: now / 86_400 * 86_400 + 90 * 86_400,
            root: root.publicKey, origin: origin, t0: now / UInt64(epochSeconds) * UInt64(epochSeconds),
            epochSeconds: epochSeconds, log: keys.log.publicKey, promise: keys.promise.publicKey, tls: tls,
            witnesses: witnesses, quorum: quorum ?? UInt8(clamping: witnesses.count / 2 + 1),
            retention: Retention(payload: 730, record: 3_650),
            limits: Limits(envelope: 32_768 << 15 - 1_024, uploads: 4), taxonomy: 1,
            agencies: sortedAgencies.map {
                Agency(code: $0.keys.agency, name: $0.name, identity: $0.identity)
            },
            auditor: auditor.map { Auditor(name: $0.name, key: $0.key) }, signature: Signature())
        do {
            return try unsigned.signed(by: root, origin: origin)
        } catch MessageSigningError.encoding(let error) {
            throw Failure(.badInput, "\(error)", field: error.field, limit: UInt64(error.maximum))
        } catch {
            throw Failure(.inputOutput, "the site descriptor could not be signed")
        }
    }
}

private func readCard<Card: WireMessage>(
    _: Card.Type, _ name: String, _ path: String, field: String
) throws(Failure) -> Card {
    let text = try Files.readText(path, limit: 1 << 16, field: field)
    do {
        return try Armor.read(Card.self, name: name, from: text)
    } catch {
        throw Failure(.badInput, "\(field): '\(path)': \(error)", field: field)
    }
}
