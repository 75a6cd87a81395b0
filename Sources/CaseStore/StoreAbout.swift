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

    /// Nobody was asked yet.
    package init() {}
}

// struct {
//     uint16 format;
//     optional<uint64> synced;
//     optional<uint64> witnessed;
//     optional<SiteDescriptor> descriptor;
// } StoreAbout;
extension StoreAbout: WireMessage {
    /// Bytes of the longest encoding.
    package static var maximumSize: Int { 1 << 17 }
    private static let format: UInt16 = 1

    /// Reads what `write` writes.
    package init(from reader: inout WireReader) throws(DecodeError) {
        let format = try reader.uint16("StoreAbout.format")
        guard format == Self.format else { throw reader.unknown(format, "StoreAbout.format", width: 2) }
        synced = try reader.optional("StoreAbout.synced") { reader throws(DecodeError) in
            try reader.uint64("StoreAbout.synced")
        }
        witnessed = try reader.optional("StoreAbout.witnessed") { reader throws(DecodeError) in
            try reader.uint64("StoreAbout.witnessed")
        }
        descriptor = try reader.optional("StoreAbout.descriptor") { reader throws(DecodeError) in
            try SiteDescriptor(from: &reader)
        }
    }

    /// Writes it as it is stored.
    package func write(to writer: inout WireWriter) {
        writer.uint16(Self.format)
        writer.optional(synced) { $0.uint64($1) }
        writer.optional(witnessed) { $0.uint64($1) }
        writer.optional(descriptor) { $1.write(to: &$0) }
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
