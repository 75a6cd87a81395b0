package import Cases
import GRDB
import Keys
package import Wire

/// An envelope that was fetched to its end, or is there as far as it came.
package struct StoredEnvelope: Sendable {
    /// Bytes of every part but the last.
    package static let partLength = 65_536
}

/// What became of one record's envelope, with its parts where they were small enough to be held.
package struct FetchedContent: Sendable {
    /// The case.
    package var id: Hash
    /// Of the record's entry.
    package var index: UInt64
    /// What it holds.
    package var content: CaseContent
    /// All of it, each of `partLength` bytes, the last one excepted; nil keeps what is stored, and empty removes it.
    package var parts: [[UInt8]]?

    /// Takes the parts as they are.
    package init(id: Hash, index: UInt64, content: CaseContent, parts: [[UInt8]]?) {
        self.id = id
        self.index = index
        self.content = content
        self.parts = parts
    }
}

extension CaseStore {
    /// Keeps the next parts of an envelope that is being fetched, before anybody knows whether it is the right one.
    ///
    /// - Parameters:
    ///   - parts: each of `partLength` bytes, the envelope's last one excepted.
    ///   - first: how many are stored already.
    ///   - id: of the case.
    ///   - index: of the record's entry.
    /// - Throws: `full`, `damaged`; then none of them is kept.
    package func append(
        _ parts: [[UInt8]], from first: UInt64, of id: Hash, at index: UInt64
    ) throws(CaseStoreError) {
        try database.write { db in try self.append(parts, from: first, of: id, at: index, in: db) }
    }

    private func append(
        _ parts: [[UInt8]], from first: UInt64, of id: Hash, at index: UInt64, in db: Database
    ) throws {
        guard let caseKey = try caseKey(row(of: id), in: db) else { return }
        let name = partRow(of: id, at: index)
        var number = first
        for part in parts {
            let place = StorePlace(kind: .part, row: name, number: number)
            try db.run(
                "INSERT OR REPLACE INTO parts VALUES (?, ?, ?)",
                [name.data, Int64(clamping: number), try caseKey.seal(part, at: place, random: random).data])
            number = number.plus(1)
        }
    }

    /// Reads an envelope's parts in their order.
    ///
    /// - Parameters:
    ///   - id: of the case.
    ///   - index: of the record's entry.
    ///   - body: gets one part after the other; what it throws ends the reading.
    /// - Returns: how many bytes there were.
    /// - Throws: `damaged` for a part that does not open; what `body` throws.
    @discardableResult
    package func readParts(
        of id: Hash, at index: UInt64, _ body: ([UInt8]) throws -> Void
    ) throws -> UInt64 {
        var length: UInt64 = 0
        var number: UInt64 = 0
        let name = partRow(of: id, at: index)
        while let part = try part(number, of: name, case: id) {
            try body(part)
            length = length.plus(UInt64(part.count))
            number = number.plus(1)
        }
        return length
    }

    private func part(_ number: UInt64, of name: [UInt8], case id: Hash) throws(CaseStoreError) -> [UInt8]? {
        try database.read { db in
            let sealed = try db.value(
                "SELECT sealed FROM parts WHERE row = ? AND n = ?", [name.data, Int64(clamping: number)])
            guard let sealed else { return nil }
            let place = StorePlace(kind: .part, row: name, number: number)
            guard let caseKey = try self.caseKey(self.row(of: id), in: db),
                let bytes = caseKey.open(sealed, at: place)
            else { throw CaseStoreError.damaged(.envelope) }
            return bytes
        }
    }

    /// Lets go of what came of an envelope that is not the right one.
    package func removeParts(of id: Hash, at index: UInt64) throws(CaseStoreError) {
        try database.write { db in try self.removeParts(of: id, at: index, in: db) }
    }

    private func removeParts(of id: Hash, at index: UInt64, in db: Database) throws {
        try db.run("DELETE FROM parts WHERE row = ?", [partRow(of: id, at: index).data])
    }

    /// Keeps what became of envelopes, all of it or nothing.
    package func finish(_ fetched: [FetchedContent]) throws(CaseStoreError) {
        guard !fetched.isEmpty else { return }
        let cases = Dictionary(grouping: fetched, by: \.id)
        try database.write { db in
            for (id, contents) in cases {
                for content in contents {
                    guard let parts = content.parts else { continue }
                    try self.removeParts(of: id, at: content.index, in: db)
                    try self.append(parts, from: 0, of: id, at: content.index, in: db)
                }
                try self.update(id, in: db) { file in
                    for content in contents { file.set(content.content, at: content.index) }
                }
            }
        }
    }

    /// Lets go of everything of a case that came in an envelope, and of the key that it was sealed with.
    ///
    /// What the log says of the case stays, so that no later look fetches it again; the log itself is nobody's to forget.
    package func forget(_ id: Hash) throws(CaseStoreError) {
        try database.write { db in
            guard let stored = try self.file(id, in: db) else { return }
            var file = stored.file
            for record in file.records { try self.removeParts(of: id, at: record.index, in: db) }
            file.forget()
            // Under a new key: whoever finds the old bytes has nothing to open them with.
            try self.save(file, under: try StoreKey(random: self.random), isNew: false, in: db)
        }
        database.emptyLog()
    }

    private func partRow(of id: Hash, at index: UInt64) -> [UInt8] {
        names.name(
            .part, id.bytes + (0..<8).reversed().map { UInt8(truncatingIfNeeded: index >> (8 * UInt64($0))) })
    }
}
