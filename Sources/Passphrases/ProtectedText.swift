import Age
import Files
package import Primitives

/// The text of a key file, and the passphrase that protects the file, which whoever writes it again keeps.
package struct ProtectedText: Sendable {
    /// What stands in it.
    package var text: String
    /// Nil for a file that nothing protects.
    package var passphrase: Secret?

    /// Takes both as they are.
    package init(text: String, passphrase: Secret?) {
        self.text = text
        self.passphrase = passphrase
    }

    /// Bytes of the longest file of a key, protected or not, and of its text.
    private static let (limit, longestText) = (1 << 17, 1 << 16)

    /// Reads a secret file that others than its owner may not.
    ///
    /// - Parameters:
    ///   - path: the file's, or a pipe's.
    ///   - passphrases: asked where the file is protected.
    /// - Returns: the text, and what protects it.
    /// - Throws: `file` where it cannot be read, `passphrase` where it does not open.
    package static func read(
        _ path: String, _ passphrases: KeyPassphrases = .shared
    ) throws(KeyTextError) -> ProtectedText {
        var bytes: [UInt8]
        do throws(FileError) {
            bytes = try Files.readSecret(path, limit: limit, isClosedFolderEnough: true)
        } catch { throw .file(error) }
        var passphrase: Secret?
        if ProtectedKey.isProtected(bytes) {
            do {
                let opened = try passphrases.open(bytes, path: path)
                bytes = opened.text
                passphrase = opened.passphrase
            } catch {
                throw .passphrase(error)
            }
        }
        guard bytes.count <= longestText else {
            throw .file(FileError(.read, path, .tooLong(limit: longestText)))
        }
        guard let text = String(validating: bytes.withLineFeeds, as: UTF8.self) else {
            throw .file(FileError(.read, path, .notText))
        }
        return ProtectedText(text: text, passphrase: passphrase)
    }

    /// What is to be written: protected as it was read.
    ///
    /// - Parameters:
    ///   - path: for errors.
    ///   - random: gives as many bytes as asked for, fit for keys.
    /// - Returns: the bytes of the file.
    /// - Throws: `malformed` where it cannot be sealed.
    package func bytes(path: String, random: (Int) -> [UInt8]) throws(PassphraseFault) -> [UInt8] {
        guard let passphrase else { return Array(text.utf8) }
        do {
            return Array(
                try ProtectedKey.seal(Array(text.utf8), passphrase: passphrase, random: random).utf8)
        } catch { throw .malformed(path: path, reason: error.reason) }
    }
}
