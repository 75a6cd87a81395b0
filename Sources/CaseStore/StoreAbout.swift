import Cases
import GRDB
package import Wire

/// What a store says of the site as it was when it was asked last.
package struct StoreAbout: Equatable, Sendable {
    /// When that was, seconds since 1970; nil where it never was.
    package var synced: UInt64?
    /// The quorum's time in the newest proven checkpoint, seconds since 1970; nil below the quorum.
    package var witnessed: UInt64?
    /// The site's description then.
    package var descriptor: SiteDescriptor?
    /// The number of the newest epoch in the log then, which was proven.
    package var epoch: UInt64?
    /// The entry that named an agency for the first time; 0 for those that the log began with and that were renamed or removed.
    package var joined: [AgencyCode: UInt64] = [:]

    /// Nobody was asked yet.
    package init() {}
}

// struct {
//     uint16 format;
//     optional<uint64> synced;
//     optional<uint64> witnessed;
//     optional<SiteDescriptor> descriptor;
//     optional<uint64> epoch;                                                  not in format 1
//     struct { utf8<1..32> agency; uint64 index; } joined<0..1000>;            not in format 1
// } StoreAbout;
extension StoreAbout: WireMessage {
    /// Bytes of the longest encoding.
    package static var maximumSize: Int { 1 << 17 }
    private static let format: UInt16 = 2
    private static let joinedLimit = 0...1_000

    /// Reads what `write` writes, also in the format before.
    package init(from reader: inout WireReader) throws(DecodeError) {
        let format = try reader.uint16("StoreAbout.format")
        guard (1...Self.format).contains(format) else {
            throw reader.unknown(format, "StoreAbout.format", width: 2)
        }
        synced = try reader.optional("StoreAbout.synced") { reader throws(DecodeError) in
            try reader.uint64("StoreAbout.synced")
        }
        witnessed = try reader.optional("StoreAbout.witnessed") { reader throws(DecodeError) in
            try reader.uint64("StoreAbout.witnessed")
        }
        descriptor = try reader.optional("StoreAbout.descriptor") { reader throws(DecodeError) in
            try SiteDescriptor(from: &reader)
        }
        guard format > 1 else { return }
        epoch = try reader.optional("StoreAbout.epoch") { reader throws(DecodeError) in
            try reader.uint64("StoreAbout.epoch")
        }
        let named = try reader.vector(Self.joinedLimit, "StoreAbout.joined") { reader throws(DecodeError) in
            (try reader.utf8(1...32, "StoreAbout.agency"), try reader.uint64("StoreAbout.index"))
        }
        for (agency, index) in named { joined[agency] = index }
    }

    /// Writes it as it is stored.
    package func write(to writer: inout WireWriter) {
        writer.uint16(Self.format)
        writer.optional(synced) { $0.uint64($1) }
        writer.optional(witnessed) { $0.uint64($1) }
        writer.optional(descriptor) { $1.write(to: &$0) }
        writer.optional(epoch) { $0.uint64($1) }
        let named = joined.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        writer.vector(named, Self.joinedLimit, "StoreAbout.joined") { writer, one in
            writer.utf8(one.key, 1...32, "StoreAbout.agency")
            writer.uint64(one.value)
        }
    }
}

extension StoreAbout {
    /// What the site's agencies are.
    package var kinds: [AgencyCode: AgencyKind] { descriptor?.kinds ?? [:] }
}

extension CaseStore {
    /// What is known of the site.
    package func about() throws(CaseStoreError) -> StoreAbout {
        try database.read { try self.about(in: $0) }
    }

    func about(in db: Database) throws -> StoreAbout {
        guard let bytes = try memory(.about, in: db) else { return StoreAbout() }
        guard let about = try? StoreAbout(decoding: bytes) else { throw CaseStoreError.damaged(.memory) }
        return about
    }
}
