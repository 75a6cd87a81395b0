import AuditLog
import Cases
import Sealing
import Verification
import Wire

/// Reads the envelopes of cases, as far as one log and one agency's keys allow, wherever their bytes come from.
struct CaseReader: Sendable {
    /// The agency's.
    let key: AgencyKeyFile
    /// Of the site's root key.
    let root: Hash
    let origin: Origin
    /// All that the log has, and so which key sets they named; nil believes what was judged when an envelope came.
    let epochs: LogEpochs?
    /// The act keys that an agency had at an entry or before it.
    let actKeys: @Sendable (AgencyCode, UInt64) -> [PublicKey]

    /// Reads by a log that was verified just now.
    init(_ outcome: VerifyOutcome, site: TrustedSite, key: AgencyKeyFile) {
        self.key = key
        root = site.fingerprint
        origin = site.descriptor.origin
        epochs = outcome.epochs
        actKeys = { outcome.actKeys(of: $0, at: $1) }
    }

    /// Reads what a store holds, which was judged when it came; nothing that an act key signed.
    init(key: AgencyKeyFile, root: Hash, origin: Origin) {
        self.key = key
        self.root = root
        self.origin = origin
        epochs = nil
        actKeys = { _, _ in [] }
    }

    /// An envelope of a record, of which nothing was read yet.
    func envelope(of record: CaseRecord, in file: CaseFile) -> OpenedEnvelope {
        OpenedEnvelope(identities: key.identities, rule: rule(of: record, in: file))
    }

    private func rule(of record: CaseRecord, in file: CaseFile) -> EnvelopeRule {
        switch record.body {
        case .reportReceived(let received): return .report(received, root: root, origin: origin)
        case .messagePosted(let message):
            // What came later is read by the report's author key.
            guard let binding = file.report?.binding else { return .sealedToOthers }
            switch message.direction {
            case .supplement: return .supplement(message, of: binding, root: root, origin: origin)
            case .reply: return .reply(message, of: binding, origin: origin)
            case .note:
                return .note(
                    message, of: binding, signers: actKeys(message.agency, record.index), origin: origin)
            default: return .sealedToOthers
            }
        case .act(let recorded): return .reason(of: recorded.act)
        case .filler, .account, .payloadErased, .unknown: return .sealedToOthers
        }
    }

    /// What an envelope that came to its end holds.
    func content(of envelope: OpenedEnvelope, found: Hash, expected: Hash) -> CaseContent {
        guard found == expected else { return .otherEnvelope(found: found) }
        if envelope.isSealedToOthers { return .notForUs }
        guard envelope.problem == nil, let content = envelope.content else {
            return .garbage(envelope.problem.map { "\($0)" } ?? "it is empty")
        }
        if let keySet = content.keySet, let epochs, epochs.names(keySet) != true {
            return .unknownKeySet(keySet)
        }
        return switch content {
        case .report(let report): .report(report)
        case .supplement(let supplement): .supplement(supplement)
        case .reply(let message), .note(let message): .message(message)
        case .reason(let reason): .reason(reason)
        }
    }
}
