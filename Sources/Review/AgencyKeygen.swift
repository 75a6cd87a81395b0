import Age
import Files
import Foundation
import Keys
package import Primitives
import Sealing
import Wire
import Words

/// The files that `keygen` made, in the order in which they were written.
package struct NewKeys: Equatable, Sendable {
    /// Paths of all of them.
    package var files: [String]
    /// To be taken offline; nil for the auditor, who has none.
    package var identity: String?
    /// What the site's operator is handed; of a recovery key, whoever backs a key up.
    package var card: String
    /// Whether it is a key that opens backups.
    package var isRecovery = false
}

/// What an agency makes for itself before it joins a site.
package struct AgencyKeygen: Sendable {
    private let code: AgencyCode
    private let name: String
    private let kind: AgencyKind

    /// Checks code and name; makes nothing yet.
    ///
    /// - Parameters:
    ///   - code: `a`-`z`, `0`-`9` and `_`, at most 32.
    ///   - name: what people call it, 1 to 64 bytes.
    ///   - kind: the name of what it can do; nil takes the kind that has the code's name, else leaves it unsaid.
    /// - Throws: `code` or `name` for one outside its bounds; `name` also for control characters; `kind` for no name
    ///   of a kind.
    package init(code: String, name: String, kind: String? = nil) throws(KeygenError) {
        guard AgencyCodeRule.isCode(code) else { throw .code(code) }
        try checkName(name)
        self.code = code
        self.name = name
        self.kind =
            try kind.map { text throws(KeygenError) in try AgencyKeygen.kind(text) }
            ?? AgencyKind(name: code) ?? .notSaid
    }

    /// The names of all kinds, as the schema has them.
    package static var kinds: String { AgencyKind.allCases.compactMap { $0.name }.joined(separator: ", ") }

    static func kind(_ name: String) throws(KeygenError) -> AgencyKind {
        guard let kind = AgencyKind(name: name) else { throw .kind(name) }
        return kind
    }

    /// Makes identity, recipient, act and witness keys.
    ///
    /// The identity key signs the others, serial 0, for no origin yet.
    ///
    /// - Parameters:
    ///   - directory: made where it is not there; none of the files may exist.
    ///   - now: seconds since 1970; the keys hold for a year from that day on.
    ///   - passphrase: protects what is secret; nil where nothing does.
    ///   - random: gives as many random bytes as it is asked for, fit for keys.
    /// - Returns: paths of `agency.key`, `identity.key` and `agency.card`.
    /// - Throws: `exists`, `folder`, `noRandomness` and `agencyCard` before any file is written; then
    ///   `unwritable`.
    package func create(
        in directory: String, now: UInt64, passphrase: Secret? = nil, random: (Int) -> [UInt8]
    ) throws(KeygenError) -> NewKeys {
        let folder = try KeyFolder(
            directory, names: ["agency.key", "identity.key", "agency.card"], passphrase: passphrase)
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
        let identityText = IdentityKeyText.text(code, identity.seed)
        return NewKeys(
            files: [
                try folder.write(secret: "agency.key", keyText, random: random),
                try folder.write(secret: "identity.key", identityText, random: random),
                try folder.write("agency.card", card),
            ], identity: folder.path("identity.key"), card: folder.path("agency.card"))
    }

    private func card(
        identity: SigningKey, act: SigningKey, witness: SigningKey, recipient: RecipientKey, now: UInt64
    ) throws(KeygenError) -> String {
        let keys = AgencyKeys(
            format: 1, origin: "", agency: code, serial: 0, previous: Hash(), recipient: recipient,
            acts: [act.publicKey], witness: witness.publicKey, notAfter: now / 86_400 * 86_400 + 365 * 86_400,
            signature: Signature())
        do {
            let signed = try keys.signed(by: identity, origin: "")
            let card = AgencyCard(
                format: 1, name: name, kind: kind, identity: identity.publicKey, keys: signed)
            return try Armor.text(card, name: "AGENCY CARD")
        } catch {
            throw .agencyCard
        }
    }
}
