package import Wire

// struct {
//     utf8 kind<1..32>;
//     uint64 index;
//     optional<uint64> epoch, scheduled;
//     uint32 serial;
//     utf8 agency<0..64>, use<0..16>, key<0..64>, old<0..64>;     empty for none
// } SiteEvent;
extension SiteEvent: WireMessage {
    /// Bytes of the longest stored event.
    package static var maximumSize: Int { 512 }

    /// Reads a stored event, and nothing that `write` does not write.
    package init(from reader: inout WireReader) throws(DecodeError) {
        let name = try reader.utf8(1...32, "SiteEvent.kind")
        guard let kind = Kind(rawValue: name) else {
            throw DecodeError(.unknownValue(0), field: "SiteEvent.kind", offset: 0)
        }
        self.kind = kind
        index = try reader.uint64("SiteEvent.index")
        epoch = try reader.optional("SiteEvent.epoch") { reader throws(DecodeError) in
            try reader.uint64("SiteEvent.epoch")
        }
        scheduled = try reader.optional("SiteEvent.scheduled") { reader throws(DecodeError) in
            try reader.uint64("SiteEvent.scheduled")
        }
        serial = try reader.uint32("SiteEvent.serial")
        agency = try reader.text(0...64, "SiteEvent.agency")
        use = try reader.text(0...16, "SiteEvent.use")
        key = try reader.text(0...64, "SiteEvent.key")
        old = try reader.text(0...64, "SiteEvent.old")
    }

    /// Writes the event as it is stored.
    package func write(to writer: inout WireWriter) {
        writer.utf8(kind.rawValue, 1...32, "SiteEvent.kind")
        writer.uint64(index)
        writer.optional(epoch) { $0.uint64($1) }
        writer.optional(scheduled) { $0.uint64($1) }
        writer.uint32(serial)
        writer.utf8(agency ?? "", 0...64, "SiteEvent.agency")
        writer.utf8(use ?? "", 0...16, "SiteEvent.use")
        writer.utf8(key ?? "", 0...64, "SiteEvent.key")
        writer.utf8(old ?? "", 0...64, "SiteEvent.old")
    }
}

extension WireReader {
    fileprivate mutating func text(
        _ bounds: ClosedRange<Int>, _ field: StaticString
    ) throws(DecodeError) -> String? {
        let text = try utf8(bounds, field)
        return text.isEmpty ? nil : text
    }
}
