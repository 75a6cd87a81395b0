package import Wire

/// The keys of a site's agencies as a store keeps them: what is sealed to colleagues without a network is sealed to them.
package struct StoredKeys: Equatable, Sendable {
    /// The newest of each agency when the site was asked last.
    package var keys: [AgencyKeys]

    /// Takes them as they are.
    package init(_ keys: [AgencyKeys]) { self.keys = keys }
}

// struct {
//     uint8 count;
//     AgencyKeys keys[count];
// } StoredKeys;
extension StoredKeys: WireMessage {
    /// Bytes of the longest encoding.
    package static var maximumSize: Int { 1 << 16 }

    /// Reads what `write` writes.
    package init(from reader: inout WireReader) throws(DecodeError) {
        let count = try reader.uint8("StoredKeys.count")
        keys = []
        for _ in 0..<count { keys.append(try AgencyKeys(from: &reader)) }
    }

    /// Writes them as they are stored.
    package func write(to writer: inout WireWriter) {
        let stored = keys.prefix(12)
        writer.uint8(UInt8(stored.count))
        for keys in stored { keys.write(to: &writer) }
    }
}

extension CaseStore {
    /// The keys of the site's agencies; none where the site was not asked yet.
    package func siteKeys() throws(CaseStoreError) -> [AgencyKeys] {
        guard let bytes = try memory(.keys) else { return [] }
        guard let stored = try? StoredKeys(decoding: bytes) else { throw .damaged(.memory) }
        return stored.keys
    }
}
