import AuditLog
import Cases
import Keys
import Sealing
import TransparencyLog
import Wire

/// Offers openings to an audit before their entries, with what became of their envelopes.
///
/// An agency's envelopes are fetched and opened, one after the other and a portion at a time; the auditor has none.
struct VerifyOpenings {
    /// What is wrong beside what the audit itself finds.
    var failures: [LogError] = []
    /// Openings that could not be read; their entries are unaccounted for.
    private(set) var causes: [LogError] = []
    private(set) var duplicates: [(first: Hash, second: Hash)] = []
    /// Reports and supplements that say to be sealed to a key set, by their commitments.
    private(set) var keySets: [(commitment: Hash, keySet: Hash)] = []
    /// Reports and what belongs to them; nothing of it is proven yet.
    private(set) var records = ReviewRecords()
    /// Reports that say to be meant, by their commitments.
    private var meant: Set<Hash> = []
    /// All that were offered, where somebody else keeps and proves them.
    private(set) var held: [HeldOpening] = []
    private let keepsOpenings: Bool
    /// Offered and not yet held against their entries.
    private var offered: [(opened: OpenedEntry, commitment: Hash)] = []
    private let opensEnvelopes: Bool
    private let source: any LogSource
    private let agency: AgencyKeyFile?
    private let root: Hash?
    /// Openings before it were offered to an earlier audit.
    private let first: UInt64
    private let reader: any LogReader<OpenedEntry>
    private var waiting: OpenedEntry?
    private var isOver = false
    /// Unreadable openings after which no more are asked for.
    private static let longestCauses = 100
    /// The index that the next opening must have at least.
    private var next: UInt64 = 0
    private var reports: [Hash: (record: ReportReceived, length: UInt64)] = [:]
    /// Records by what their reports have in common.
    private var digests: [Hash: Hash] = [:]
    /// Of the report opened last.
    private var binding: (report: Hash, binding: Binding)?
    private let origin: Origin?

    /// - Parameters:
    ///   - source: of openings and envelopes.
    ///   - key: an agency's opens envelopes, and needs openings from entry 0; nil asks for none.
    ///   - pins: fingerprint and log key; without them no report can be believed, and none is opened.
    ///   - first: index of the audit's first entry.
    ///   - opensEnvelopes: whether an agency's envelopes are fetched and opened.
    ///   - keepsOpenings: whether those before the first entry are somebody's already, who takes the others, too.
    init(
        source: any LogSource, key: KeyFile?, pins: AuditPins, first: UInt64, opensEnvelopes: Bool = true,
        keepsOpenings: Bool = false
    ) {
        self.keepsOpenings = keepsOpenings
        self.opensEnvelopes = opensEnvelopes
        self.source = source
        root = pins.fingerprint
        origin = pins.log?.name
        self.first = first
        switch key {
        case .agency(let keys):
            agency = keys
            // Messages need the report that they belong to, however old it is.
            reader = source.openings(from: keepsOpenings ? first : 0)
        case .auditor:
            agency = nil
            reader = source.openings(from: first)
        case nil:
            agency = nil
            reader = EmptyLogReader()
            isOver = true
        }
    }

    /// - Parameters:
    ///   - end: openings below are offered.
    ///   - size: of the log verified; what was published since is left alone.
    ///   - audit: gets those of its own entries, in index order.
    /// - Throws: where the source cannot be read on; an opening that cannot be read is among `causes`.
    mutating func offer(before end: UInt64, size: UInt64, to audit: inout Audit) async throws(LogSourceError)
    {
        while let opened = try await following(), opened.index < min(end, size) {
            waiting = nil
            guard opened.index >= next, opened.index < .max else {
                // Else somebody could give us the same one for ever.
                isOver = true
                causes.append(
                    LogError(
                        .recordMismatch, at: opened.index, "OpenedEntry.index", expected: "\(next) or above",
                        found: "\(opened.index)"))
                return
            }
            next = opened.index.plus(1)
            let commitment = (try? Commitment.of(opened.opening)) ?? Hash()
            if case .reportReceived(let record) = opened.opening.record.body, agency != nil {
                reports[commitment] = (record, opened.length)
            }
            guard opened.index >= first else {
                // Held against its entry by the audit that this one goes on from.
                try? records.add(opened, isInLog: true)
                continue
            }
            offered.append((opened, commitment))
            audit.opening(opened, envelope: try await finding(opened, commitment: commitment))
        }
    }

    /// Holds what was offered against the entries of a bundle that the audit has taken.
    mutating func see(_ bundle: AuditBundle) {
        for (opened, commitment) in offered {
            let isInLog = bundle.commitment(at: opened.index) == commitment
            guard !keepsOpenings else {
                held.append(HeldOpening(opened: opened, commitment: commitment, isInLog: isInLog))
                continue
            }
            // What has no encoding fails the audit.
            try? records.add(opened, isInLog: isInLog)
        }
        offered = []
    }

    /// An opening that is there and cannot be read is one failure; those behind it are still asked for.
    private mutating func following() async throws(LogSourceError) -> OpenedEntry? {
        while waiting == nil, !isOver {
            do throws(LogSourceError) {
                waiting = try await reader.next()
                isOver = waiting == nil
            } catch {
                guard case .log(let failure) = error else { throw error }
                causes.append(failure)
                isOver = causes.count >= Self.longestCauses
            }
        }
        return waiting
    }

