package import Wire

// struct {
//     uint16 format;
//     Hash id;
//     uint64 index;
//     optional<uint64> epoch;
//     optional<uint64> date;
//     uint64 cells;
//     AgencyCode agencies<0..12>;
//     optional<CaseState> state;
//     Outcome outcome;
//     DueClass due;
//     optional<uint64> since;
//     bool has_acted;
//     utf8 assigned<0..4000>;
//     utf8 payload<0..32>;
//     bool is_payload_alarming;
//     bool is_erased_there;
//     Category category;
//     utf8 place<0..1000>;
//     utf8 region<0..64>;
//     optional<Date> event_date;
//     ElectionKind election;
//     optional<Hash> digest;
//     Doubt doubts<0..65536>;
//     uint64 gone<0..65536>;
//     utf8 labels<0..64><0..64>;
//     bool is_unread;
//     uint32 records;
//     uint32 wanted;
// } CaseSummary;
extension CaseSummary: WireMessage {
    /// Bytes of the longest encoding.
    package static var maximumSize: Int { 1 << 24 }
    private static let limit = 0...65_536
    private static let format: UInt16 = 1

    /// Reads what `write` writes.
    package init(from reader: inout WireReader) throws(DecodeError) {
        let format = try reader.uint16("CaseSummary.format")
        guard format == Self.format else { throw reader.unknown(format, "CaseSummary.format", width: 2) }
        self.init(id: try reader.fixed("CaseSummary.id"))
        index = try reader.uint64("CaseSummary.index")
        epoch = try reader.optional("CaseSummary.epoch") { reader throws(DecodeError) in
            try reader.uint64("CaseSummary.epoch")
        }
        date = try reader.optional("CaseSummary.date") { reader throws(DecodeError) in
            try reader.uint64("CaseSummary.date")
        }
        cells = try reader.uint64("CaseSummary.cells")
        agencies = try reader.vector(0...64, "CaseSummary.agencies") { reader throws(DecodeError) in
            try reader.utf8(1...32, "CaseSummary.agencies")
        }
        state = try reader.optional("CaseSummary.state") { reader throws(DecodeError) in
            try CaseState(from: &reader)
        }
        outcome = try Outcome(from: &reader)
        due = try DueClass(from: &reader)
        since = try reader.optional("CaseSummary.since") { reader throws(DecodeError) in
            try reader.uint64("CaseSummary.since")
        }
        hasActed = try reader.bool("CaseSummary.has_acted")
        assigned = try reader.utf8(0...4_000, "CaseSummary.assigned")
        payload = try reader.utf8(0...32, "CaseSummary.payload")
        isPayloadAlarming = try reader.bool("CaseSummary.is_payload_alarming")
        isErasedThere = try reader.bool("CaseSummary.is_erased_there")
        category = try Category(from: &reader)
        place = try reader.utf8(0...1_000, "CaseSummary.place")
        region = try reader.utf8(0...64, "CaseSummary.region")
        eventDate = try reader.optional("CaseSummary.event_date") { reader throws(DecodeError) in
            try Date(from: &reader)
        }
        election = try ElectionKind(from: &reader)
        digest = try reader.optional("CaseSummary.digest") { reader throws(DecodeError) in
            let hash: Hash = try reader.fixed("CaseSummary.digest")
            return hash
        }
        doubts = try reader.vector(Self.limit, "CaseSummary.doubts") { reader throws(DecodeError) in
            Doubt(
                index: try reader.uint64("Doubt.index"), kind: try RecordKind(from: &reader),
                fault: try RecordFault(from: &reader))
        }
        gone = try reader.vector(Self.limit, "CaseSummary.gone") { reader throws(DecodeError) in
            try reader.uint64("CaseSummary.gone")
        }
        labels = try reader.vector(0...CaseFile.labelLimit, "CaseSummary.labels") {
            reader throws(DecodeError) in
            try reader.utf8(1...CaseFile.labelBytes, "CaseSummary.labels")
        }
        isUnread = try reader.bool("CaseSummary.is_unread")
        records = try reader.uint32("CaseSummary.records")
        wanted = try reader.uint32("CaseSummary.wanted")
    }

    /// Writes the summary as it is stored.
    package func write(to writer: inout WireWriter) {
        writer.uint16(Self.format)
        writer.fixed(id)
        writer.uint64(index)
        writer.optional(epoch) { $0.uint64($1) }
        writer.optional(date) { $0.uint64($1) }
        writer.uint64(cells)
        writer.vector(agencies, 0...64, "CaseSummary.agencies") {
            $0.utf8($1, 1...32, "CaseSummary.agencies")
        }
        writer.optional(state) { $1.write(to: &$0) }
        outcome.write(to: &writer)
        due.write(to: &writer)
        writer.optional(since) { $0.uint64($1) }
        writer.bool(hasActed)
        writer.utf8(assigned, 0...4_000, "CaseSummary.assigned")
        writer.utf8(payload, 0...32, "CaseSummary.payload")
        writer.bool(isPayloadAlarming)
        writer.bool(isErasedThere)
        category.write(to: &writer)
        writer.utf8(place, 0...1_000, "CaseSummary.place")
        writer.utf8(region, 0...64, "CaseSummary.region")
        writer.optional(eventDate) { $1.write(to: &$0) }
        election.write(to: &writer)
        writer.optional(digest) { $0.fixed($1) }
        writer.vector(doubts, Self.limit, "CaseSummary.doubts") { writer, doubt in
            writer.uint64(doubt.index)
            doubt.kind.write(to: &writer)
            doubt.fault.write(to: &writer)
        }
        writer.vector(gone, Self.limit, "CaseSummary.gone") { $0.uint64($1) }
        writer.vector(labels, 0...CaseFile.labelLimit, "CaseSummary.labels") {
            $0.utf8($1, 1...CaseFile.labelBytes, "CaseSummary.labels")
        }
        writer.bool(isUnread)
        writer.uint32(records)
        writer.uint32(wanted)
    }
}
