import Console
package import TransparencyLog
import Words

/// The keys that a witness trusts, by the identifier of the origin, which is the key's name.
package struct WitnessLogKeys: Sendable {
    private var keys: [String: [VerifierKey]] = [:]

    /// Reads them.
    ///
    /// - Parameters:
    ///   - files: C2SP vkeys of type 0x01, one in each; several of one name are keys of one log.
    ///   - witness: no log may have it.
    /// - Throws: `unreadable`, `malformedLog`, `notALog` or `twice`, at the first such file.
    package init(files: [String], witness: VerifierKey) throws(WitnessError) {
        for file in files {
            let text = try WitnessFile.log.text(file, limit: 4_096).stripped
            let key: VerifierKey
            do { key = try VerifierKey(vkey: text) } catch {
                throw .malformedLog(path: file, reason: "\(error)")
            }
            guard key.algorithm == .ed25519, key.publicKey != witness.publicKey else {
                throw .notALog(path: file)
            }
            let identifier = WitnessedLog.identifier(of: key.name)
            let others = self[identifier]
            guard !others.contains(where: { $0.publicKey == key.publicKey || $0.keyID == key.keyID }) else {
                throw .twice(path: file)
            }
            keys[identifier] = others + [key]
        }
    }

    /// Takes keys that were read already.
    package init(_ keys: [VerifierKey]) {
        self.keys = Dictionary(grouping: keys) { WitnessedLog.identifier(of: $0.name) }
    }

    /// Empty for an unknown origin.
    package subscript(identifier: String) -> [VerifierKey] { keys[identifier] ?? [] }
}
