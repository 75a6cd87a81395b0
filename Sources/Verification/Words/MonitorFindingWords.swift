import AuditLog
import Console
package import Words

extension MonitorOutput {
    /// What a monitor says of a look at a log.
    package init(_ finding: MonitorFinding, _ language: Language) {
        let zone = finding.expiry?.zone ?? .wib
        self.init(finding.problems.map { $0.problem(in: zone).at(zone) }, finding.summary, language)
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
    /// The log in figures.
    fileprivate var summary: Phrase {
        let (size, epoch, age) = (size ?? 0, epoch ?? 0, age ?? 0)
        return Phrase(
            """
            \(size) entri, epoch \(epoch), \(age) detik lalu, \
            \(isWitnessed ? "terverifikasi" : "tercatat, belum disaksikan")
            """,
            "\(size) entries, epoch \(epoch), \(age) s ago, \(isWitnessed ? "verified" : "recorded, not witnessed")"
        )
    }
}

extension MonitorProblem {
    /// As an engineer is told it, in the site's time.
    fileprivate func problem(in zone: Zone) -> Problem {
        switch self {
        case .failed(let first, let count):
            let more = count > 1 ? (" (dan \(count - 1) lagi)", " (and \(count - 1) more)") : ("", "")
            let what = EnglishReason.phrase(first)
            return Problem(
                false: first.code.rawValue,
                Phrase("\(lines: what.indonesian + more.0)", "\(lines: what.english + more.1)"))
        case .noEpoch:
            return Problem(
                .noEpoch, .critical, Phrase("tidak ada epoch yang diterbitkan", "no epoch is published"))
        case .late(let epoch, let age, let limit, let since):
            return Problem(
                .late, .critical,
                Phrase(
                    "terlambat: epoch \(epoch) berumur \(age) detik, batas \(limit)",
                    "late: epoch \(epoch) is \(age) s old, limit \(limit)"), since: since)
        case .incomplete(let gap): return gap.problem(in: zone)
        case .quorumLost(let since, let isStale): return Problem.quorumLost(since: since, isStale: isStale)
        case .expiry(let expiry, let now):
            return Problem(
                expiry.trouble, expiry.urgency(at: now) >= .pressing ? .critical : .warning,
                expiry.sentence(at: now))
        case .follows(let followed):
            return Problem(
                .logFollowed, .warning,
                Phrase("\(lines: followed.text(.indonesian))", "\(lines: followed.text(.english))"))
        case .skipped(let epochs):
            return Problem(
                .epochsSkipped, .warning,
                Phrase(
                    "\(epochs) epoch terlewat sejak pemeriksaan terakhir",
                    "\(epochs) epochs skipped since the last check"))
        case .changed(let changes):
            return AuditGap(.unacknowledged(changes), since: changes.first?.scheduled).problem(in: zone)
        case .staleAttestation(let epoch, let since):
            return Problem(
                .auditorSilent, .warning,
                Phrase(
                    "pernyataan auditor sudah usang: yang terakhir hingga epoch \(epoch)",
                    "the auditor's attestation is stale: the last one goes to epoch \(epoch)"), since: since)
        }
    }
}

extension AuditGap {
    /// As an engineer is told it; what nobody here understands may be anything, and a clock may be this one's.
    fileprivate func problem(in zone: Zone) -> Problem {
        let what = Phrase(
            "\(lines: phrase(.indonesian, zone: zone))", "\(lines: phrase(.english, zone: zone))")
        return switch cause {
        case .clock: Problem(.clock, .unknown, what)
        case .notUnderstood, .silence, .unsigned: Problem(.incomplete, .critical, what)
        case .unchecked: Problem(.incomplete, .warning, what)
        case .unsettled: Problem(.changeUnsettled, .warning, what)
        case .unacknowledged: Problem(.changed, .warning, what).saidWhole
        }
    }
}

extension Expiry {
    /// What runs out.
    fileprivate var trouble: Trouble {
        if case .descriptor = subject { .descriptorExpires } else { .agencyKeysExpire }
    }
}
