package import AuditLog
package import Console
package import Wire
package import Words

/// What a monitor says: one line as monitoring plugins do, and their exit codes.
package struct MonitorOutput: Equatable, Sendable {
    /// The exit codes of monitoring plugins.
    package enum Status: Int32, Sendable {
        case ok = 0
        case warning = 1
        case critical = 2
        case unknown = 3

        /// As the line begins.
        package var word: String {
            switch self {
            case .ok: "OK"
            case .warning: "WARNING"
            case .critical: "CRITICAL"
            case .unknown: "UNKNOWN"
            }
        }
    }

    /// What the plugin exits with.
    package var status: Status
    /// What is wrong first, since when, and what to do; the log in figures where nothing is wrong.
    package var message: String
    /// What is wrong, the worst and the first cause before the others.
    package private(set) var problems: [Problem] = []
    /// The log in figures; nil where it was not read.
    private var summary: Phrase?
    /// Of the message and the lines behind it.
    private var language = Language.english
    /// The log's name; nil where none was had.
    package var origin: String?
    /// Entries in the newest checkpoint; nil where none was had.
    package var size: UInt64?
    /// Of that checkpoint.
    package var root: Hash?
    /// The newest one's number.
    package var epoch: UInt64?
    /// Seconds since the newest epoch was due.
    package var age: UInt64?
    /// Whether a quorum cosigned the checkpoint.
    package var isWitnessed = false
    /// Changes of keys, agencies and witnesses that nobody has acknowledged.
    package var changes: [SiteEvent] = []

    /// When the newest description and keys run out; nil where none was had.
    package var expiry: SiteExpiry?
    /// The time of the look, seconds since 1970.
    package var now: UInt64 = 0

    /// Without any figures.
    package init(_ status: Status, _ message: String) {
        self.status = status
        self.message = message
    }

    /// Puts what was found in order.
    ///
    /// - Parameters:
    ///   - problems: in any order.
    ///   - summary: the log in figures; nil where it was not read.
    ///   - language: of the message.
    package init(_ problems: [Problem], _ summary: Phrase?, _ language: Language) {
        (status, message) = (.ok, "")
        (self.summary, self.language) = (summary, language)
        hold(problems)
    }

    /// What cannot be checked is unknown where it is ours, and critical where it is the site's.
    package init(_ failure: Failure, _ language: Language = .english) {
        let problem =
            switch failure.kind {
            case .stale, .unreachable, .tryLater: Problem(.unreachable, .critical, failure.text)
            case .untrusted, .unauthorised: Problem(.notTheSite, .critical, failure.text)
            case .usage, .badInput, .missingFile, .outputExists, .inputOutput, .configuration:
                Problem(unknown: failure.kind.code, failure.text)
            }
        self.init([problem], nil, language)
    }

    /// Adds what somebody else found, as the site's own files do.
    package mutating func add(_ others: [Problem]) { hold(problems + others) }

    /// Says since when, where a problem does not know itself, by what earlier looks saw.
    ///
    /// - Parameters:
    ///   - seen: when each code was seen first, seconds since 1970.
    ///   - now: the time of this look, seconds since 1970.
    /// - Returns: the same for the problems of this look.
    package mutating func remember(_ seen: [String: UInt64], now: UInt64) -> [String: UInt64] {
        var kept: [String: UInt64] = [:]
        for problem in problems { kept[problem.code] = seen[problem.code] ?? now }
        hold(
            problems.map { problem in
                var problem = problem
                let isDated = Trouble(rawValue: problem.code)?.isDated ?? false
                if problem.since == nil, !isDated { problem.since = seen[problem.code] }
                return problem
            })
        return kept
    }

    private mutating func hold(_ all: [Problem]) {
        problems = Problem.ordered(all)
        status = problems.first.map { Status($0.severity) } ?? .ok
        message = (problems.first?.sentence ?? summary)?(language) ?? ""
    }

    /// The first line, and behind it what else is wrong, a line each, and the log in figures.
    package var text: String {
        let others = problems.dropFirst().map {
            "\(Status($0.severity).word) \($0.code): \(oneLine($0.sentence(language)))"
        }
        let figures = problems.isEmpty ? [] : [summary.map { oneLine($0(language)) }].compactMap(\.self)
        return ([line] + others + figures).joined(separator: "\n")
    }

    /// `KENTONGAN OK - … | size=2048;;;0 age=12s`.
    package var line: String {
        var performance: [String] = []
        if let size { performance.append("size=\(size);;;0") }
        if let age { performance.append("age=\(age)s") }
        if let expiry {
            performance.append(Self.days("descriptor_expires", expiry.descriptor, now))
            if let keys = expiry.agencyKeys { performance.append(Self.days("agency_keys_expire", keys, now)) }
        }
        let more = problems.count - 1
        let count = Phrase(" (dan \(more) hal lain di bawah)", " (and \(more) more below)")(language)
        let text = "KENTONGAN \(status.word) - \(oneLine(message))" + (more > 0 ? count : "")
        return performance.isEmpty ? text : "\(text) | \(performance.joined(separator: " "))"
    }

    /// Days that are left, with the bounds below which they are a warning and critical.
    private static func days(_ name: String, _ expiry: Expiry, _ now: UInt64) -> String {
        "\(name)=\(expiry.daysLeft(at: now))d;\(Expiry.soonDays):;\(Expiry.pressingDays):"
    }

    /// The answer of `check`.
    package var json: JSON {
        [
            "status": .string(status.word.lowercased()), "message": .string(oneLine(message)),
            "origin": JSON(origin), "size": JSON(size), "root": JSON(root?.hex), "epoch": JSON(epoch),
            "age_s": JSON(age), "witnessed": .bool(isWitnessed),
            "descriptor_expires": JSON(expiry.map { ExpiryText.day($0.descriptor.notAfter) }),
            "agency_keys_expire": JSON(expiry?.agencyKeys.map { ExpiryText.day($0.notAfter) }),
            "changes": .array(changes.map(\.json)),
            "problems": .array(
                problems.map {
                    [
                        "code": .string($0.code), "status": .string(Status($0.severity).word.lowercased()),
                        "message": .string(oneLine($0.sentence(language))), "since": JSON($0.since),
                    ]
                }),
        ]
    }
}

extension MonitorOutput.Status {
    fileprivate init(_ severity: Problem.Severity) {
        self =
            switch severity {
            case .warning: .warning
            case .unknown: .unknown
            case .critical: .critical
            }
    }
}

/// A plugin's line ends at a line feed, and its text at a bar.
private func oneLine(_ text: String) -> String {
    String(Foreign(text).description.map { $0 == "|" ? "/" : $0 })
}
