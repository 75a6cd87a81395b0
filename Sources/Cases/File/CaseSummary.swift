package import Wire

/// What a list says of a case: all that it needs without opening the case itself.
package struct CaseSummary: Equatable, Sendable {
    /// Something that the site gave and the log does not prove.
    package struct Doubt: Equatable, Sendable {
        /// Of the entry that is said to hold it.
        package var index: UInt64
        /// What it says to be.
        package var kind: RecordKind
        /// Why nobody need believe it.
        package var fault: RecordFault

        /// Takes the parts as they are.
        package init(index: UInt64, kind: RecordKind, fault: RecordFault) {
            self.index = index
            self.kind = kind
            self.fault = fault
        }
    }

    /// The report's commitment.
    package var id: Hash
    /// Of the report's entry.
    package var index: UInt64 = 0
    /// The epoch that published it; nil where that is not proven.
    package var epoch: UInt64?
    /// When that epoch was due, seconds since 1970.
    package var date: UInt64?
    /// Its envelope's size, in steps of 32,768 bytes.
    package var cells: UInt64 = 0
    /// All agencies that can read it.
    package var agencies: [AgencyCode] = []
    /// Where the agency's acts stand; nil where that is not proven.
    package var state: CaseState?
    /// What its newest act says of the outcome.
    package var outcome = Outcome.none
    /// Which time limit runs for it.
    package var due = DueClass.none
    /// From when that runs, seconds since 1970; nil where it is not proven.
    package var since: UInt64?
    /// Whether the agency has acted on it.
    package var hasActed = false
    /// Whom the agency gave it to, in its own words; empty for nobody.
    package var assigned = ""
    /// The word for what is in its envelope, see `CaseContent.name`; empty where the report is not proven.
    package var payload = ""
    /// Whether that is an alarm.
    package var isPayloadAlarming = false
    /// Whether the log says that the site erased it.
    package var isErasedThere = false
    /// What the report says it is about.
    package var category = Category.notSaid
    /// Where it happened, in the report's words.
    package var place = ""
    /// The same as a number of regions, where the report has one.
    package var region = ""
    /// The day of the event.
    package var eventDate: Date?
    /// The election that it names.
    package var election = ElectionKind.notSaid
    /// The same for two records with one report; nil where it was not read.
    package var digest: Hash?
    /// What of the report, its acts and its messages is not proven.
    package var doubts: [Doubt] = []
    /// Messages whose envelopes are gone by no lawful erasure, or exchanged, by their entries.
    package var gone: [UInt64] = []
    /// The agency's own words for it.
    package var labels: [String] = []
    /// Whether something came in that nobody looked at.
    package var isUnread = true
    /// Its records, proven or not.
    package var records: UInt32 = 0
    /// Envelopes that are still to be fetched.
    package var wanted: UInt32 = 0

    /// Nothing is known of the report yet.
    package init(id: Hash) { self.id = id }

    /// What there is to say of a case.
    ///
    /// - Parameters:
    ///   - file: the case.
    ///   - own: the agency whose list it is.
    ///   - kinds: what the site's agencies are.
    ///   - digest: the same for two records that hold one report; nil where it was not read.
    package init(
        _ file: CaseFile, own: AgencyCode, kinds: [AgencyCode: AgencyKind], digest: Hash?
    ) {
        id = file.id
        agencies = file.agencies
        labels = file.labels
        if let received = file.received {
            index = received.index
            cells = EnvelopeLength.cells(received.opened.length)
            if received.isProven {
                payload = received.content.name
                isPayloadAlarming = received.content.isAlarming
                (epoch, date) = (received.epoch, received.date)
            }
        }
        let timeline = file.timeline { kinds[$0] ?? .notSaid }
        if let standing = timeline?.standing(of: own) {
            (state, outcome) = (standing.state, standing.outcome)
            (due, since) = (standing.due, standing.since)
        }
        hasActed = file.hasAct(of: own)
        assigned = file.assigned(by: own)
        records = UInt32(clamping: file.records.count)
        if let report = file.report {
            category = report.story.category
            place = report.story.place
            region = report.story.region
            eventDate = report.story.eventDate
            election = report.story.election
            self.digest = digest
        }
        isErasedThere = file.erased.contains(file.id)
        for record in file.records {
            if let fault = record.fault {
                doubts.append(Doubt(index: record.index, kind: record.body.discriminant, fault: fault))
            } else {
                if record.content.isMissing, record.commitment != id { gone.append(record.index) }
                if record.content.isWanted { wanted = wanted.plus(1) }
            }
        }
        isUnread = file.newest(for: own) > file.seen
    }

    /// Whether the log proves everything that the row shows.
    package var isProven: Bool {
        doubts.isEmpty && state != nil && payload != CaseContent.unknownKeySet(Hash()).name
    }

    /// Whether somebody tampered, or hides something.
    package var isAlarming: Bool { !isProven || isPayloadAlarming || !gone.isEmpty }
}
