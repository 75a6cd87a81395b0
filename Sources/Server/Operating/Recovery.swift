package import AuditLog
import Foundation
import Keys
import Storage
import TLS
import TransparencyLog
package import Wire

/// The honest way out of a log that may not go on: a new log of the same root, which says at once what it follows.
///
/// The old directory is an archive afterwards; only a marker is added to it, so that no server starts from it.
package struct Recovery: Sendable {
    private let knowledge: RecoveryKnowledge
    /// What the new log will say of the old one.
    package let old: Discontinuity
    private let origin: Origin
    private let root: SigningKey
    private let keys: [AgencyKeys]
    private let link: SiteLink

    /// Checks everything before anything is written.
    ///
    /// - Parameters:
    ///   - knowledge: of the old log.
    ///   - request: what the operator says of its end.
    ///   - origin: of the new log, 1 to 64 bytes, never used before.
    ///   - rootKey: the file of the site's root key.
    ///   - cards: of agencies whose newest keys are bound to the old log, ran out, or are lost.
    ///   - now: seconds since 1970.
    /// - Throws: where the log was ended already or can go on, its end cannot be told, the name or the root
    ///   key will not do, or an agency's keys cannot be entered again.
    package init(
        _ knowledge: RecoveryKnowledge, _ request: RecoveryRequest, origin: Origin, rootKey: String,
        cards: [AgencyCard] = [], now: UInt64
    ) throws(RecoveryError) {
        do {
            if let next = try knowledge.directory.continuedAs() {
                throw RecoveryError.endedAlready(next: next)
            }
            guard (1...64).contains(origin.utf8.count), origin != knowledge.descriptor.origin else {
                throw RecoveryError.origin
            }
            if let fault = OriginFault(origin) { throw RecoveryError.notAnOrigin(fault) }
            root = try rootSigningKey(rootKey)
        } catch {
            throw RecoveryError(error)
        }
        guard root.publicKey == knowledge.descriptor.root else { throw .notTheRootKey }
        old = try knowledge.discontinuity(request)
        keys = try knowledge.agencyKeys(cards, now: now)
        let fingerprint = Fingerprint.root(root.publicKey)
        if let link = try? knowledge.directory.readLink(), link.fingerprint == fingerprint {
            self.link = link
        } else {
            let address = knowledge.configuration.public
            link = SiteLink(
                host: address.host, port: UInt16(clamping: address.port), fingerprint: fingerprint)
        }
        self.knowledge = knowledge
        self.origin = origin
    }

    /// Makes the new log's directory, then marks the old one.
    ///
    /// All keys of the server are new, the TLS key too: clients pin the root alone, so a new one costs nothing, and
    /// nobody has to judge which of the old ones leaked.
    package func create(
        in directory: DataDirectory, rootKey: String, now: UInt64,
        random: @escaping @Sendable (Int) -> [UInt8]
    ) async throws(RecoveryError) -> RecoveredSite {
        do {
            return try await make(in: directory, rootKey: rootKey, now: now, random: random)
        } catch {
            throw RecoveryError(error)
        }
    }

    private func make(
        in directory: DataDirectory, rootKey: String, now: UInt64,
        random: @escaping @Sendable (Int) -> [UInt8]
    ) async throws -> RecoveredSite {
        try directory.checkNew(rootKey: rootKey, for: .nextLog)
        let (own, other) = (
            URL(fileURLWithPath: directory.path).standardized.path,
            URL(fileURLWithPath: knowledge.directory.path).standardized.path
        )
        guard own != other, !own.hasPrefix(other + "/") else {
            throw RecoveryError.insideOld(path: directory.path)
        }
        try directory.create()
        let server = try SiteKeys(creating: directory, random: random)
        let site = try descriptor(server, now: now).signed(by: root, origin: origin)
        try site.check(fingerprint: link.fingerprint)
        let statement = try old.statement(signedBy: root, origin: origin)
        try await directory.writeFirstBatch(
            PublicEntries(site: site, agencyKeys: keys, statements: [statement]), keys: server, random: random
        )
        let logKey = try site.logKey().vkey
        // The old log's files stay where they are; the new one needs a folder of its own.
        var configuration = knowledge.configuration
        configuration.publishDirectory = ""
        configuration.publishListen = nil
        try directory.create("kentongand.toml", Array(configuration.file.utf8), secret: true)
        try directory.create("site.descriptor", try site.encoded(), secret: false)
        try directory.create("log.vkey", Array((logKey + "\n").utf8), secret: false)
        try directory.create("site.link", Array("\(link)\n".utf8), secret: false)
        try mark()
        return RecoveredSite(origin: origin, link: link, logKey: logKey, previous: old)
    }

    private func mark() throws(RecoveryError) {
        do {
            try knowledge.directory.markContinued(as: origin, link: link)
        } catch {
            throw .unmarked(error)
        }
    }

    /// The old one's successor in number and hash: the root signs it for the new origin, so it fits no other log.
    private func descriptor(_ server: SiteKeys, now: UInt64) throws -> SiteDescriptor {
        let old = knowledge.descriptor
        guard old.serial < .max else { throw RecoveryError.noSerialLeft }
        let seconds = UInt64(max(old.epochSeconds, 1))
        var site = old
        site.serial = old.serial.plus(1)
        site.previous = try old.digest()
        site.notAfter = now / 86_400 * 86_400 + 90 * 86_400
        site.origin = origin
        site.t0 = now / seconds * seconds
        site.log = server.log.publicKey
        site.promise = server.promise.publicKey
        site.channel = server.channel.publicKey
        site.tls = Hash(server.tls.spkiHash).map { [$0] } ?? []
        // A log knows of no identities before its own.
        for place in site.agencies.indices { site.agencies[place].lineage = Hash() }
        return site
    }
}

/// A log that was made to follow another one.
package struct RecoveredSite: Equatable, Sendable {
    /// The new log's name.
    package let origin: Origin
    /// Of the site: the same root, so the old link stays good.
    package let link: SiteLink
    /// The new log's vkey (C2SP signed-note).
    package let logKey: String
    /// What entry 1 says of the old log.
    package let previous: Discontinuity
}

extension RecoveryKnowledge {
    /// In the descriptor's order: of each agency the newest, or those on its card.
    ///
    /// First keys name no origin and may be entered again; keys of a rotation are bound to the old log.
    fileprivate func agencyKeys(_ cards: [AgencyCard], now: UInt64) throws(RecoveryError) -> [AgencyKeys] {
        for card in cards where !descriptor.agencies.contains(where: { $0.code == card.keys.agency }) {
            throw .notAnAgency(card.keys.agency)
        }
        var all: [AgencyKeys] = []
        for agency in descriptor.agencies {
            let card = cards.first { $0.keys.agency == agency.code }
            if let card, card.identity != agency.identity {
                throw .otherIdentity(agency.code)
            }
            guard let found = card?.keys ?? keys.first(where: { $0.agency == agency.code }) else {
                throw .cardNeeded(agency.code)
            }
            guard found.serial == 0, found.origin.isEmpty else {
                throw .boundToOldLog(agency.code)
            }
            guard found.notAfter >= now else {
                throw .keysRanOut(agency.code)
            }
            all.append(found)
        }
        return all
    }
}
