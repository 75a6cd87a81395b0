package import AuditLog
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
    /// One sentence or two.
    package var message: String
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

    /// What cannot be checked is unknown where it is ours, and critical where it is the site's.
    package init(_ failure: Failure) {
        switch failure.kind {
        case .stale, .unreachable, .tryLater, .untrusted, .unauthorised: self.init(.critical, failure.message)
        case .usage, .badInput, .missingFile, .outputExists, .inputOutput, .configuration:
            self.init(.unknown, failure.message)
        }
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
        let text = "KENTONGAN \(status.word) - \(oneLine(message))"
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
        ]
    }
}

/// A plugin's line ends at a line feed, and its text at a bar.
private func oneLine(_ text: String) -> String {
    String(Foreign(text).description.map { $0 == "|" ? "/" : $0 })
}
