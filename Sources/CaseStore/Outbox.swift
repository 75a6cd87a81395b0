import GRDB
import Keys
package import Wire

/// Something that a reviewer said and no site has promised yet, or whose promise no published epoch has kept yet.
package struct OutboxItem: Equatable, Sendable {
    /// What is handed in, by the call that takes it.
    package enum Request: Equatable, Sendable {
        case question(Question)
        case note(Note)
        case act(ActRequest)
    }

    /// What is handed in, byte for byte the same each time.
    package var request: Request
    /// The message in its envelope, encoded: nobody here can open a question again; empty for what has none.
    package var sealed: [UInt8]
    /// When it was made, seconds since 1970.
    package var made: UInt64
    /// The epoch by which the site promised to publish it; nil as long as it did not.
    package var promised: UInt64?
    /// What the site promised to publish; nil as long as it did not.
    package var commitment: Hash?
    /// The site's promise itself, which shows others that it was broken; nil where there is none, or a program before this one kept it.
    package var promise: Promise?
    /// Whether a colleague's act took its place: nobody will ever take it, and what was written in it can still be read.
    package var isOvertaken = false
    /// Why the site did not take it the last time, in its own words; nil where it was not asked or took it.
    package var refused: String?

    /// Nothing was promised yet.
    package init(_ request: Request, sealed: [UInt8], made: UInt64) {
        self.request = request
        self.sealed = sealed
        self.made = made
    }

    /// Keeps what the site promised.
    package mutating func take(_ promise: Promise) {
        (promised, commitment, self.promise) = (promise.epoch, promise.commitment, promise)
    }

    /// Whether the epoch that it was promised for is in a log that does not hold it.
    ///
    /// - Parameter newest: the newest epoch of the log that was read; nil where none was.
    /// - Returns: false for what was not promised.
    package func isBroken(at newest: UInt64?) -> Bool {
        guard let promised, let newest else { return false }
        return newest >= promised
    }

    /// The report that it is about.
    package var report: Hash {
        switch request {
        case .question(let question): question.report
        case .note(let note): note.report
        case .act(let request): request.act.report
        }
    }

    /// SHA-256 of its envelope; of an act without one, of the act.
    package var name: Hash {
        switch request {
        case .question(let question): sha256(question.envelope)
        case .note(let note): sha256(note.envelope)
        case .act(let request): (try? request.act.encoded()).map { sha256($0) } ?? Hash()
        }
    }

    /// SHA-256 of its envelope; nil where it has none.
    package var envelope: Hash? {
        switch request {
        case .question, .note: name
        case .act(let request): request.act.reason == Hash() ? nil : request.act.reason
        }
    }
}

// struct {
//     uint16 format;
//     uint8 kind;                         0 question, 1 note, 2 act
//     select (kind) { case 0: Question; case 1: Note; case 2: ActRequest; };
//     opaque sealed<0..16384>;
//     uint64 made;
//     optional<uint64> promised;
//     optional<Hash> commitment;
//     optional<utf8<0..1000>> refused;
//     optional<Promise> promise;          from format 2 on, as what follows
//     bool isOvertaken;
// } OutboxItem;
extension OutboxItem: WireMessage {
    /// Bytes of the longest encoding.
    package static var maximumSize: Int { 1 << 17 }
    private static let format: UInt16 = 2

    /// Reads what `write` writes, and what the format before it wrote.
    package init(from reader: inout WireReader) throws(DecodeError) {
        let format = try reader.uint16("OutboxItem.format")
        guard (1...Self.format).contains(format) else {
            throw reader.unknown(format, "OutboxItem.format", width: 2)
        }
        let kind = try reader.uint8("OutboxItem.kind")
        switch kind {
        case 0: request = .question(try Question(from: &reader))
        case 1: request = .note(try Note(from: &reader))
        case 2: request = .act(try ActRequest(from: &reader))
        default: throw reader.unknown(kind, "OutboxItem.kind", width: 1)
        }
        sealed = try reader.opaque(0...16_384, "OutboxItem.sealed")
        made = try reader.uint64("OutboxItem.made")
        promised = try reader.optional("OutboxItem.promised") { reader throws(DecodeError) in
            try reader.uint64("OutboxItem.promised")
        }
        commitment = try reader.optional("OutboxItem.commitment") { reader throws(DecodeError) in
            let hash: Hash = try reader.fixed("OutboxItem.commitment")
            return hash
        }
        refused = try reader.optional("OutboxItem.refused") { reader throws(DecodeError) in
            try reader.utf8(0...1_000, "OutboxItem.refused")
        }
        guard format > 1 else { return }
        promise = try reader.optional("OutboxItem.promise") { reader throws(DecodeError) in
            try Promise(from: &reader)
        }
        isOvertaken = try reader.bool("OutboxItem.isOvertaken")
    }

