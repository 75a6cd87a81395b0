import Cases
import Wire
package import Words

extension ReviewList {
    /// The answer of `list`.
    package var json: JSON {
        let reports = rows.map { row -> JSON in
            [
                "id": JSON(row.id), "epoch": JSON(row.epoch), "index": JSON(row.index),
                "cells": JSON(row.cells), "agencies": .array(row.agencies.map { .line($0) }),
                "state": JSON(row.state),
            ]
        }
        return ["reports": .array(reports)]
    }

    /// The same for people.
    package func text(_ language: Language) -> String {
        guard !rows.isEmpty else {
            return Phrase("Belum ada laporan untuk instansi ini.", "No reports for this agency yet.")(
                language)
        }
        let head = Phrase(
            "ID                epoch   ukuran  status", "ID                epoch   size    state")(language)
        let lines = rows.map { row in
            let state = row.isErased ? Phrase("isi dihapus", "payload erased") : row.state.label
            let others = Foreign(row.agencies.joined(separator: " "))
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
