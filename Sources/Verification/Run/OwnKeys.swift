import Age
import AuditLog
import Keys
import Sealing
import Wire

/// Holds the keys that a log publishes under a reviewer's own name against those that the reviewer holds.
///
/// A key that nobody there holds was slipped in: reports are sealed to it, acts are signed or checkpoints
/// cosigned by it, in an agency's name.
enum OwnKeys {
    static func failures(of key: KeyFile?, in report: AuditReport) -> [LogError] {
        switch key {
        case .agency(let keys): failures(of: keys, in: report)
        case .auditor(let keys): failures(of: keys, in: report)
        case nil: []
        }
    }

    private static func failures(of own: AgencyKeyFile, in report: AuditReport) -> [LogError] {
        guard let descriptor = report.descriptor else { return [] }
        guard let published = report.agencyKeys[own.code] else {
            return [
                LogError(
                    .descriptorInvalid, "AgencyKeys", expected: "keys of \(own.code)", found: "none")
            ]
        }
        var failures: [LogError] = []
        func check(_ field: String, _ key: Hash, own held: Hash) {
            guard key != held, !own.known.contains(key) else { return }
            failures.append(
                LogError(.descriptorInvalid, at: published.index, field, expected: held, found: key))
        }
        if case .hybrid(let recipient) = own.identity.recipient {
            check("AgencyKeys.recipient", sha256(published.keys.recipient), own: sha256(recipient))
        }
        for act in published.keys.acts { check("AgencyKeys.acts", act, own: own.act.publicKey) }
        check("AgencyKeys.witness", published.keys.witness, own: own.witness.publicKey)
        return failures
            + witnessFailures(
                own.code, own.witness.publicKey, known: own.known, descriptor: descriptor)
    }

    private static func failures(of own: AuditorKeyFile, in report: AuditReport) -> [LogError] {
        guard let descriptor = report.descriptor else { return [] }
        var failures: [LogError] = []
        let held = own.key.publicKey
        if let named = descriptor.auditor?.key, named != held, !own.known.contains(named) {
            failures.append(
                LogError(.descriptorInvalid, "SiteDescriptor.auditor", expected: held, found: named))
        }
        return failures
            + witnessFailures(
                "auditor", own.witness.publicKey, known: own.known, descriptor: descriptor)
    }

    /// Witnesses of ours are named after the log and us.
    private static func witnessFailures(
        _ name: String, _ held: PublicKey, known: Set<Hash>, descriptor: SiteDescriptor
    ) -> [LogError] {
        descriptor.witnesses
            .filter { $0.name == "\(descriptor.origin)/\(name)" && $0.key != held && !known.contains($0.key) }
            .map {
                LogError(.descriptorInvalid, "SiteDescriptor.witnesses", expected: held, found: $0.key)
            }
    }
}
