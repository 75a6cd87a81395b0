import Age
import Console
import Files
import Foundation
import Keys
import Sealing
import Wire
package import Words

/// The files that `keygen` made, in the order in which they were written.
package struct NewKeys: Equatable, Sendable {
    package var files: [String]
    /// To be taken offline; nil for the auditor, who has none.
    package var identity: String?
    package var card: String
}

/// What an agency makes for itself before it joins a site.
package struct AgencyKeygen: Sendable {
    private let code: AgencyCode
    private let name: String

    /// - Parameters:
    ///   - code: `a`-`z`, `0`-`9` and `_`, at most 32.
    ///   - name: what people call it, 1 to 64 bytes.
    package init(code: String, name: String) throws(Failure) {
        guard AgencyCodeRule.isCode(code) else {
            throw Failure(
                .badInput, "--agency: '\(plain(code))' is not 1 to 32 of a-z, 0-9 and _", field: "--agency",
                limit: UInt64(AgencyCodeRule.limit))
        }
        try checkName(name)
        self.code = code
        self.name = name
    }

    /// Makes identity, recipient, act and witness keys; the identity key signs the others, serial 0, for no origin yet.
    ///
    /// - Parameters:
    ///   - directory: made where it is not there; none of the files may exist.
    ///   - now: seconds since 1970; the keys hold for a year from that day on.
    package func create(
        in directory: String, now: UInt64, random: (Int) -> [UInt8]
    ) throws(Failure) -> NewKeys {
        let folder = try KeyFolder(directory, names: ["agency.key", "identity.key", "agency.card"])
        let (identity, act, witness) = (try newKey(random), try newKey(random), try newKey(random))
        let (secret, recipient) = try newIdentity(random)
        let card = try card(
            identity: identity.key, act: act.key, witness: witness.key, recipient: recipient, now: now)
        let keyText = """
            # kentongan agency key
            # agency: \(code)
            # act: \(act.seed.hex)
            # witness: \(witness.seed.hex)
            \(secret)

            """
        let identityText = """
            # kentongan identity key: take it offline; it signs new working keys and nothing else
            agency: \(code)
            identity: \(identity.seed.hex)

            """
        return NewKeys(
            files: [
                try folder.write("agency.key", keyText, secret: true),
                try folder.write("identity.key", identityText, secret: true),
                try folder.write("agency.card", card, secret: false),
            ], identity: folder.path("identity.key"), card: folder.path("agency.card"))
    }

    private func card(
        identity: SigningKey, act: SigningKey, witness: SigningKey, recipient: RecipientKey, now: UInt64
    ) throws(Failure) -> String {
        let keys = AgencyKeys(
            format: 1, origin: "", agency: code, serial: 0, previous: Hash(), recipient: recipient,
            acts: [act.publicKey], witness: witness.publicKey, notAfter: now / 86_400 * 86_400 + 365 * 86_400,
            signature: Signature())
        do {
            let signed = try keys.signed(by: identity, origin: "")
            let card = AgencyCard(format: 1, name: name, identity: identity.publicKey, keys: signed)
            return try Armor.text(card, name: "AGENCY CARD")
        } catch {
            throw Failure(.inputOutput, "the card could not be signed")
        }
    }
}

/// What an auditor makes before joining a site.
package struct AuditorKeygen: Sendable {
    private let name: String

    /// - Parameter name: 1 to 64 bytes.
    package init(name: String) throws(Failure) {
        try checkName(name)
        self.name = name
    }

    package func create(in directory: String, random: (Int) -> [UInt8]) throws(Failure) -> NewKeys {
        let folder = try KeyFolder(directory, names: ["auditor.key", "auditor.card"])
        let (key, witness) = (try newKey(random), try newKey(random))
        let keyText = """
            # kentongan auditor key
            auditor: \(key.seed.hex)
            witness: \(witness.seed.hex)

            """
        let card = AuditorCard(
            format: 1, name: name, key: key.key.publicKey, witness: witness.key.publicKey)
        let armored: String
        do { armored = try Armor.text(card, name: "AUDITOR CARD") } catch {
            throw Failure(.inputOutput, "the card could not be written: \(error)")
        }
        return NewKeys(
            files: [
                try folder.write("auditor.key", keyText, secret: true),
                try folder.write("auditor.card", armored, secret: false),
            ], identity: nil, card: folder.path("auditor.card"))
    }
}

/// Where new keys go: nothing there is ever overwritten.
private struct KeyFolder {
    private let directory: String

    init(_ directory: String, names: [String]) throws(Failure) {
        self.directory = directory
        for name in names where FileManager.default.fileExists(atPath: path(name)) {
            throw Failure(.outputExists, "--out: '\(path(name))' exists already", field: "--out")
        }
        do {
            try FileManager.default.createDirectory(
                atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw Failure(.inputOutput, "--out: '\(directory)' cannot be made", field: "--out")
        }
    }

    func path(_ name: String) -> String { directory + "/" + name }

    func write(_ name: String, _ text: String, secret: Bool) throws(Failure) -> String {
        try Files.create(path(name), Array(text.utf8), secret: secret, field: "--out")
        return path(name)
    }
}

private func checkName(_ name: String) throws(Failure) {
    guard (1...64).contains(name.utf8.count), name == plain(name), !name.contains("\n"), !name.contains("\t")
    else {
        throw Failure(
            .badInput, "--name: \(name.utf8.count) bytes, limit 1 to 64 without control characters",
            field: "--name", limit: 64)
    }
}

private func newKey(_ random: (Int) -> [UInt8]) throws(Failure) -> (seed: FixedBytes<32>, key: SigningKey) {
    guard let new = SigningKey.new(random) else {
        throw Failure(.inputOutput, "no randomness for a new key")
    }
    return new
}

/// The secret line of an age identity file, and its public half.
private func newIdentity(_ random: (Int) -> [UInt8]) throws(Failure) -> (String, RecipientKey) {
    guard let identity = try? Identity(hybridSeed: random(32)), let text = identity.bech32,
        case .hybrid(let recipient) = identity.recipient
    else { throw Failure(.inputOutput, "no randomness for a new key") }
    return (text, recipient)
}

extension NewKeys {
    package var json: JSON {
        [
            "files": .array(files.map { .string($0) }), "identity": JSON(identity), "card": .string(card),
        ]
    }

    package func text(_ language: Language) -> String {
        var lines = files
        lines.append(
            Phrase("Serahkan \(card) kepada operator situs.", "Hand \(card) to the site's operator.")(
                language))
        if let identity {
            lines.append(
                Phrase(
                    "Pindahkan \(identity) ke luar jaringan: kunci ini hanya untuk mengganti kunci kerja.",
                    "Take \(identity) offline: it only ever signs new working keys.")(language))
        }
        return lines.joined(separator: "\n")
    }
}
