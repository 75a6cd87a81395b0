import AuditLog
import Files
import Keys
import TransparencyLog
package import Wire

/// A saved promise, or evidence that one was broken: told apart by the name in the BEGIN line.
package enum PromiseFile: Equatable, Sendable {
    /// What `kentongan submit --save-promise` wrote.
    case promise(Promise)
    /// That a promise was broken.
    case evidence(BrokenPromiseEvidence)

    /// The name in the BEGIN and END lines of a promise.
    package static let armorName = "PROMISE"
    private static let maximumBytes = 1 << 20

    /// Reads a file of either kind.
    package init(path: String) throws(VerificationError) {
        let text = try NamedFile.subject.text(path, limit: Self.maximumBytes)
        do throws(Armor.Mistake) {
            if text.drop(while: { $0 == "-" }).hasPrefix(
                "BEGIN KENTONGAN \(BrokenPromiseEvidence.armorName)-")
            {
                self = .evidence(
                    try Armor.read(
                        BrokenPromiseEvidence.self, name: BrokenPromiseEvidence.armorName, from: text))
            } else {
                self = .promise(try Armor.read(Promised.self, name: Self.armorName, from: text).promise)
            }
        } catch {
            throw .malformed(.subject, path: path, reason: "\(error)")
        }
    }
}

extension BrokenPromiseEvidence {
    /// Writes it to a new file, for its owner only.
    ///
    /// One that holds evidence of the same promise already is left as it is.
    package func save(to path: String) throws(VerificationError) {
        guard let text = try? Armor.text(self, name: Self.armorName) else { throw .evidenceTooLong }
        do throws(VerificationError) { try NamedFile.evidence.create(path, Array(text.utf8)) } catch {
            guard case .unwritable(_, _, let cause) = error, cause.cause == .exists,
                Self.isSaved(at: path, of: promise, root: descriptor.root)
            else { throw error }
        }
    }

    /// Whether a file holds evidence that this promise was broken, and the evidence holds.
    ///
    /// - Parameters:
    ///   - path: of the file, which need not be there.
    ///   - promise: which the evidence must be of.
    ///   - root: the site's root key.
    /// - Returns: false for whatever else is there.
    package static func isSaved(at path: String, of promise: Promise, root: PublicKey) -> Bool {
        guard Files.exists(path), case .evidence(let kept)? = try? PromiseFile(path: path),
            kept.promise == promise
        else { return false }
        return EvidenceCheck(kept, fingerprint: Fingerprint.root(root)).result == .ok
    }
}
