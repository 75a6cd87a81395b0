import Files
import Foundation
package import TransparencyLog
package import Words

/// Where a witness keeps what it remembers: one file for each log, named as `WitnessedLog.identifier`.
///
/// A file that is damaged is an error and never taken for nothing: a witness that forgot would cosign the past again.
package final class WitnessFolder: Sendable {
    private let path: String
    private let lock: DirectoryLock

    /// Throws where there is no such folder, or another process has it.
    package init(_ path: String) throws(Failure) {
        self.path = path
        do { lock = try DirectoryLock(path) } catch {
            switch error.cause {
            case .missing:
                throw Failure(
                    .missingFile, "--dir: '\(path)' does not exist; make it once, and never lose it",
                    field: "--dir")
            case .inUse:
                throw Failure(
                    .inputOutput, "--dir: '\(path)' is in use: one key and one folder have one witness",
                    field: "--dir")
            default: throw Failure(.inputOutput, "--dir: '\(path)': \(error.cause)", field: "--dir")
            }
        }
    }

    /// Everything remembered, by identifier.
    package func read() throws(Failure) -> [String: WitnessedLog] { try Self.read(path) }

    /// Replaces what is remembered of one log; when this returns it is durable.
    package func keep(_ log: WitnessedLog) throws(Failure) {
        try Files.replace("\(path)/\(log.identifier)", log.bytes, secret: true, field: "--dir")
    }

    /// The same without holding the folder: each file is whole, whoever writes meanwhile.
    package static func read(_ path: String) throws(Failure) -> [String: WitnessedLog] {
        let names: [String]
        do { names = try FileManager.default.contentsOfDirectory(atPath: path) } catch {
            throw Failure(.missingFile, "--dir: '\(path)' cannot be read", field: "--dir")
        }
        var logs: [String: WitnessedLog] = [:]
        for name in names where isIdentifier(name) {
            let file = "\(path)/\(name)"
            let bytes = try Files.read(file, limit: WitnessedLog.maximumBytes, field: "--dir")
            guard let log = WitnessedLog(bytes), log.identifier == name else {
                throw Failure(
                    .badInput,
                    "--dir: '\(file)' is damaged; without it this witness would cosign the log's past again",
                    field: "--dir")
            }
            logs[name] = log
        }
        return logs
    }

    /// Whether this is a SHA-256 in lower-case hexadecimal.
    static func isIdentifier(_ name: some StringProtocol) -> Bool {
        name.utf8.count == 64
            && name.utf8.allSatisfy {
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                    || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
            }
    }
}
