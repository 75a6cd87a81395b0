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

    /// Whether a change is the reviewer's own: what is not, and stands under the own name, is a failure already.
    static func explain(_ change: SiteEvent, of key: KeyFile?) -> Bool {
        switch key {
        case .agency(let own):
            change.agency == own.code && change.use != "identity"
                && (change.kind == .keyAdded || change.kind == .keyRemoved)
        case .auditor(let own): change.kind == .auditorChanged && change.key == own.key.publicKey.hex
        case nil: false
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
        let recipients = own.identities.compactMap { identity -> Hash? in
            guard case .hybrid(let recipient) = identity.recipient else { return nil }
            return sha256(recipient)
        }
        // One that was there for an epoch and is gone again was slipped in all the same.
        for key in published.history {
            let (field, held): (String, [Hash])
            switch key.use {
            case .recipient: (field, held) = ("AgencyKeys.recipient", recipients)
            case .act: (field, held) = ("AgencyKeys.acts", own.acts.map { $0.publicKey })
            case .witness: (field, held) = ("AgencyKeys.witness", [own.witness.publicKey])
            }
            guard !held.contains(key.key), !own.known.contains(key.key), let newest = held.first else {
                continue
            }
            failures.append(
                LogError(.keyUnknown, at: key.index, field, expected: newest, found: key.key))
        }
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
                LogError(.keyUnknown, "SiteDescriptor.auditor", expected: held, found: named))
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
                LogError(.keyUnknown, "SiteDescriptor.witnesses", expected: held, found: $0.key)
            }
    }
}
