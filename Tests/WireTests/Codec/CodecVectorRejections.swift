import Wire

extension Vectors {
    static let rejected: [RejectedVector] = [
        reject(FrameHeader.self, "no bytes", "", "truncated", "FrameHeader.type"),
        reject(FrameHeader.self, "one byte short", "01 00000a 000000", "truncated", "FrameHeader.stream"),
        reject(FrameHeader.self, "one byte more", "01 00000a 00000000 00", "trailing", "FrameHeader"),
        reject(FrameHeader.self, "type 0", "00 00000a 00000000", "unknown_value", "FrameHeader.type"),
        reject(FrameHeader.self, "type 11", "0b 00000a 00000000", "unknown_value", "FrameHeader.type"),
        reject(Settings.self, "half of it", "0002000000", "truncated", "Settings.initial_credit"),
        reject(Status.self, "length 0 in two bytes", "00 4000 0000000000000000 00", "length", "Status.field"),
        reject(
            Status.self, "length 0 in four bytes", "00 80000000 0000000000000000 00", "length", "Status.field"
        ),
        reject(Status.self, "length of the reserved form", "00 c0", "length", "Status.field"),
        reject(
            Status.self, "65 bytes of field", "00 4041 61*65 0000000000000000 00", "bound", "Status.field"),
        reject(Status.self, "field cut", "00 02 61", "truncated", "Status.field"),
        reject(Status.self, "lone continuation", "00 01 80 0000000000000000 00", "utf8", "Status.field"),
        reject(Status.self, "overlong form", "00 02 c080 0000000000000000 00", "utf8", "Status.field"),
        reject(Status.self, "surrogate", "00 03 eda080 0000000000000000 00", "utf8", "Status.field"),
        reject(Status.self, "above U+10FFFF", "00 04 f4908080 0000000000000000 00", "utf8", "Status.field"),
        reject(Status.self, "cut character", "00 02 e282 0000000000000000 00", "utf8", "Status.field"),
        reject(Ping.self, "seven bytes", "01020304050607", "truncated", "Ping.data"),
        reject(Witness.self, "no name", "00 07*32", "bound", "Witness.name"),
        reject(Proof.self, "a hash and a half", "30 73*48", "truncated", "Proof.hashes"),
        reject(Proof.self, "127 hashes", "4fe0 73*4064", "bound", "Proof.hashes"),
        reject(Proof.self, "length beyond the end", "4020 73*31", "length", "Proof.hashes"),
        reject(Proof.self, "vector beyond the end", "20 73*31", "truncated", "Proof.hashes"),
        reject(TileReply.self, "31 bytes", "1f 71*31", "bound", "TileReply.hashes"),
        reject(
            EntryBody.self, "sealed, a byte short", "0004 1f 31*31", "truncated", "SealedRecord.commitment"),
        reject(EntryBody.self, "sealed, a byte more", "0004 21 31*33", "trailing", "EntryBody"),
        reject(EntryBody.self, "sealed, its length in two bytes", "0004 4020 31*32", "length", "EntryBody"),
        reject(EntryBody.self, "unknown kind, body cut", "1234 03 0102", "truncated", "EntryBody"),
        reject(
            EntryBody.self, "unknown kind, body above the maximum", "1234 8000fde9 00*65001", "bound",
            "EntryBody"),
        reject(Entry.self, "a byte behind it", "0001 00*8 21*32 0004 20 31*32 00", "trailing", "Entry"),
        reject(Record.self, "filler with a body", "0001 0001 01 00", "trailing", "RecordBody"),
        reject(
            Record.self, "report_received without agencies", "0001 0002 22 00 48*32 00", "bound",
            "ReportReceived.agencies"),
        reject(
            Record.self, "13 agencies",
            "0001 0002 3c 1a 0161 0162 0163 0164 0165 0166 0167 0168 0169 016a 016b 016c 016d 48*32 00",
            "bound", "ReportReceived.agencies"),
        reject(
            Record.self, "direction 0", "0001 0003 28 02 0161 41*32 00 00000000", "unknown_value",
            "MessagePosted.direction"),
        reject(
            InboxRequest.self, "role 4", "04 53*32 61*64 00000001", "unknown_value", "Authentication.role"),
        reject(ExchangeRequest.self, "kind 0", "00", "unknown_value", "ExchangeRequest"),
        reject(ExchangeRequest.self, "decoy with a body", "05 00", "trailing", "ExchangeRequest"),
        reject(ExchangeReply.self, "flag 2", "02 05", "flag", "ExchangeReply.more"),
        reject(ExchangeReply.self, "kind 8", "00 08", "unknown_value", "ExchangeResult"),
        reject(
            InboxReport.self, "presence byte 2",
            "0001 0161 31*32 0000000000000008 32*64 33*32 0001 0001 00 22*32 62*64 02 00", "flag",
            "InboxReport.inclusion"),
    ]

    /// Frame contents of a cell's size or not, refused before or behind the message.
    static let rejectedCells: [RejectedVector] = [
        cell("one byte short", "01 05 00*32757", "bound", "Cell"),
        cell("one byte more", "01 05 00*32759", "bound", "Cell"),
        cell("padding that is not zero", "01 05 00*32757 01", "padding", "Cell.padding"),
        cell("first byte of the padding", "01 05 01 00*32757", "padding", "Cell.padding"),
        cell("length in two bytes", "4001 05 00*32757", "length", "Cell.content"),
        cell("length beyond the cell", "80007ff5 00*32756", "bound", "Cell.content"),
    ]

    private static func reject<Message: WireMessage>(
        _: Message.Type, _ name: String, _ hex: String, _ reason: String, _ field: String
    ) -> RejectedVector {
        RejectedVector(
            message: "\(Message.self)", name: name, bytes: vectorBytes(hex) ?? [], reason: reason,
            field: field)
    }

    private static func cell(_ name: String, _ hex: String, _ reason: String, _ field: String)
        -> RejectedVector
    {
        RejectedVector(
            message: "Cell", name: name, bytes: vectorBytes(hex) ?? [], reason: reason, field: field)
    }
}

extension DecodeError.Reason {
    /// As in `encodings.json`.
    var vectorName: String {
        switch self {
        case .truncated: "truncated"
        case .trailing: "trailing"
        case .length: "length"
        case .bound: "bound"
        case .unknownValue: "unknown_value"
        case .utf8: "utf8"
        case .flag: "flag"
        case .padding: "padding"
        }
    }
}
