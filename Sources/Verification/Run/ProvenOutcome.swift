package import AuditLog
package import Cases
import Sealing
import TransparencyLog
package import Wire

// What a verification says of each record that its key opens, beside what the audit says of the log.

extension VerifyOutcome {
    /// Proves the records by the rules that all readers have; what breaks one is a failure of the log.
    ///
    /// - Parameters:
    ///   - openings: all of the key's, held against the entries that were read.
    ///   - epochs: that were read.
    ///   - key: whose openings they are.
    mutating func prove(_ openings: VerifyOpenings, epochs: LogEpochs, key: KeyFile?) {
        self.epochs = epochs
        unknownKeySets = openings.keySets.filter { epochs.names($0.keySet) == false }.map { $0.commitment }
        let own: AgencyCode?
        switch key {
        case .agency(let keys): own = keys.code
        // Of an auditor's audit that goes on, the openings before it are not asked for again.
        case .auditor: own = nil
        case nil: return
        }
        records = openings.records
        records.prove(by: rules(own: own))
        guard own != nil || epochs.isFromStart else { return }
        let isComplete = report.counts.notUnderstood == 0
        add(records.unproven.compactMap { $0.failure(isComplete: isComplete) })
    }

    /// What records are held against, by all that was read so far.
    ///
    /// - Parameter own: the agency that reads; nil reads for nobody.
    /// - Returns: the rules.
    package func rules(own: AgencyCode?) -> RecordRules {
        let keys = report.agencyKeys
        return RecordRules(
            own: own, origin: report.origin ?? "", erased: report.erased,
            isActKey: { key, agency, index in
                keys[agency]?.history.contains {
                    $0.use == .act && $0.key == key && $0.index <= index
                } == true
            })
    }

    /// The act keys that an agency had at an entry or before it.
    package func actKeys(of agency: AgencyCode, at index: UInt64) -> [PublicKey] {
        (report.agencyKeys[agency]?.history ?? []).filter { $0.use == .act && $0.index <= index }.map(\.key)
    }

    /// Throws unless the entries are those of the site's newest checkpoint, and no fewer than it showed before.
    ///
    /// - Parameter site: as it showed itself at the visit.
    /// - Throws: `source`, with what shows it.
    package func checkTree(of site: TrustedSite) throws(VerificationError) {
        if let cut { throw .source(cut) }
        guard let proven = report.checkpoint?.checkpoint, proven.size == report.size,
            proven.root == report.root, proven.size >= site.checkpoint.checkpoint.size
        else {
            let cause =
                report.failures.first { $0.code == .rollback }
                ?? report.failures.first { $0.code == .rootMismatch || $0.code == .fork }
            throw .source(
                .log(
                    cause ?? report.failures.first
                        ?? LogError(
                            .rootMismatch, "Checkpoint", expected: "the entries that it signs",
                            found: "others")))
        }
    }
}

extension ReviewRecord {
    /// What the audit, which looks at each record by itself, does not find.
    ///
    /// - Parameter isComplete: whether every record was understood; else a report may be among the others.
    /// - Returns: nil for what is proven, or what the audit finds itself.
    fileprivate func failure(isComplete: Bool) -> LogError? {
        switch fault {
        case nil, .entry, .agencies, .act: return nil
        case .repeated:
            guard act != nil else { return nil }
            return LogError(
                .recordMismatch, at: index, "SealedRecord.commitment", expected: "one entry alone",
                found: "the same again")
        case .report:
            guard isComplete else { return nil }
            return LogError(
                .recordMismatch, at: index, "Record.report", expected: "a report of the log",
                found: report?.hex ?? "none")
        case .otherAgencies:
            return LogError(
                .recordMismatch, at: index, "Record.agencies", expected: "those of its report",
                found: "others")
        case .history(let alarm):
            return LogError(
                .recordMismatch, at: index, "Act.counter", expected: "the acts of its agency in a row",
                found: alarm.description)
        case .counter(let expected, let found):
            return LogError(
                .recordMismatch, at: index, "MessagePosted.counter", expected: UInt64(expected),
                found: UInt64(found))
        }
    }
}
