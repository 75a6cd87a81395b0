import Files
import Keys
import Passphrases
import Verification
package import Wire

/// An old key's word that a new one takes its place: of an agency's identity, or of the auditor.
package struct Endorsing: Sendable {
    private let key: SigningKey
    /// Empty for the auditor.
    private let agency: AgencyCode

    /// Reads the old key: `identity.key`, or the `auditor.key` of an auditor who leaves.
    package init(keyFile path: String) throws(CeremonyError) {
        let text: String
        do throws(KeyTextError) { text = try ProtectedText.read(path).text } catch {
            switch error {
            case .file(let error): throw .endorserFile(path: path, error)
            case .passphrase(let fault): throw .passphrase(fault)
            }
        }
        let file = KeyText(text)
        if let code = file["agency"], let key = try? file.signingKey("identity") {
            (self.key, agency) = (key, code)
        } else if file["agency"] == nil, let key = try? file.signingKey("auditor") {
            (self.key, agency) = (key, "")
        } else {
            throw .notAnEndorser(path: path)
        }
    }

    /// Whether this is the identity that a site names for the agency.
    func isOf(_ agency: Agency) -> Bool {
        self.agency == agency.code && key.publicKey == agency.identity
    }

    /// Signs for the key on a card.
    ///
    /// - Parameters:
    ///   - path: path of an agency's card that names its log, or of the next auditor's.
    ///   - origin: the log's name; needed where the card names none.
    /// - Returns: the lines of a file for `site draft`.
    /// - Throws: what is wrong with the card, and `noOrigin`.
    package func text(card path: String, origin: Origin?) throws(CeremonyError) -> String {
        let text: String
        do { text = try Files.readText(path, limit: 1 << 16) } catch {
            throw .cardFile(path: path, error)
        }
        if agency.isEmpty {
            guard let card = try? Armor.read(AuditorCard.self, name: "AUDITOR CARD", from: text) else {
                throw .notACard(path: path)
            }
            guard let origin else { throw .noOrigin }
            return try self.text(of: card.key, origin: origin)
        }
        guard let card = try? Armor.read(AgencyCard.self, name: "AGENCY CARD", from: text) else {
            throw .notACard(path: path)
        }
        guard card.keys.agency == agency else {
            throw .otherAgency(key: agency, card: card.keys.agency)
        }
        let named = card.keys.origin.isEmpty ? origin : card.keys.origin
        guard let named else { throw .noOrigin }
        return try self.text(of: card.identity, origin: named)
    }

    /// The same of a key.
    func text(of next: PublicKey, origin: Origin) throws(CeremonyError) -> String {
        guard next != key.publicKey else { throw .sameKey }
        do {
            let body = try Endorsement(format: 1, agency: agency, next: next).encoded()
            let statement = try Statement(
                kind: .endorsement, signer: key.publicKey, body: body, signature: Signature()
            ).signed(by: key, origin: origin)
            return try Armor.text(statement, name: "ENDORSEMENT")
        } catch { throw .signing(reason: "\(error)") }
    }

    /// Writes it to a new file.
    package static func write(_ text: String, to out: String) throws(CeremonyError) {
        do { try Files.create(out, Array(text.utf8), secret: false) } catch {
            throw .unwritable(path: out, error)
        }
    }
}
