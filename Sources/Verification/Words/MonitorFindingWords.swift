import AuditLog
package import Words

extension MonitorOutput {
    /// What a monitor says of a look at a log.
    package init(_ finding: MonitorFinding, _ language: Language) {
        self.init(finding.status, finding.message(language))
        origin = finding.origin
        size = finding.size
        root = finding.root
        epoch = finding.epoch
        age = finding.age
        isWitnessed = finding.isWitnessed
        expiry = finding.expiry
        now = finding.now
        changes = finding.changes
    }
}

extension MonitorFinding {
    /// What runs out hides nothing else, and nothing hides it but a look that told nothing.
    fileprivate var status: MonitorOutput.Status {
        switch (ofStanding, expiry?.urgency(at: now)) {
        case (.unknown, _): .unknown
        case (_, .pressing), (_, .past): .critical
        case (.ok, .soon): .warning
        case (let status, _): status
        }
    }

    private var ofStanding: MonitorOutput.Status {
        switch standing {
        case .failed, .noEpoch, .late: .critical
        case .incomplete(let gap):
            // What nobody here understands may be anything; a clock may be this one's.
            switch gap.cause {
            case .clock: .unknown
            case .notUnderstood, .silence, .unsigned: .critical
            case .unchecked, .unsettled, .unacknowledged: .warning
            }
        case .follows, .skipped, .changed, .staleAttestation: .warning
        case .fine: .ok
        }
    }

    fileprivate func message(_ language: Language) -> String {
        switch standing {
        case .failed: failed(language)
        case .noEpoch: Phrase("tidak ada epoch yang diterbitkan", "no epoch is published")(language)
        case .late(let limit):
            Phrase(
                "terlambat: epoch \(epoch ?? 0) berumur \(age ?? 0) detik, batas \(limit)",
                "late: epoch \(epoch ?? 0) is \(age ?? 0) s old, limit \(limit)")(language)
        case .incomplete(let gap): gap.phrase(language, zone: expiry?.zone ?? .wib) + "; " + summary(language)
        case .follows(let followed): followed.text(language) + "; " + changed(language) + summary(language)
        case .skipped(let epochs):
            Phrase(
                "\(epochs) epoch terlewat sejak pemeriksaan terakhir; ",
                "\(epochs) epochs skipped since the last check; ")(language) + changed(language)
                + summary(language)
        case .changed: changed(language) + summary(language)
        case .staleAttestation(let epoch):
            Phrase(
                "pernyataan auditor sudah usang: yang terakhir hingga epoch \(epoch); ",
                "the auditor's attestation is stale: the last one goes to epoch \(epoch); ")(language)
                + summary(language)
        case .fine: summary(language)
        }
    }

    /// What is told beside other warnings, too: some of them come once, and some stay for long.
    private func changed(_ language: Language) -> String {
        guard let first = changes.first else { return "" }
        return AuditGap(.unacknowledged(changes), since: first.scheduled).phrase(
            language, zone: expiry?.zone ?? .wib) + "; "
    }

    private func summary(_ language: Language) -> String {
        let witness =
            isWitnessed
            ? Phrase("terverifikasi", "verified")
            : Phrase("tercatat, belum disaksikan", "recorded, not witnessed")
        let (size, epoch, age) = (size ?? 0, epoch ?? 0, age ?? 0)
        let figures = Phrase(
            "\(size) entri, epoch \(epoch), \(age) detik lalu, \(witness.indonesian)",
            "\(size) entries, epoch \(epoch), \(age) s ago, \(witness.english)")(language)
        let ends = (expiry?.due(at: now) ?? []).map { $0.sentence(at: now)(language) }
        return ([figures] + ends).joined(separator: "; ")
    }

    private func failed(_ language: Language) -> String {
        let first = failures.first.map { EnglishReason.phrase($0)(language) } ?? "?"
        guard failureCount > 1 else { return first }
        let more = failureCount - 1
        return first + Phrase(" (dan \(more) lagi)", " (and \(more) more)")(language)
    }
}
