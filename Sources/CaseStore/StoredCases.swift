package import Cases
import GRDB
import Keys
import Sealing
package import Wire

/// What a store says of all its cases.
package struct StoredSummaries: Equatable, Sendable {
    /// Ascending by their places in the log.
    package var rows: [CaseSummary] = []
    /// Rows that do not open, by the first digits of their names.
    package var damaged: [String] = []
    /// Rows that are gone: there were so many more.
    package var lost: UInt64 = 0

    /// Whether nothing was changed.
    package var isWhole: Bool { damaged.isEmpty && lost == 0 }
}

extension CaseStore {
    /// One line for every case, without opening the cases.
    ///
    /// - Throws: `damaged` where the database or the memory cannot be read; a row that does not open is named beside the others.
    package func summaries() throws(CaseStoreError) -> StoredSummaries {
        try database.read { db in
            var found = StoredSummaries()
            var count: UInt64 = 0
            let rows = try Row.fetchCursor(
                db.cachedStatement(sql: "SELECT row, key, summary FROM cases"))
            while let row = try rows.next() {
                count = count.plus(1)
                let name = try row.bytes(0)
                if let caseKey = self.key.unwrap(try row.bytes(1), at: self.keyPlace(name)),
                    let bytes = caseKey.open(try row.bytes(2), at: StorePlace(kind: .summary, row: name)),
                    let summary = try? CaseSummary(decoding: bytes), self.row(of: summary.id) == name
                {
                    found.rows.append(summary)
                } else {
                    found.damaged.append(Self.shown(name))
                }
            }
            found.rows.sort { $0.index < $1.index }
            found.lost = try self.count(in: db).less(count)
            return found
        }
    }

    /// Opens every case, one after the other.
    ///
    /// - Parameter isWanted: asked once for each case.
    /// - Returns: those that are wanted, ascending by their ids; what does not open is left out, as `summaries` names it.
    /// - Throws: where the database cannot be read.
    package func ids(where isWanted: (CaseFile) -> Bool) throws(CaseStoreError) -> [Hash] {
        try database.read { db in
            var found: [Hash] = []
            let rows = try Row.fetchCursor(
                db.cachedStatement(
                    sql: "SELECT row, key, sealed FROM cases JOIN files USING (row)"))
            while let row = try rows.next() {
                let name = try row.bytes(0)
                guard let caseKey = self.key.unwrap(try row.bytes(1), at: self.keyPlace(name)),
                    let bytes = caseKey.open(try row.bytes(2), at: StorePlace(kind: .file, row: name)),
                    let file = try? CaseFile(decoding: bytes), self.row(of: file.id) == name, isWanted(file)
                else { continue }
                found.append(file.id)
            }
            return found.sorted()
        }
    }

    /// One case.
    ///
    /// - Returns: nil where the store has none with this id.
    package func file(_ id: Hash) throws(CaseStoreError) -> CaseFile? {
        try database.read { try self.file(id, in: $0)?.file }
    }

    /// The one case whose id begins so.
    ///
    /// - Parameters:
    ///   - prefix: 8 to 64 hexadecimal digits.
    ///   - ids: of all cases, where they are known already.
    /// - Returns: the whole id.
    /// - Throws: `ReviewRecordsError` where it is none; `CaseStoreError`.
    package func id(_ prefix: String, among ids: [Hash]? = nil) throws -> Hash {
        // A whole id needs no look at all the others.
        if prefix.utf8.count == 64, let whole = Hash(hex: prefix), try file(whole) != nil { return whole }
        return try ReviewRecords.only(prefix, among: ids ?? summaries().rows.map(\.id))
    }

    /// Changes one case in one transaction, and its line in the list with it.
    ///
    /// - Parameters:
    ///   - id: of the case, which is made where there is none.
    ///   - change: of the case as it is then.
    /// - Returns: the case as it is afterwards.
    /// - Throws: `damaged` where the case does not open, `tooMuch`, `full`; then nothing changed.
    @discardableResult
    package func update(
        _ id: Hash, _ change: (inout CaseFile) -> Void
    ) throws(CaseStoreError) -> CaseFile {
        try database.write { db in try self.update(id, in: db, change) }
    }

    @discardableResult
    func update(
        _ id: Hash, in db: Database, _ change: (inout CaseFile) throws -> Void
    ) throws -> CaseFile {
        let stored = try file(id, in: db)
        var file = stored?.file ?? CaseFile(id: id)
        try change(&file)
        if let stored, stored.file == file { return file }
        try save(file, under: try stored?.key ?? StoreKey(random: random), isNew: stored == nil, in: db)
        return file
    }

    func save(_ file: CaseFile, under caseKey: StoreKey, isNew: Bool, in db: Database) throws {
        let name = row(of: file.id)
        let digest = file.report.flatMap { try? $0.digest() }
        let summary = CaseSummary(
            file, own: settings.agency, kinds: try about(in: db).kinds, digest: digest)
        guard let body = try? file.encoded(), let line = try? summary.encoded() else {
            throw CaseStoreError.tooMuch
        }
        let sealedLine = try caseKey.seal(line, at: StorePlace(kind: .summary, row: name), random: random)
        let sealedBody = try caseKey.seal(body, at: StorePlace(kind: .file, row: name), random: random)
        let wrapped = try key.wrap(caseKey, at: keyPlace(name), random: random)
        try db.run(
            "INSERT OR REPLACE INTO cases VALUES (?, ?, ?)", [name.data, wrapped.data, sealedLine.data])
        try db.run("INSERT OR REPLACE INTO files VALUES (?, ?)", [name.data, sealedBody.data])
        guard isNew else { return }
        let count = try count(in: db).plus(1)
        try remember(
            .count, (0..<8).reversed().map { UInt8(truncatingIfNeeded: count >> (8 * UInt64($0))) }, in: db)
    }

    func file(_ id: Hash, in db: Database) throws -> (file: CaseFile, key: StoreKey)? {
        let name = row(of: id)
        guard let caseKey = try caseKey(name, in: db) else {
            let body = try db.value("SELECT sealed FROM files WHERE row = ?", [name.data])
            guard body == nil else { throw CaseStoreError.damaged(.row(Self.shown(name))) }
            return nil
        }
        guard let sealed = try db.value("SELECT sealed FROM files WHERE row = ?", [name.data]),
            let bytes = caseKey.open(sealed, at: StorePlace(kind: .file, row: name)),
            let file = try? CaseFile(decoding: bytes), file.id == id
        else { throw CaseStoreError.damaged(.row(Self.shown(name))) }
        return (file, caseKey)
    }

    func caseKey(_ name: [UInt8], in db: Database) throws -> StoreKey? {
        guard let wrapped = try db.value("SELECT key FROM cases WHERE row = ?", [name.data]) else {
            return nil
        }
        guard let caseKey = key.unwrap(wrapped, at: keyPlace(name)) else {
            throw CaseStoreError.damaged(.row(Self.shown(name)))
        }
        return caseKey
    }

    func row(of id: Hash) -> [UInt8] { names.name(.file, id.bytes) }

    func keyPlace(_ name: [UInt8]) -> StorePlace { StorePlace(kind: .caseKey, row: name) }

    static func shown(_ name: [UInt8]) -> String { Array(name.prefix(4)).hex }

    private func count(in db: Database) throws -> UInt64 {
        guard let bytes = try memory(.count, in: db), bytes.count == 8 else {
            throw CaseStoreError.damaged(.memory)
        }
        return bytes.reduce(0) { $0 << 8 | UInt64($1) }
    }
}
