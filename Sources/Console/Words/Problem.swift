package import Words

/// Something that is wrong, as an engineer is told it: what, since when, and what to do.
package struct Problem: Equatable, Sendable {
    /// How bad it is; what is later is worse.
    package enum Severity: Int, Comparable, Sendable {
        /// It works, and soon may not.
        case warning
        /// Whoever looks could not tell.
        case unknown
        /// It does not do its work, or is false.
        case critical

        /// Orders by what is worse.
        package static func < (left: Severity, right: Severity) -> Bool { left.rawValue < right.rawValue }
    }

    /// The runbook has an entry under it.
    package let code: String
    /// How bad it is.
    package let severity: Severity
    /// What is wrong, without a full stop.
    package let what: Phrase
    /// Since when, in seconds since 1970; nil where nobody knows.
    package var since: UInt64?
    /// What clocks show at the site.
    package var zone = Zone.wib
    /// What to do first; nil where `what` says it.
    package private(set) var remedy: Phrase?
    /// Its place among the causes.
    private let rank: Int

    /// What an audit found false, which explains everything else.
    ///
    /// - Parameters:
    ///   - code: of the audit.
    ///   - what: is not as it must be.
    package init(false code: String, _ what: Phrase) {
        self.init(
            code, .critical, what, since: nil,
            remedy: Phrase(
                "simpan --state dan semua berkas, jangan perbaiki apa pun, hubungi auditor",
                "keep --state and every file, mend nothing, call the auditor"), rank: Self.rank(.clock) - 1)
    }

    /// One of the table's.
    ///
    /// - Parameters:
    ///   - trouble: which.
    ///   - severity: how bad it is.
    ///   - what: is wrong.
    ///   - since: when, in seconds since 1970; nil where nobody knows.
    package init(_ trouble: Trouble, _ severity: Severity, _ what: Phrase, since: UInt64? = nil) {
        self.init(
            trouble.rawValue, severity, what, since: since, remedy: trouble.remedy,
            rank: Self.rank(trouble))
    }

    /// A look that failed for a reason of its own: a file, an argument.
    package init(unknown code: String, _ what: Phrase) {
        self.init(code, .unknown, what, since: nil, remedy: nil, rank: -1)
    }

    /// Even numbers: what is false has a place between a store that is damaged and what follows from it.
    private static func rank(_ trouble: Trouble) -> Int {
        2 * (Trouble.allCases.firstIndex(of: trouble) ?? 0)
    }

    private init(
        _ code: String, _ severity: Severity, _ what: Phrase, since: UInt64?, remedy: Phrase?, rank: Int
    ) {
        self.code = code
        self.severity = severity
        self.what = what
        self.since = since
        self.remedy = remedy
        self.rank = rank
    }

    /// The same at a site whose clocks show this.
    package func at(_ zone: Zone) -> Problem {
        var problem = self
        problem.zone = zone
        return problem
    }

    /// The same where `what` says what to do.
    package var saidWhole: Problem {
        var problem = self
        problem.remedy = nil
        return problem
    }

    /// What is wrong, since when, and what to do, without a full stop.
    package var sentence: Phrase {
        let time = since.map { CivilTime.text($0, in: zone) }
        func whole(_ what: String, _ since: String?, _ remedy: String?) -> String {
            what + (since.map { ", \($0)" } ?? "") + (remedy.map { "; \($0)" } ?? "")
        }
        return Phrase(
            whole(
                what.indonesian, time.map { "sejak \($0.indonesian)" },
                remedy.map { "tindakan: \($0.indonesian)" }),
            whole(what.english, time.map { "since \($0.english)" }, remedy.map { "to do: \($0.english)" }))
    }

    /// The worst first, and among those the first cause; of each code one.
    package static func ordered(_ problems: [Problem]) -> [Problem] {
        let sorted = problems.enumerated().sorted { left, right in
            (-left.element.severity.rawValue, left.element.rank, left.offset)
                < (-right.element.severity.rawValue, right.element.rank, right.offset)
        }
        var seen: Set<String> = []
        return sorted.map(\.element).filter { seen.insert($0.code).inserted }
    }
}

extension Problem {
    /// A quorum signed a tree that was new at `since`, and none since then.
    ///
    /// - Parameters:
    ///   - since: seconds since 1970.
    ///   - isStale: so long ago that sources' programs refuse the site.
    /// - Returns: a warning, or critical where it is stale.
    package static func quorumLost(since: UInt64, isStale: Bool) -> Problem {
        isStale
            ? Problem(
                .quorumLost, .critical,
                Phrase(
                    "kuorum saksi hilang; program pelapor menolak situs ini",
                    "the quorum of witnesses is lost; sources' programs refuse the site"), since: since)
            : Problem(
                .quorumLost, .warning,
                Phrase("kuorum saksi hilang", "the quorum of witnesses is lost"), since: since)
    }
}
