import AuditLog
package import Cases
import TransparencyLog
package import Verification
package import Wire

/// The reports that an agency was given, each in one line.
package struct ReviewList: Equatable, Sendable {
    /// One report.
    package struct Row: Equatable, Sendable {
        /// The report's commitment.
        package var id: Hash
        /// The epoch that it was published in.
        package var epoch: UInt64
        /// Its entry.
        package var index: UInt64
        /// Its envelope's size, in steps of 32,768 bytes.
        package var cells: UInt64
        /// All agencies that can read it.
        package var agencies: [AgencyCode]
        /// Where the asking agency's acts stand.
        package var state: CaseState
        /// Whether its payload was erased.
        package var isErased: Bool

        /// Puts one together.
        package init(
            id: Hash, epoch: UInt64, index: UInt64, cells: UInt64, agencies: [AgencyCode], state: CaseState,
            isErased: Bool
        ) {
            self.id = id
            self.epoch = epoch
            self.index = index
            self.cells = cells
            self.agencies = agencies
            self.state = state
            self.isErased = isErased
        }
    }

    /// In the order of the log.
    package var rows: [Row]
    /// Reports whose acts have a gap or a duplicate, and what is wrong.
    package var alarms: [(id: Hash, alarm: CaseHistory.Alarm)]

    /// Puts one together.
    package init(rows: [Row], alarms: [(id: Hash, alarm: CaseHistory.Alarm)] = []) {
        self.rows = rows
        self.alarms = alarms
    }

    /// Compares rows and alarms, in order.
    package static func == (left: Self, right: Self) -> Bool {
        left.rows == right.rows && left.alarms.elementsEqual(right.alarms) { $0 == $1 }
    }

    /// Asks the site for the agency's reports.
    package static func fetch(
        _ session: ReviewSession, agency: AgencyCode
    ) async throws -> ReviewList {
        let records = try await session.records()
        var epochs = ReviewEpochs(size: session.site.checkpoint.checkpoint.size) { index in
            try await session.entry(at: index)
        }
        var list = ReviewList(rows: [])
        for report in records.reports {
            guard let received = report.received else { continue }
            list.rows.append(
                Row(
                    id: report.commitment, epoch: try await epochs.number(holding: report.index),
                    index: report.index, cells: report.cells, agencies: received.agencies,
                    state: list.state(of: report.commitment, by: agency, in: records),
                    isErased: records.isErased(report.commitment)))
        }
        return list
    }

    private mutating func state(
        of report: Hash, by agency: AgencyCode, in records: ReviewRecords
    ) -> CaseState {
        do { return try records.history(of: report, by: agency).state } catch {
            alarms.append((report, error))
            return .received
        }
    }

    /// What stands beside the list: tampered acts.
    package var warnings: [String] { alarms.map { "\($0.id.hex): \($0.alarm)" } }
}
