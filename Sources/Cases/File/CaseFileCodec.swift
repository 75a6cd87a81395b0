package import Wire

// struct {
//     OpenedEntry opened;
//     Hash commitment;
//     optional<uint64> epoch;
//     optional<uint64> date;
//     bool is_in_log;
//     optional<RecordFault> fault;
//     CaseContent content;
// } CaseRecord;
extension CaseRecord: WireMessage {
    /// Bytes of the longest encoding.
    package static var maximumSize: Int { CaseContent.maximumSize + 1 << 13 }

    /// Reads what `write` writes.
    package init(from reader: inout WireReader) throws(DecodeError) {
        opened = try OpenedEntry(from: &reader)
        commitment = try reader.fixed("CaseRecord.commitment")
        epoch = try reader.optional("CaseRecord.epoch") { reader throws(DecodeError) in
            try reader.uint64("CaseRecord.epoch")
        }
        date = try reader.optional("CaseRecord.date") { reader throws(DecodeError) in
            try reader.uint64("CaseRecord.date")
        }
        isInLog = try reader.bool("CaseRecord.is_in_log")
        fault = try reader.optional("CaseRecord.fault") { reader throws(DecodeError) in
            try RecordFault(from: &reader)
        }
        content = try CaseContent(from: &reader)
    }

    /// Writes the record as it is stored.
    package func write(to writer: inout WireWriter) {
        opened.write(to: &writer)
        writer.fixed(commitment)
        writer.optional(epoch) { $0.uint64($1) }
        writer.optional(date) { $0.uint64($1) }
        writer.bool(isInLog)
        writer.optional(fault) { $1.write(to: &$0) }
        content.write(to: &writer)
    }
}

// struct {
//     uint16 format;
//     Hash id;
//     CaseRecord records<0..65536>;       ascending by index
//     utf8 labels<0..64><0..64>;
//     uint64 seen;
//     Hash erased<0..65536>;              ascending
// } CaseFile;
extension CaseFile: WireMessage {
    /// Bytes of the longest encoding.
    package static var maximumSize: Int { 1 << 29 }
    /// Labels of one case.
    package static let labelLimit = 64
    /// Bytes of one label.
    package static let labelBytes = 64
    private static let recordLimit = 65_536
    private static let format: UInt16 = 1

    /// Reads what `write` writes.
    package init(from reader: inout WireReader) throws(DecodeError) {
        let format = try reader.uint16("CaseFile.format")
        guard format == Self.format else { throw reader.unknown(format, "CaseFile.format", width: 2) }
        self.init(id: try reader.fixed("CaseFile.id"))
        let records = try reader.vector(0...Self.recordLimit, "CaseFile.records") {
            reader throws(DecodeError) in
            try CaseRecord(from: &reader)
        }
        for record in records { take(record) }
        labels = try reader.vector(0...Self.labelLimit, "CaseFile.labels") { reader throws(DecodeError) in
            try reader.utf8(1...Self.labelBytes, "CaseFile.labels")
        }
        seen = try reader.uint64("CaseFile.seen")
        erased = Set(
            try reader.vector(0...Self.recordLimit, "CaseFile.erased") { reader throws(DecodeError) in
                let hash: Hash = try reader.fixed("CaseFile.erased")
                return hash
            })
    }

    /// Writes the case as it is stored.
    package func write(to writer: inout WireWriter) {
        writer.uint16(Self.format)
        writer.fixed(id)
        writer.vector(records, 0...Self.recordLimit, "CaseFile.records") { $1.write(to: &$0) }
        writer.vector(labels, 0...Self.labelLimit, "CaseFile.labels") {
            $0.utf8($1, 1...Self.labelBytes, "CaseFile.labels")
        }
        writer.uint64(seen)
        let sorted = erased.sorted { $0.hex < $1.hex }
        writer.vector(sorted, 0...Self.recordLimit, "CaseFile.erased") { $0.fixed($1) }
    }
}
