package import AuditLog
package import Cases
package import Sealing
package import Verification
package import Wire

/// The reports that an agency was given, each in one line, with what of it is proven.
package struct ReviewList: Equatable, Sendable {
    /// Something that the site gave and the log does not prove.
    package struct Doubt: Equatable, Sendable {
        /// Of the entry that is said to hold it.
        package var index: UInt64
        /// What it says to be.
        package var kind: RecordKind
        /// Why nobody need believe it.
        package var fault: RecordFault
    }

    /// One report.
    package struct Row: Equatable, Sendable {
        /// The report's commitment.
        package var id: Hash
        /// The epoch that it was published in; nil where it is not proven.
        package var epoch: UInt64?
        /// Its entry.
        package var index: UInt64
        /// Its envelope's size, in steps of 32,768 bytes.
        package var cells: UInt64
        /// All agencies that can read it.
        package var agencies: [AgencyCode]
        /// Where the asking agency's acts stand; nil where that is not proven.
        package var state: CaseState?
        /// What is in its envelope; nil where the report is not proven, and so was not opened.
        package var reading: ReportReading?
        /// What of the report, its acts and its messages is not proven.
        package var doubts: [Doubt] = []
        /// Messages of it whose envelopes are gone by no lawful erasure, by their entries.
        package var goneMessages: [UInt64] = []
        /// The record that the same report came with before.
        package var duplicateOf: Hash?

        /// Puts one together; nothing of it is in doubt.
        package init(
            id: Hash, epoch: UInt64?, index: UInt64, cells: UInt64, agencies: [AgencyCode],
            state: CaseState?, reading: ReportReading?
        ) {
            self.id = id
            self.epoch = epoch
            self.index = index
            self.cells = cells
            self.agencies = agencies
            self.state = state
            self.reading = reading
        }

        /// Whether the log proves everything that the row shows.
        package var isProven: Bool {
            guard doubts.isEmpty, state != nil, let reading else { return false }
            if case .unknownKeySet = reading { return false }
            return true
        }

        /// Whether somebody tampered, or hides something.
        package var isAlarming: Bool {
            switch reading {
            case .gone, .otherEnvelope, .refused: true
            default: !isProven || !goneMessages.isEmpty
            }
        }
    }

    /// In the order of the log.
    package var rows: [Row]
    /// What belongs to no report that the site gave, and is not proven.
    package var strays: [Doubt] = []
    /// The quorum's time in the checkpoint that the proofs are for, seconds since 1970; nil below the quorum.
    package var witnessed: UInt64?
    /// The agency's word to the sources that it has their reports.
    package var received = ReceivedActs()

    /// When the site's description and the agency's own keys run out; nil where no site was asked.
    package var expiry: SiteExpiry?
    /// The time of the look, seconds since 1970.
    package var now: UInt64 = 0

    /// Puts one together.
    package init(rows: [Row]) {
        self.rows = rows
    }

    /// Whether everything shown is proven, and nothing is missing that should be there.
    package var isWhole: Bool { strays.isEmpty && !rows.contains { $0.isAlarming } }

    /// Reads and verifies the log, opens the agency's reports, and says to the sources that it has them.
    ///
    /// - Parameters:
    ///   - session: a visit of the agency's, left open.
    ///   - key: the agency's.
    ///   - now: seconds since 1970.
    /// - Returns: all reports that the site gave, proven or not.
    /// - Throws: `VerificationError` where the site's entries are not those of its checkpoint.
    package static func fetch(
        _ session: ReviewSession, key: AgencyKeyFile, now: UInt64
    ) async throws(VerificationError) -> ReviewList {
        let proven = try await ProvenRecords.read(session, keys: key)
        let reports = proven.records.reports.filter { $0.fault == nil }
        let readings = await ReportReading.fetch(reports, of: proven, session: session, key: key)
        var list = ReviewList(proven, readings: readings, by: key.code)
        let read = reports.filter { if case .read = readings[$0.commitment] { true } else { false } }
        list.expiry = SiteExpiry(
            session.site.descriptor, keys: session.site.keys.filter { $0.agency == key.code })
        list.now = now
        list.received = await ReceivedActs.handIn(read, of: proven, session: session, key: key, now: now)
        return list
    }

    private init(_ proven: ProvenRecords, readings: [Hash: ReportReading], by agency: AgencyCode) {
        let records = proven.records
        var doubts: [Hash: [Doubt]] = [:]
        for record in records.unproven {
            guard let fault = record.fault, let report = record.report else { continue }
            doubts[report, default: []].append(
                Doubt(index: record.index, kind: record.body.discriminant, fault: fault))
        }
        var gone: [Hash: [UInt64]] = [:]
        for record in records.gone {
            guard let message = record.message else { continue }
            gone[message.report, default: []].append(record.index)
        }
        var first: [Hash: Hash] = [:]
        rows = []
        witnessed = proven.witnessed
        for report in records.reports {
            let isProven = report.fault == nil
            var row = Row(
                id: report.commitment, epoch: isProven ? proven.epoch(holding: report.index) : nil,
                index: report.index, cells: report.cells, agencies: report.received?.agencies ?? [],
                state: isProven ? try? records.history(of: report.commitment, by: agency).state : nil,
                reading: isProven ? readings[report.commitment] : nil)
            row.doubts = doubts.removeValue(forKey: report.commitment) ?? []
            row.goneMessages = gone.removeValue(forKey: report.commitment) ?? []
            if case .read(let content) = row.reading, let digest = try? content.digest() {
                row.duplicateOf = first[digest]
                if row.duplicateOf == nil { first[digest] = report.commitment }
            }
            rows.append(row)
        }
        strays = doubts.values.flatMap { $0 }.sorted { $0.index < $1.index }
    }
}
