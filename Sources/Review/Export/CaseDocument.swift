import Files
package import Cases
package import Wire
package import Words

/// What a case says on paper, in the order of the supervisory form; pages are drawn from it.
package struct CaseDocument: Sendable {
    /// Where the report stands, so that anybody can find it in the public log.
    package struct Place: Equatable, Sendable {
        /// The log's.
        package var origin: Origin
        /// Of the site's root key.
        package var fingerprint: Hash
        /// The report's commitment.
        package var report: Hash
        /// The epoch that published it.
        package var epoch: UInt64
        /// Index of its entry.
        package var index: UInt64
        /// Seconds since 1970 at which that epoch was due.
        package var recorded: UInt64?
        /// Who can read it.
        package var agencies: [AgencyCode]
        /// The checkpoint that everything here was proven by, with its signatures.
        package var checkpoint: String
        /// Whether a quorum of witnesses signed it.
        package var isWitnessed: Bool
        /// The site's.
        package var zone: Zone

        /// Takes the parts as they are.
        package init(
            origin: Origin, fingerprint: Hash, report: Hash, epoch: UInt64, index: UInt64, recorded: UInt64?,
            agencies: [AgencyCode], checkpoint: String, isWitnessed: Bool, zone: Zone
        ) {
            self.origin = origin
            self.fingerprint = fingerprint
            self.report = report
            self.epoch = epoch
            self.index = index
            self.recorded = recorded
            self.agencies = agencies
            self.checkpoint = checkpoint
            self.isWitnessed = isWitnessed
            self.zone = zone
        }
    }

    /// A file that the source announced.
    package struct File: Equatable, Sendable {
        /// From 1.
        package var number: Int
        /// The name that `open` gives it, which nobody need fear.
        package var name: String
        /// What the source's message says of it.
        package var evidence: Evidence
        /// Whether a supplement brought it.
        package var isReceived: Bool

        /// Takes the parts as they are.
        package init(number: Int, name: String, evidence: Evidence, isReceived: Bool) {
            self.number = number
            self.name = name
            self.evidence = evidence
            self.isReceived = isReceived
        }
    }

    /// Something that was recorded of the case.
    package struct Event: Equatable, Sendable {
        /// What it is.
        package enum Kind: Equatable, Sendable {
            /// The report itself.
            case report
            /// An agency's act.
            case act(Act)
            /// A message, whose counter counts from 0.
            case message(Direction, counter: UInt32)
        }
        /// What it is.
        package var kind: Kind
        /// Who acted, asked, noted or was answered; empty of the source's own.
        package var agency: AgencyCode
        /// Index of its entry.
        package var index: UInt64
        /// What the entry commits to.
        package var commitment: Hash
        /// Seconds since 1970 at which its epoch was due; nil where no epoch holds it.
        package var recorded: UInt64?
        /// Why it is not proven; nil where it is.
        package var fault: RecordFault?
        /// Why its payload could not be read; nil where it was, or is none of this agency's.
        package var unread: WholeCase.Unread?

        /// Takes the parts as they are.
        package init(
            kind: Kind, agency: AgencyCode, index: UInt64, commitment: Hash, recorded: UInt64?,
            fault: RecordFault?, unread: WholeCase.Unread?
        ) {
            self.kind = kind
            self.agency = agency
            self.index = index
            self.commitment = commitment
            self.recorded = recorded
            self.fault = fault
            self.unread = unread
        }
    }

    /// An answer of the source to the agency, in words.
    package struct Answer: Equatable, Sendable {
        /// From 0.
        package var counter: UInt32
        /// Nil of an identity, which is no part of a case's papers, and of kinds that are unknown here.
        package var text: String?
        /// Whether it says who the source is.
        package var isIdentity: Bool
    }

    /// What the form asks for and nobody said, or what did not come.
    package enum Lack: Equatable, Sendable {
        /// Nobody said it.
        case field(StoryField)
        /// Announced, and never came.
        case file(name: String)
    }

    /// Where the report stands.
    package var place: Place
    /// Where this agency's acts leave the case; nil where they do not prove it.
    package var state: CaseState?
    /// What the report tells, field by field.
    package var facts: [StoryFact]
    /// Whether the source says that somebody is willing to speak.
    package var hasWitness: Bool
    /// Received ones, and behind them those that never came.
    package var files: [File]
    /// What the source wrote beside its supplements.
    package var notes: [String]
    /// In the order of the log, the report first.
    package var events: [Event]
    /// The agency's questions whose texts are known, by their counters from 0.
    package var questions: [(counter: UInt32, text: String)] = []
    /// In the order of their counters.
    package var answers: [Answer]
    /// Fields first.
    package var lacks: [Lack]

    /// Takes the parts as they are.
    package init(
        place: Place, state: CaseState?, facts: [StoryFact], hasWitness: Bool, files: [File], notes: [String],
        events: [Event], answers: [Answer], lacks: [Lack]
    ) {
        self.place = place
        self.state = state
        self.facts = facts
        self.hasWitness = hasWitness
        self.files = files
        self.notes = notes
        self.events = events
        self.answers = answers
        self.lacks = lacks
    }

    /// Puts it together.
    ///
    /// - Parameters:
    ///   - whole: the case, as it was opened.
    ///   - place: where it stands.
    ///   - state: see the property.
    ///   - calendar: of the elections whose stage is said.
    ///   - time: when the epoch that holds an entry was due.
    package init(
        _ whole: WholeCase, at place: Place, state: CaseState?, calendar: ElectionCalendar,
        time: (_ index: UInt64) -> UInt64?
    ) {
        let opened = whole.opened
        let story = opened.report.story
        self.place = place
        self.state = state
        facts = story.facts(calendar).filter { $0.field != .files }
        hasWitness = story.evidenceKinds.contains(.witness)
        files = Self.files(of: opened)
        notes = opened.supplements.map { $0.note }.filter { !$0.isEmpty }
        events = whole.records.compactMap { Event($0, unread: whole.unread[$0.commitment], time: time) }
        questions = whole.questions.map { ($0.counter, $0.text) }
        answers = opened.replies.map { reply in
            Answer(
                counter: reply.counter, text: reply.kind == .words ? reply.text : nil,
                isIdentity: reply.kind == .identity)
        }
        let told = Set(facts.map { $0.field.rawValue })
        lacks = Self.asked.filter { !told.contains($0.rawValue) }.map { .field($0) }
        lacks += files.filter { !$0.isReceived }.map { .file(name: $0.name) }
    }

    /// Fields of the supervisory form without which an agency has to ask.
    private static let asked: [StoryField] = [
        .status, .level, .name, .position, .unit, .category, .story, .eventDate, .knownDate, .election,
        .place,
        .evidence,
    ]

    /// In the order of their supplements, numbered as `open` numbers them; what never came stands behind them.
    private static func files(of opened: OpenedReport) -> [File] {
        let received = opened.supplements.flatMap { $0.evidence }
        return (received.map { ($0, true) } + opened.missing.map { ($0, false) }).enumerated().map {
            offset, item in
            File(
                number: offset + 1, name: HarmlessName.safe(item.0.name, number: offset + 1),
                evidence: item.0, isReceived: item.1)
        }
    }
}

extension CaseDocument.Event {
    fileprivate init?(_ record: ReviewRecord, unread: WholeCase.Unread?, time: (UInt64) -> UInt64?) {
        switch record.body {
        case .reportReceived:
            kind = .report
            agency = ""
        case .act(let recorded):
            kind = .act(recorded.act)
            agency = recorded.act.agency
        case .messagePosted(let message):
            kind = .message(message.direction, counter: message.counter)
            agency = message.agency
        case .filler, .account, .payloadErased, .unknown: return nil
        }
        index = record.index
        commitment = record.commitment
        recorded = time(record.index)
        fault = record.fault
        self.unread = unread
    }
}
