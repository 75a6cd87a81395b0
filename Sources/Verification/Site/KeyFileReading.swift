package import AuditLog
import Files
import Passphrases
package import Sealing

extension KeyFile {
    /// Reads `agency.key` or `auditor.key`, also one that a passphrase protects: see `KeyPassphrases`.
    ///
    /// Errors never repeat what stands in it.
    package static func read(_ path: String) throws(VerificationError) -> KeyFile {
        let text: String
        do throws(KeyTextError) {
            text = try ProtectedText.read(path).text
        } catch {
            switch error {
            case .file(let error): throw .unreadable(.key, path: path, error)
            case .passphrase(let fault): throw .passphrase(fault)
            }
        }
        return try KeyFile(text: text, name: path)
    }

    /// Reads the lines of a key file.
    ///
    /// - Parameters:
    ///   - text: the file's, whole.
    ///   - name: the file, for errors.
    /// - Throws: `malformedKey`, which never repeats what stands in the file.
    package init(text: String, name: String) throws(VerificationError) {
        do { try self.init(text: text) } catch { throw .malformedKey(path: name, error) }
    }

    /// How far an audit sees by this key.
    package var level: AuditLevel {
        switch self {
        case .agency(let keys): .agency(keys.code)
        case .auditor: .auditor
        }
    }

    /// The keys that open reports; throws `key` for the auditor's, with the `command` that needs them.
    package func agency(for command: String) throws(VerificationError) -> AgencyKeyFile {
        guard case .agency(let keys) = self else { throw .key(.opensNothing(command: command)) }
        return keys
    }
}
