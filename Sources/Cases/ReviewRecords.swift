import Keys
package import Wire

/// Why what an agency may see of the log could not be sorted, or a report not be found in it.
package enum ReviewRecordsError: Error, Equatable, Sendable {
    /// The opening at this index does not encode.
    case unencodable(index: UInt64, EncodeError)
    /// Not 8 to 64 hexadecimal digits, but this many characters.
    case notAnID(characters: Int)
    /// No published report of the agency's begins with these digits.
    case noReport(String)
    /// That many reports begin with these digits.
    case several(Int, String)
}

/// What an agency may see of the log, sorted by report.
package struct ReviewRecords: Sendable {
    /// Digits of the shortest prefix of an id.
    package static let shortestPrefix = 8

    /// In the order of the log.
    package private(set) var reports: [ReviewRecord] = []
    private var messages: [Hash: [ReviewRecord]] = [:]
    private var acts: [Hash: [ReviewRecord]] = [:]
    private var seen: Set<Hash> = []
    private var erased: Set<Hash> = []
    private var isJudged = false

    /// Nothing was added yet.
    package init() {}

    /// Takes the next opening; nothing of it is proven before `prove`.
    ///
    /// Records of kinds or formats unknown here are left to `verify`.
    ///
    /// - Parameters:
    ///   - opened: as the site gave it.
    ///   - isInLog: whether the entry at its index commits to it, in a tree that `prove` may rest on.
    /// - Throws: `unencodable`.
    package mutating func add(_ opened: OpenedEntry, isInLog: Bool = false) throws(ReviewRecordsError) {
        guard opened.opening.record.format == 1 else { return }
        let commitment: Hash
        do { commitment = try Commitment.of(opened.opening) } catch {
            throw .unencodable(index: opened.index, error)
        }
        var record = ReviewRecord(
            index: opened.index, commitment: commitment, body: opened.opening.record.body,
            length: opened.length, fault: isInLog ? nil : .entry)
        guard let report = record.report else { return }
        if !seen.insert(commitment).inserted, isInLog { record.fault = .repeated }
        switch record.body {
        case .reportReceived: reports.append(record)
        case .messagePosted: messages[report, default: []].append(record)
        case .act: acts[report, default: []].append(record)
        case .filler, .account, .payloadErased, .unknown: break
        }
    }

    /// Holds everything that is in the log against the rules; call it once, behind the last `add`.
    package mutating func prove(by rules: RecordRules) {
        isJudged = true
        erased = rules.erased
        var agencies: [Hash: [AgencyCode]] = [:]
        for place in reports.indices {
            guard reports[place].fault == nil, let received = reports[place].received else { continue }
            reports[place].fault = rules.fault(of: received.agencies)
            if reports[place].fault == nil { agencies[reports[place].commitment] = received.agencies }
        }
        for (report, records) in messages {
            messages[report] = Self.proven(messages: records, to: agencies[report], by: rules)
        }
        for (report, records) in acts {
            acts[report] = Self.proven(acts: records, on: report, of: agencies[report], by: rules)
        }
    }

    private static func proven(
        messages: [ReviewRecord], to agencies: [AgencyCode]?, by rules: RecordRules
    ) -> [ReviewRecord] {
        struct Line: Hashable {
            var direction: Direction
            var agency: String
        }
        var next: [Line: UInt32] = [:]
        return sorted(messages).map { record in
            guard record.fault == nil, let message = record.message else { return record }
            var record = record
            let fits = agencies.map { agencies in
                message.isAddressed
                    && (message.isToAll
                        ? message.agencies == agencies : agencies.contains(message.agency))
            }
            record.fault = fits == nil ? .report : rules.fault(of: message.agencies)
            if record.fault == nil, fits == false { record.fault = .otherAgencies }
            guard record.fault == nil else { return record }
            let line = Line(direction: message.direction, agency: message.agency)
            let expected = next[line] ?? 0
            if message.counter == expected {
                next[line] = expected == .max ? expected : expected + 1
            } else {
                record.fault = .counter(expected: expected, found: message.counter)
            }
            return record
        }
    }

    /// By their counters, and by their places where two have one counter.
    private static func sorted(_ messages: [ReviewRecord]) -> [ReviewRecord] {
        messages.sorted { left, right in
            let (first, second) = (left.message?.counter ?? 0, right.message?.counter ?? 0)
            return first == second ? left.index < right.index : first < second
        }
    }

    private static func proven(
        acts: [ReviewRecord], on report: Hash, of agencies: [AgencyCode]?, by rules: RecordRules
    ) -> [ReviewRecord] {
        var acts = acts
        for place in acts.indices {
            guard acts[place].fault == nil, let recorded = acts[place].act else { continue }
            acts[place].fault = fault(
                of: recorded, at: acts[place].index, on: report, of: agencies, by: rules)
        }
        for agency in agencies ?? [] {
            let own = acts.filter { $0.fault == nil && $0.act?.act.agency == agency }
            do { _ = try CaseHistory(replaying: own.compactMap { $0.act?.act }) } catch {
                for place in acts.indices {
                    guard acts[place].fault == nil, let act = acts[place].act?.act, act.agency == agency,
                        act.counter >= error.counter
                    else { continue }
                    acts[place].fault = .history(error)
                }
            }
        }
        return acts
    }

    private static func fault(
        of recorded: ActRecorded, at index: UInt64, on report: Hash, of agencies: [AgencyCode]?,
        by rules: RecordRules
    ) -> RecordFault? {
        guard let agencies else { return .report }
        guard recorded.agencies == agencies else { return .otherAgencies }
        let act = recorded.act
        return act.fault(
            on: report, agencies: agencies, origin: rules.origin,
            isActKey: { rules.isActKey($0, act.agency, index) }
        ).map { .act($0) }
    }

    /// All that is not proven, in the order of the log.
    package var unproven: [ReviewRecord] {
        var found = reports.filter { $0.fault != nil }
        for records in messages.values { found += records.filter { $0.fault != nil } }
        for records in acts.values { found += records.filter { $0.fault != nil } }
        return found.sorted { $0.index < $1.index }
    }

    /// Reports, messages and acts whose envelopes are gone and by no lawful erasure, in the order of the log.
    package var gone: [ReviewRecord] {
        var found = reports
        for records in messages.values { found += records }
        for records in acts.values { found += records.filter { $0.act?.act.reasonEnvelope != nil } }
        return found.filter { $0.length == 0 && !erased.contains($0.commitment) }
            .sorted { $0.index < $1.index }
    }

    /// The one report whose id begins so.
    package func report(_ prefix: String) throws(ReviewRecordsError) -> ReviewRecord {
        let id = try Self.only(prefix, among: reports.map { $0.commitment })
        guard let report = reports.first(where: { $0.commitment == id }) else { throw .noReport(prefix) }
        return report
    }

    /// The one id that begins so.
    ///
    /// - Parameters:
    ///   - prefix: 8 to 64 hexadecimal digits.
    ///   - ids: of reports.
    /// - Returns: the whole id.
    /// - Throws: where there is none, or there are several.
    package static func only(_ prefix: String, among ids: [Hash]) throws(ReviewRecordsError) -> Hash {
        let digits = prefix.lowercased()
        guard (shortestPrefix...64).contains(digits.utf8.count),
            digits.allSatisfy({ $0.isHexDigit && $0.isASCII })
        else {
            throw .notAnID(characters: digits.utf8.count)
        }
        let found = ids.filter { $0.hex.hasPrefix(digits) }
        guard let only = found.first else { throw .noReport(digits) }
        guard found.count == 1 else { throw .several(found.count, digits) }
        return only
    }

    /// The published messages of one direction, in the order of their counters, proven or not.
    package func messages(
        of report: Hash, _ direction: Direction
    ) -> [(record: ReviewRecord, message: MessagePosted)] {
        Self.sorted(messages[report] ?? []).compactMap { record in
            record.message.flatMap { $0.direction == direction ? (record, $0) : nil }
        }
    }

    /// All messages and acts that belong to a report, in the order of the log, proven or not.
    package func all(of report: Hash) -> [ReviewRecord] {
        ((messages[report] ?? []) + (acts[report] ?? [])).sorted { $0.index < $1.index }
    }

    /// Whether a lawful erasure in the log names the record's envelope.
    package func isErased(_ commitment: Hash) -> Bool { erased.contains(commitment) }

    /// Whether the site has any act of an agency on a report, proven or not.
    package func hasAct(on report: Hash, by agency: AgencyCode) -> Bool {
        (acts[report] ?? []).contains { $0.act?.act.agency == agency }
    }

    /// Where one agency's proven acts on a report stand; before `prove` there are none.
    ///
    /// - Throws: where an act of the agency does not follow the one before it: then nobody can say where the case
    ///   stands.
    package func history(of report: Hash, by agency: AgencyCode) throws(CaseHistory.Alarm) -> CaseHistory {
        var own: [Act] = []
        for record in acts[report] ?? [] where isJudged {
            guard let act = record.act?.act, act.agency == agency else { continue }
            switch record.fault {
            case nil: own.append(act)
            case .history(let alarm): throw alarm
            default: break
            }
        }
        return try CaseHistory(replaying: own)
    }

    /// All acts on a report with where the case stands; before `prove` nothing of it is proven.
    ///
    /// - Parameters:
    ///   - report: proven.
    ///   - kind: what an agency is (`Agency.knownKind`).
    ///   - time: seconds since 1970 at which the epoch that holds an entry was due.
    /// - Returns: the acts in order, their reasons unread.
    package func timeline(
        of report: ReviewRecord, kind: (AgencyCode) -> AgencyKind, time: (UInt64) -> UInt64?
    ) -> CaseTimeline {
        var timeline = CaseTimeline(
            of: report, acts: acts[report.commitment] ?? [], kind: kind, time: time)
        for place in timeline.items.indices where timeline.items[place].reason == .unread {
            guard let record = act(timeline.items[place].commitment, on: report.commitment),
                record.length == 0
            else { continue }
            timeline.items[place].reason = isErased(record.commitment) ? .erased : .gone
        }
        return timeline
    }

    /// The record of an act on a report, by its commitment; nil without one.
    package func act(_ commitment: Hash, on report: Hash) -> ReviewRecord? {
        (acts[report] ?? []).first { $0.commitment == commitment }
    }

    /// The counter of an agency's next note, given what it has staged and nobody sees yet.
    package func nextNote(of report: Hash, by agency: AgencyCode, staged: [Record]) -> UInt32 {
        next(.note, of: report, by: agency, staged: staged)
    }

    /// The counter of an agency's next question, given what it has staged and nobody sees yet.
    package func nextQuestion(of report: Hash, by agency: AgencyCode, staged: [Record]) -> UInt32 {
        next(.question, of: report, by: agency, staged: staged)
    }

    private func next(
        _ direction: Direction, of report: Hash, by agency: AgencyCode, staged: [Record]
    ) -> UInt32 {
        var counters = messages(of: report, direction).filter { $0.message.agency == agency }.map {
            $0.message.counter
        }
        for record in staged {
            guard case .messagePosted(let message) = record.body, message.report == report,
                message.direction == direction, message.agency == agency
            else { continue }
            counters.append(message.counter)
        }
        return counters.max().map { $0 == .max ? .max : $0 + 1 } ?? 0
    }

    /// The highest counter of the source's answers to an agency; `Message.nothingSeen` without one.
    package func lastReply(of report: Hash, to agency: AgencyCode) -> UInt32 {
        messages(of: report, .reply).filter { $0.message.agency == agency }.map { $0.message.counter }
            .max()
            ?? .max
    }
}
