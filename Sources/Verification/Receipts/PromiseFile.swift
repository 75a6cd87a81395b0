import AuditLog
import Files
import Keys
import TransparencyLog
package import Wire
package import Words

/// A saved promise, or evidence that one was broken: told apart by the name in the BEGIN line.
package enum PromiseFile: Equatable, Sendable {
    case promise(Promise)
    case evidence(BrokenPromiseEvidence)

    /// The name in the BEGIN and END lines of a promise.
    package static let armorName = "PROMISE"
    private static let maximumBytes = 1 << 20

    package init(path: String) throws(Failure) {
        let text = try Files.readText(path, limit: Self.maximumBytes, field: "FILE")
        do throws(Armor.Mistake) {
            if text.hasPrefix("-----BEGIN KENTONGAN \(BrokenPromiseEvidence.armorName)-----") {
                self = .evidence(
                    try Armor.read(
                        BrokenPromiseEvidence.self, name: BrokenPromiseEvidence.armorName, from: text))
            } else {
                self = .promise(try Armor.read(Promised.self, name: Self.armorName, from: text).promise)
            }
        } catch {
            throw Failure(.badInput, "FILE: '\(path)': \(error)", field: "FILE")
        }
    }
}

extension BrokenPromiseEvidence {
    /// Writes it to a new file, for its owner only. One that holds evidence of the same promise already is left as it is.
    func save(to path: String) throws(Failure) {
        guard let text = try? Armor.text(self, name: Self.armorName) else {
            throw Failure(.inputOutput, "--evidence: the evidence cannot be written", field: "--evidence")
        }
        do { try Files.create(path, Array(text.utf8), secret: true, field: "--evidence") } catch {
            guard error.kind == .outputExists, case .evidence(let kept)? = try? PromiseFile(path: path),
                kept.promise == promise,
                EvidenceCheck(kept, fingerprint: Fingerprint.root(descriptor.root)).result == .ok
            else { throw error }
        }
    }
}
