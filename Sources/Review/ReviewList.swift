import AuditLog
package import Cases
import Console
import TransparencyLog
package import Verification
package import Wire
package import Words

/// The reports that an agency was given, each in one line.
package struct ReviewList: Equatable, Sendable {
    package struct Row: Equatable, Sendable {
        package var id: Hash
        package var epoch: UInt64
        package var index: UInt64
        package var cells: UInt64
        package var agencies: [AgencyCode]
        package var state: CaseState
        package var isErased: Bool

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

    package init(rows: [Row], alarms: [(id: Hash, alarm: CaseHistory.Alarm)] = []) {
        self.rows = rows
        self.alarms = alarms
    }

    package static func == (left: Self, right: Self) -> Bool {
        left.rows == right.rows && left.alarms.elementsEqual(right.alarms) { $0 == $1 }
    }

    package static func fetch(
        _ session: ReviewSession, agency: AgencyCode
    ) async throws(Failure) -> ReviewList {
        let records = try await session.records()
        var epochs = ReviewEpochs(size: session.site.checkpoint.checkpoint.size) { index throws(Failure) in
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

    package var json: JSON {
        let reports = rows.map { row -> JSON in
            [
                "id": JSON(row.id), "epoch": JSON(row.epoch), "index": JSON(row.index),
                "cells": JSON(row.cells), "agencies": .array(row.agencies.map { .string($0) }),
                "state": JSON(row.state),
            ]
        }
        return ["reports": .array(reports)]
    }

    package func text(_ language: Language) -> String {
        guard !rows.isEmpty else {
            return Phrase("Belum ada laporan untuk instansi ini.", "No reports for this agency yet.")(
                language)
        }
        let head = Phrase(
            "ID                epoch   ukuran  status", "ID                epoch   size    state")(language)
        let lines = rows.map { row in
            let state = row.isErased ? Phrase("isi dihapus", "payload erased") : row.state.label
            let others = row.agencies.joined(separator: " ")
            return
                "\(row.id.hex.prefix(16))  \(column(row.epoch))  \(column(row.cells))  \(state(language)) (\(others))"
        }
        return ([head] + lines).joined(separator: "\n")
    }

    private func column(_ number: UInt64) -> String {
        let digits = String(number)
        return digits + String(repeating: " ", count: max(0, 6 - digits.count))
    }
}
