import Files
import Keys
package import Primitives
import Sealing
import Wire

/// What an auditor makes before joining a site.
package struct AuditorKeygen: Sendable {
    private let name: String
    private let kind: AgencyKind

    /// Checks the name; makes nothing yet.
    ///
    /// - Parameters:
    ///   - name: 1 to 64 bytes.
    ///   - kind: the name of what the auditor is; nil leaves it unsaid.
    /// - Throws: `name` for another length, and for control characters; `kind` for no name of a kind.
    package init(name: String, kind: String? = nil) throws(KeygenError) {
        try checkName(name)
        self.name = name
        self.kind = try kind.map { text throws(KeygenError) in try AgencyKeygen.kind(text) } ?? .notSaid
    }

    /// Makes the auditor's and a witness's key; no file may exist.
    package func create(
        in directory: String, passphrase: Secret? = nil, random: (Int) -> [UInt8]
    ) throws(KeygenError) -> NewKeys {
        let folder = try KeyFolder(directory, names: ["auditor.key", "auditor.card"], passphrase: passphrase)
        let (key, witness) = (try newKey(random), try newKey(random))
        let keyText = """
            # kentongan auditor key
            auditor: \(key.seed.hex)
            witness: \(witness.seed.hex)

            """
        let card = AuditorCard(
            format: 1, name: name, kind: kind, key: key.key.publicKey, witness: witness.key.publicKey)
        let armored: String
        do { armored = try Armor.text(card, name: "AUDITOR CARD") } catch {
            throw .auditorCard(reason: "\(error)")
        }
        return NewKeys(
            files: [
                try folder.write(secret: "auditor.key", keyText, random: random),
                try folder.write("auditor.card", armored),
            ], identity: nil, card: folder.path("auditor.card"))
    }
}
