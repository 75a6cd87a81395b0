package import AuditLog
import Keys
package import TransparencyLog
package import Wire

/// A kept checkpoint is of a log that ended, and the log at hand says to follow it.
package struct FollowedLog: Equatable, Sendable {
    /// Whether the checkpoint can be of the log that is verified now: then it takes up where that one was.
    static func isOther(_ kept: VerifyState?, than pins: AuditPins) -> Bool {
        guard let kept, let log = pins.log else { return false }
        return kept.checkpoint.origin != log.name
    }

    /// What was kept of the old log.
    package let kept: Checkpoint
    /// What the new log says of the old one, root-signed.
    package let old: Discontinuity
    /// How the kept checkpoint lies in the old log.
    package let continuation: Discontinuity.Continuation

    /// Takes the new log up where the kept one ended.
    ///
    /// - Parameters:
    ///   - kept: of the old log.
    ///   - report: of the new log, from entry 0.
    ///   - fingerprint: of the root that the caller trusts, where the state does not tell.
    /// - Throws: what shows that the new log may not take the old one's place, or understates it.
    init(
        _ kept: VerifyState, report: AuditReport, fingerprint: Hash?
    ) throws(LogError) {
        guard let old = report.continues else {
            throw LogError(
                .fork, "Checkpoint.origin", expected: kept.checkpoint.origin, found: report.origin ?? "none")
        }
        let expected = kept.audit.map { Fingerprint.root($0.descriptor.root) } ?? fingerprint
        let found = report.descriptor.map { Fingerprint.root($0.root) }
        guard let expected, expected == found else {
            throw LogError(
                .fork, "SiteDescriptor.root", expected: expected?.hex ?? "the root of the kept log",
                found: found?.hex ?? "none")
        }
        let note: SignedNote
        do { note = try SignedNote(kept.note) } catch {
            throw LogError(.fork, "Checkpoint", expected: "a checkpoint", found: "\(error)")
        }
        continuation = try old.follows(note)
        self.old = old
        self.kept = kept.checkpoint
    }
}
