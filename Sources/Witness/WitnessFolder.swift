import Files
import Foundation
package import TransparencyLog

/// Where a witness keeps what it remembers: one file for each log, named as `WitnessedLog.identifier`.
///
/// A file that is damaged is an error and never taken for nothing: a witness that forgot would cosign the past again.
package final class WitnessFolder: Sendable {
    private let path: String
    private let lock: DirectoryLock

    /// Holds it from now on.
    ///
    /// - Throws: `folder` where there is no such folder, or another process has it.
    package init(_ path: String) throws(WitnessError) {
        self.path = path
        do throws(FileError) { lock = try DirectoryLock(path) } catch { throw .folder(path: path, error) }
    }

    /// Everything remembered, by identifier.
    package func read() throws(WitnessError) -> [String: WitnessedLog] { try Self.read(path) }

    /// Replaces what is remembered of one log; when this returns it is durable.
    package func keep(_ log: WitnessedLog) throws(WitnessError) {
        let file = "\(path)/\(log.identifier)"
        do throws(FileError) { try Files.replace(file, log.bytes, secret: true) } catch {
            throw .unwritable(path: file, error)
        }
    }

    /// The same without holding the folder: each file is whole, whoever writes meanwhile.
    package static func read(_ path: String) throws(WitnessError) -> [String: WitnessedLog] {
        let names: [String]
        do { names = try FileManager.default.contentsOfDirectory(atPath: path) } catch {
            throw .unlisted(path: path)
        }
        var logs: [String: WitnessedLog] = [:]
        for name in names where isIdentifier(name) {
            let file = "\(path)/\(name)"
            let bytes = try WitnessFile.memory.bytes(file, limit: WitnessedLog.maximumBytes)
            guard let log = WitnessedLog(bytes), log.identifier == name else { throw .damaged(path: file) }
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
