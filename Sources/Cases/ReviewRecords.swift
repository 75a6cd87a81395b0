import Keys
package import Wire

/// A published record that carries the agency's code, with its place in the log.
package struct ReviewRecord: Equatable, Sendable {
    /// Index of its entry.
    package var index: UInt64
    /// What the entry commits to; of a report this is its id.
    package var commitment: Hash
    /// What the record says.
    package var body: RecordBody
    /// Bytes of its envelope; 0 where it has none, or none any more.
    package var length: UInt64

    /// Takes the parts as they are.
    package init(index: UInt64, commitment: Hash, body: RecordBody, length: UInt64) {
        self.index = index
        self.commitment = commitment
        self.body = body
        self.length = length
    }

    /// 32,768-byte steps of the envelope: what its size says.
    package var cells: UInt64 { EnvelopeLength.cells(length) }

    /// What a report's record says; nil for another kind.
    package var received: ReportReceived? {
        if case .reportReceived(let received) = body { received } else { nil }
    }
}

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
    private var messages: [Hash: [(record: ReviewRecord, message: MessagePosted)]] = [:]
    private var acts: [Hash: [Act]] = [:]
    private var erased: Set<Hash> = []

    /// Nothing was added yet.
    package init() {}

    /// Takes the next opening.
    ///
    /// Records of kinds or formats unknown here are left to `verify`.
    package mutating func add(_ opened: OpenedEntry) throws(ReviewRecordsError) {
        guard opened.opening.record.format == 1 else { return }
        let commitment: Hash
        do { commitment = try Commitment.of(opened.opening) } catch {
            throw .unencodable(index: opened.index, error)
        }
        let record = ReviewRecord(
            index: opened.index, commitment: commitment, body: opened.opening.record.body,
            length: opened.length)
        switch record.body {
        case .reportReceived: reports.append(record)
        case .messagePosted(let message): messages[message.report, default: []].append((record, message))
        case .act(let recorded): acts[recorded.act.report, default: []].append(recorded.act)
        case .payloadErased(let erasure): erased.insert(erasure.commitment)
        case .filler, .account, .unknown: break
        }
    }

    /// The one report whose id begins so.
    package func report(_ prefix: String) throws(ReviewRecordsError) -> ReviewRecord {
        let digits = prefix.lowercased()
        guard (Self.shortestPrefix...64).contains(digits.utf8.count),
            digits.allSatisfy({ $0.isHexDigit && $0.isASCII })
        else {
            throw .notAnID(characters: digits.utf8.count)
        }
        let found = reports.filter { $0.commitment.hex.hasPrefix(digits) }
        guard let only = found.first else { throw .noReport(digits) }
        guard found.count == 1 else { throw .several(found.count, digits) }
        return only
    }

    /// The published messages of one direction, in the order of their counters.
    package func messages(
        of report: Hash, _ direction: Direction
    ) -> [(record: ReviewRecord, message: MessagePosted)] {
        (messages[report] ?? []).filter { $0.message.direction == direction }
            .sorted { $0.message.counter < $1.message.counter }
    }

    /// Whether the log says that the report's envelope was erased.
    package func isErased(_ report: Hash) -> Bool { erased.contains(report) }

    /// Where one agency's acts on a report stand; throws where its counters have a gap or a duplicate.
    package func history(of report: Hash, by agency: AgencyCode) throws(CaseHistory.Alarm) -> CaseHistory {
        try CaseHistory(replaying: (acts[report] ?? []).filter { $0.agency == agency })
    }

    /// The counter of an agency's next question, given what it has staged and nobody sees yet.
    package func nextQuestion(of report: Hash, by agency: AgencyCode, staged: [Record]) -> UInt32 {
        var counters = messages(of: report, .question).filter { $0.message.agencies == [agency] }.map {
            $0.message.counter
        }
        for record in staged {
            guard case .messagePosted(let message) = record.body, message.report == report,
                message.direction == .question, message.agencies == [agency]
            else { continue }
            counters.append(message.counter)
        }
        return counters.max().map { $0 == .max ? .max : $0 + 1 } ?? 0
    }

    /// The highest counter of the source's answers to an agency; `Message.nothingSeen` without one.
    package func lastReply(of report: Hash, to agency: AgencyCode) -> UInt32 {
        messages(of: report, .reply).filter { $0.message.agencies == [agency] }.map { $0.message.counter }
            .max()
            ?? .max
    }
}
