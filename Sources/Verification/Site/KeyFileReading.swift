package import AuditLog
import Files
package import Sealing
package import Words

extension KeyFile {
    /// Reads `agency.key` or `auditor.key`. Errors never repeat what stands in it.
    package static func read(_ path: String) throws(Failure) -> KeyFile {
        try KeyFile(text: try Files.readText(path, limit: limit, field: "--key"), name: path)
    }

    /// - Parameter name: the file, for errors.
    package init(text: String, name: String) throws(Failure) {
        do {
            try self.init(text: text)
        } catch {
            let reason =
                switch error {
                case .line(let mistake): "\(mistake)"
                case .identity: "has no line AGE-SECRET-KEY-PQ-1…, or not a whole one"
                }
            throw Failure(.badInput, "--key: '\(name)' \(reason)", field: "--key")
        }
    }

    /// How far an audit sees by this key.
    package var level: AuditLevel {
        switch self {
        case .agency(let keys): .agency(keys.code)
        case .auditor: .auditor
        }
    }

    /// What a command that opens reports needs.
    package func agency(for command: String) throws(Failure) -> AgencyKeyFile {
        guard case .agency(let keys) = self else {
            throw Failure(
                .unauthorised, "--key: \(command) needs an agency's key; the auditor opens no report",
                field: "--key")
        }
        return keys
    }
}