    /// Writes the item as it is stored.
    package func write(to writer: inout WireWriter) {
        writer.uint16(Self.format)
        switch request {
        case .question(let question):
            writer.uint8(0)
            question.write(to: &writer)
        case .note(let note):
            writer.uint8(1)
            note.write(to: &writer)
        case .act(let request):
            writer.uint8(2)
            request.write(to: &writer)
        }
        writer.opaque(sealed, 0...16_384, "OutboxItem.sealed")
        writer.uint64(made)
        writer.optional(promised) { $0.uint64($1) }
        writer.optional(commitment) { $0.fixed($1) }
        writer.optional(refused.map { String($0.prefix(200)) }) {
            $0.utf8($1, 0...1_000, "OutboxItem.refused")
        }
        writer.optional(promise) { writer, promise in promise.write(to: &writer) }
        writer.bool(isOvertaken)
    }
}

extension CaseStore {
    /// All that waits to be handed in or to be published, in the order in which it was made.
    package func outbox() throws(CaseStoreError) -> [OutboxItem] { try items().filter { !$0.isOvertaken } }

    /// What was to be done for a report and a colleague's act came before; nothing of it was published.
    package func overtaken(of report: Hash) throws(CaseStoreError) -> [OutboxItem] {
        try items().filter { $0.isOvertaken && $0.report == report }
    }

    private func items() throws(CaseStoreError) -> [OutboxItem] {
        try database.read { db in
            var items: [OutboxItem] = []
            let rows = try Row.fetchCursor(db.cachedStatement(sql: "SELECT row, sealed FROM outbox"))
            while let row = try rows.next() {
                let name = try row.bytes(0)
                guard let bytes = self.key.open(try row.bytes(1), at: StorePlace(kind: .outbox, row: name)),
                    let item = try? OutboxItem(decoding: bytes), self.outboxRow(item) == name
                else { throw CaseStoreError.damaged(.row(Self.shown(name))) }
                items.append(item)
            }
            return items.sorted { ($0.made, $0.counter) < ($1.made, $1.counter) }
        }
    }

    /// Keeps items, or what became of them: all or none.
    package func put(_ items: [OutboxItem]) throws(CaseStoreError) {
        guard !items.isEmpty else { return }
        try database.write { db in
            for item in items {
                guard let bytes = try? item.encoded() else { throw CaseStoreError.tooMuch }
                let name = self.outboxRow(item)
                let place = StorePlace(kind: .outbox, row: name)
                let sealed = try self.key.seal(bytes, at: place, random: self.random)
                try db.run("INSERT OR REPLACE INTO outbox VALUES (?, ?)", [name.data, sealed.data])
            }
        }
    }

    /// Takes items out: the log holds them, or nobody will ever take them.
    package func remove(_ items: [OutboxItem]) throws(CaseStoreError) {
        guard !items.isEmpty else { return }
        try database.write { db in
            for item in items {
                try db.run("DELETE FROM outbox WHERE row = ?", [self.outboxRow(item).data])
            }
        }
    }

    private func outboxRow(_ item: OutboxItem) -> [UInt8] { names.name(.outbox, item.name.bytes) }
}

extension OutboxItem {
    /// The number that it has among those of its report and kind.
    package var counter: UInt32 {
        switch request {
        case .question(let question): question.counter
        case .note(let note): note.counter
        case .act(let request): request.act.counter
        }
    }
}
