package import Cases
import GRDB
package import Wire

/// What a look at a log brought, as far as no envelope is needed for it.
package struct SyncedLog: Sendable {
    /// Records by their report, not proven yet.
    package var records: [Hash: [CaseRecord]] = [:]
    /// Commitments that the log says were erased.
    package var erased: Set<Hash> = []
    /// What a run goes on from; nil leaves what there was, so that what was false is read and told again.
    package var log: [UInt8]?
    /// The newest checkpoint that was proven.
    package var checkpoint: [UInt8] = []
    /// Epochs and key sets.
    package var epochs: [UInt8]?
    /// The site as it is.
    package var about = StoreAbout()

    /// Nothing was brought.
    package init() {}
}

extension CaseStore {
    /// Keeps all of it or nothing: what a later run goes on from is never ahead of what is kept.
    ///
    /// - Parameters:
    ///   - synced: what a look brought.
    ///   - rules: that records are held against.
    /// - Returns: records that the store did not have, and the cases that changed.
    /// - Throws: `full`, `tooMuch`, `damaged`; then nothing changed.
    package func take(
        _ synced: SyncedLog, by rules: RecordRules
    ) throws(CaseStoreError) -> (new: Int, changed: [CaseFile]) {
        try database.write { db in
            // First: what an agency is says which limits its acts set.
            try self.remember(.about, try synced.about.encoded(), in: db)
            var new = 0
            var changed: [CaseFile] = []
            for (id, records) in synced.records.sorted(by: { $0.key.hex < $1.key.hex }) {
                let file = try self.update(id, in: db) { file in
                    for record in records where file.take(record) { new += 1 }
                    file.prove(by: rules)
                }
                changed.append(file)
            }
            // What an erasure names may be of a case that nothing else came for.
            if !synced.erased.isEmpty { try self.noteErasures(synced.erased, by: rules, in: db) }
            if let log = synced.log { try self.remember(.log, log, in: db) }
            if let epochs = synced.epochs { try self.remember(.epochs, epochs, in: db) }
            try self.remember(.checkpoint, synced.checkpoint, in: db)
            return (new, changed)
        }
    }
}

extension CaseStore {
    /// Says in each case that holds one of the records that the log now calls it erased; what is here stays.
    private func noteErasures(_ erased: Set<Hash>, by rules: RecordRules, in db: Database) throws {
        var names: [[UInt8]] = []
        let rows = try Row.fetchCursor(db.cachedStatement(sql: "SELECT row FROM cases"))
        while let row = try rows.next() { names.append(try row.bytes(0)) }
        for name in names {
            guard let caseKey = try caseKey(name, in: db),
                let sealed = try db.value("SELECT sealed FROM files WHERE row = ?", [name.data]),
                let bytes = caseKey.open(sealed, at: StorePlace(kind: .file, row: name)),
                let file = try? CaseFile(decoding: bytes)
            else { throw CaseStoreError.damaged(.row(Self.shown(name))) }
            guard file.records.contains(where: { erased.contains($0.commitment) }) else { continue }
            try update(file.id, in: db) { $0.prove(by: rules) }
        }
    }
}
