import Files
import Keys
import Passphrases
package import Primitives
import Verification

/// Another passphrase for a key file, or none.
package struct KeyProtection: Sendable {
    private let path: String
    private let text: ProtectedText

    /// Opens the file: an agency's, an identity's, an auditor's, a reviewer's, a recovery key, or a site's root key.
    package init(_ path: String) throws {
        self.path = path
        do throws(KeyTextError) { text = try ProtectedText.read(path) } catch {
            switch error {
            case .file(let error): throw KeysRenewalError.keyFile(path: path, error)
            case .passphrase(let fault): throw fault
            }
        }
        guard KeyText(text.text).holdsKey else { throw KeysRenewalError.notAKeyFile(path: path) }
    }

    /// Replaces the file in one step; nil leaves it unprotected.
    package func set(_ passphrase: Secret?, random: (Int) -> [UInt8]) throws {
        let bytes = try ProtectedText(text: text.text, passphrase: passphrase).bytes(
            path: path, random: random)
        do throws(FileError) { try Files.replace(path, bytes, secret: true) } catch {
            throw KeysRenewalError.notReplaced(path: path, error)
        }
    }
}