    private mutating func finding(
        _ opened: OpenedEntry, commitment: Hash
    ) async throws(LogSourceError) -> EnvelopeFinding {
        guard let agency, opensEnvelopes, opened.length > 0, opened.opening.record.format == 1 else {
            return .notFetched
        }
        guard opened.length <= source.envelopeLimit else {
            failures.append(
                LogError(
                    .envelopeMismatch, at: opened.index, "OpenedEntry.length",
                    expected: "at most \(source.envelopeLimit)", found: "\(opened.length)"))
            return .notFetched
        }
        switch opened.opening.record.body {
        case .reportReceived(let record):
            let rule = rule(for: record)
            let (finding, content) = try await fetch(record.envelope, opened, rule: rule, key: agency)
            if case .report(let report) = content {
                note(report, of: commitment)
                if report.story.purpose == .report { meant.insert(commitment) }
            }
            note(content?.keySet, of: commitment)
            return finding
        case .messagePosted(let message):
            let (finding, content) = try await fetch(
                message.envelope, opened, rule: try await rule(for: message, key: agency), key: agency)
            note(content?.keySet, of: commitment)
            return finding
        case .act(let recorded):
            guard let reason = recorded.act.reasonEnvelope else { return .notFetched }
            return try await fetch(reason, opened, rule: nil, key: agency).finding
        default:
            return .notFetched
        }
    }

    private func rule(for record: ReportReceived) -> EnvelopeRule? {
        guard let root, let origin else { return nil }
        return .report(record, root: root, origin: origin)
    }

    /// Nil for what is not sealed to this agency, or cannot be judged without its report.
    private mutating func rule(
        for message: MessagePosted, key: AgencyKeyFile
    ) async throws(LogSourceError) -> EnvelopeRule? {
        guard [.reply, .supplement].contains(message.direction), let root, let origin,
            let binding = try await binding(of: message.report, key: key)
        else { return nil }
        return message.direction == .supplement
            ? .supplement(message, of: binding, root: root, origin: origin)
            : .reply(message, of: binding, origin: origin)
    }

    private mutating func binding(of report: Hash, key: AgencyKeyFile) async throws(LogSourceError)
        -> Binding?
    {
        if let binding, binding.report == report { return binding.binding }
        guard let (record, length) = reports[report], (1...source.envelopeLimit).contains(length),
            let rule = rule(for: record)
        else {
            return nil
        }
        var envelope = OpenedEnvelope(identities: key.identities, rule: rule)
        let bytes = source.envelope(record.envelope)
        while envelope.length <= length, let portion = try await bytes.next() {
            _ = envelope.receive(portion)
        }
        guard envelope.finish().hash == record.envelope, envelope.problem == nil,
            case .report(let content) = envelope.content
        else { return nil }
        binding = (report, content.binding)
        return content.binding
    }

    /// - Parameters:
    ///   - hash: of the envelope that is asked for.
    ///   - opened: the opening that names it; its `length` bounds what is read, to a portion.
    ///   - rule: nil hashes the envelope and opens nothing.
    ///   - key: opens it.
    /// - Returns: the finding, and what was read; nil where nothing was to be opened, or could not be.
    /// - Throws: where the source cannot be read on; an envelope without a byte is among `failures`.
    private mutating func fetch(
        _ hash: Hash, _ opened: OpenedEntry, rule: EnvelopeRule?, key: AgencyKeyFile
    ) async throws(LogSourceError) -> (finding: EnvelopeFinding, content: OpenedContent?) {
        let unread = EnvelopeRule { _ throws(SealingError) in throw .layout("not read") }
        var envelope = OpenedEnvelope(identities: key.identities, rule: rule ?? unread)
        let bytes = source.envelope(hash)
        while envelope.length <= opened.length, let portion = try await bytes.next() {
            _ = envelope.receive(portion)
        }
        let found = envelope.finish().hash
        guard envelope.length > 0 else {
            failures.append(
                LogError(.envelopeMismatch, at: opened.index, "envelope", expected: hash.hex, found: "none"))
            return (.notFetched, nil)
        }
        let isReadable = rule == nil || envelope.problem == nil
        return (.fetched(hash: found, readable: isReadable), envelope.problem == nil ? envelope.content : nil)
    }

    /// Reports that the auditor took out of the figures as tests though their content says to be meant.
    func failures(of tests: [NamedTest]) -> [LogError] {
        tests.filter { meant.contains($0.canary.commitment) }.map { test in
            LogError(
                .statementInvalid, at: test.index, "CanariesOpened.canaries",
                expected: "a report that says to be a test", found: "entry \(test.canary.index)")
        }
    }

    private mutating func note(_ keySet: Hash?, of commitment: Hash) {
        if let keySet { keySets.append((commitment, keySet)) }
    }

    private mutating func note(_ report: Report, of commitment: Hash) {
        guard let digest = try? report.digest() else { return }
        if let before = digests[digest] {
            duplicates.append((before, commitment))
        } else {
            digests[digest] = commitment
        }
    }
}
