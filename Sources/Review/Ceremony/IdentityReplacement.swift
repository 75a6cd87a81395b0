import AuditLog
import Keys
import Passphrases
package import Primitives
import Sealing
import TransparencyLog
package import Verification
package import Wire

/// A new identity of an agency, with working keys that follow its newest ones in the log.
package struct IdentityReplacement: Sendable {
    private let code: AgencyCode
    private let keyFile: String?
    private let identityFile: String?
    private let days: Int

    /// Reads nothing yet.
    ///
    /// - Parameters:
    ///   - code: the agency's.
    ///   - keyFile: path of its `agency.key`, whose keys go on opening old reports; nil where it is lost.
    ///   - identityFile: path of the old `identity.key`, which endorses the new one; nil where it is lost.
    ///   - days: that the new working keys hold, 1 to 365.
    /// - Throws: `keygen` or `renewal` for a code or days out of bounds.
    package init(
        code: AgencyCode, keyFile: String?, identityFile: String?, days: Int = 365
    ) throws(CeremonyError) {
        guard AgencyCodeRule.isCode(code) else { throw .keygen(.code(code)) }
        guard (1...365).contains(days) else { throw .renewal(.days(days)) }
        self.code = code
        self.keyFile = keyFile
        self.identityFile = identityFile
        self.days = days
    }

    /// Asks the site for the agency's newest keys, and makes what follows them; nothing is sent to it.
    ///
    /// - Parameters:
    ///   - directory: made where it is not there; none of the files may exist.
    ///   - address: the site's link, and the way there.
    ///   - passphrase: protects the new files; nil for that of the old key file, if it has one.
    ///   - now: seconds since 1970; `days` count from the start of its day (UTC).
    ///   - random: gives as many random bytes as it is asked for.
    /// - Returns: the files.
    /// - Throws: `CeremonyError`, and `VerificationError` of the site; then nothing was written, or not all.
    package func create(
        in directory: String, _ address: SiteAddress, passphrase: Secret? = nil, now: UInt64,
        random: (Int) -> [UInt8]
    ) async throws -> ReplacedIdentity {
        let connection = try await SiteConnection.connect(to: address, now: nil)
        let log = SiteLog(connection)
        let lost: [Hash]
        do {
            // Of a file that is there all keys are known.
            lost = try await keyFile == nil ? logged(log, connection.site) : []
        } catch {
            await log.close()
            throw error
        }
        await log.close()
        return try create(in: directory, connection.site, lost, passphrase, now: now, random: random)
    }

    /// All keys that the log ever named under the agency's code: those that were lost were its own all the same.
    private func logged(_ log: SiteLog, _ site: TrustedSite) async throws(VerificationError) -> [Hash] {
        let run = VerifyRun(source: log, pins: try site.pins(kept: site.checkpoint.checkpoint))
        let outcome = try await run.run(kept: nil)
        try outcome.checkTree(of: site)
        return outcome.report.agencyKeys[code]?.history.map { $0.key } ?? []
    }

    private func create(
        in directory: String, _ site: TrustedSite, _ lost: [Hash], _ passphrase: Secret?, now: UInt64,
        random: (Int) -> [UInt8]
    ) throws(CeremonyError) -> ReplacedIdentity {
        guard let agency = site.descriptor.agencies.first(where: { $0.code == code }),
            let newest = site.keys.first(where: { $0.agency == code })
        else { throw .unknownAgency(code) }
        let old = try keyText()
        let endorser = try identityFile.map { path throws(CeremonyError) in
            let endorser = try Endorsing(keyFile: path)
            guard endorser.isOf(agency) else { throw .otherIdentity(code) }
            return endorser
        }
        let folder: KeyFolder
        do {
            folder = try KeyFolder(
                directory,
                names: ["agency.key", "identity.key", "agency.card"]
                    + (endorser == nil ? [] : ["agency.endorsement"]),
                passphrase: passphrase ?? old?.text.passphrase)
        } catch { throw .keygen(error) }
        let made = try make(
            agency, newest, old, lost, origin: site.descriptor.origin, now: now, random: random)
        let endorsement = try endorser.map { endorser throws(CeremonyError) in
            try endorser.text(of: made.identity, origin: site.descriptor.origin)
        }
        do {
            var files = [
                try folder.write(secret: "agency.key", made.key, random: random),
                try folder.write(secret: "identity.key", made.identityKey, random: random),
                try folder.write("agency.card", made.card),
            ]
            if let endorsement {
                files.append(try folder.write("agency.endorsement", endorsement))
            }
            return ReplacedIdentity(
                agency: code, serial: newest.serial.plus(1), files: files, hasOldKeys: old != nil,
                isEndorsed: endorsement != nil)
        } catch { throw .keygen(error) }
    }

    private struct Made {
        var identity: PublicKey
        var key: String
        var identityKey: String
        var card: String
    }

    private func make(
        _ agency: Agency, _ newest: AgencyKeys, _ old: (text: ProtectedText, file: AgencyKeyFile)?,
        _ lost: [Hash], origin: Origin, now: UInt64, random: (Int) -> [UInt8]
    ) throws(CeremonyError) -> Made {
        do {
            let (identity, act) = (try newKey(random), try newKey(random))
            let (secret, recipient) = try newIdentity(random)
            let witness = try newKey(random)
            let keys = try AgencyKeys(
                format: 1, origin: origin, agency: code, serial: newest.serial.plus(1),
                previous: sha256(try newest.encoded()), recipient: recipient, acts: [act.key.publicKey],
                witness: old?.file.witness.publicKey ?? witness.key.publicKey,
                notAfter: now / 86_400 * 86_400 + UInt64(days).times(86_400), signature: Signature()
            ).signed(by: identity.key, origin: origin)
            let card = AgencyCard(
                format: 1, name: agency.name, kind: agency.kind, identity: identity.key.publicKey, keys: keys)
            let present = [sha256(newest.recipient), newest.witness] + newest.acts
            let known = (lost.filter { !present.contains($0) } + present)
                .map { "# known: \($0.hex)\n" }.joined()
            let head =
                old.map { $0.text.text.hasSuffix("\n") ? $0.text.text : $0.text.text + "\n" }
                ?? "# kentongan agency key\n# agency: \(code)\n# witness: \(witness.seed.hex)\n\(known)"
            return Made(
                identity: identity.key.publicKey,
                key: head + "# keys \(keys.serial)\n# act: \(act.seed.hex)\n\(secret)\n",
                identityKey: IdentityKeyText.text(code, identity.seed),
                card: try Armor.text(card, name: "AGENCY CARD"))
        } catch let error as KeygenError {
            throw .keygen(error)
        } catch {
            throw .signing(reason: "\(error)")
        }
    }

    private func keyText() throws(CeremonyError) -> (text: ProtectedText, file: AgencyKeyFile)? {
        guard let keyFile else { return nil }
        let text: ProtectedText
        do throws(KeyTextError) { text = try ProtectedText.read(keyFile) } catch {
            switch error {
            case .file(let error): throw .renewal(.keyFile(path: keyFile, error))
            case .passphrase(let fault): throw .passphrase(fault)
            }
        }
        guard let file = try? KeyFile(text: text.text), case .agency(let own) = file, own.code == code else {
            throw .notAgencyKey(path: keyFile, code)
        }
        return (text, own)
    }
}

/// The files of an agency's new identity.
package struct ReplacedIdentity: Equatable, Sendable {
    /// The agency's code.
    package let agency: AgencyCode
    /// Of the new working keys.
    package let serial: UInt32
    /// Paths, in the order in which they were written.
    package let files: [String]
    /// Whether the new key file opens old reports.
    package let hasOldKeys: Bool
    /// Whether the old identity endorsed the new one.
    package let isEndorsed: Bool
}
