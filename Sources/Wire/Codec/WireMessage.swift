/// A type of the schema, with exactly one encoding for each value.
///
/// Conformances are generated. `decode` after `encode` gives the value back, and every accepted byte string is
/// what `encode` gives for its value.
package protocol WireMessage: Equatable, Sendable {
    /// The most bytes that an encoding can have, computed from the schema's bounds.
    static var maximumSize: Int { get }

    /// Reads one encoding, which ends where the reader then stands; bytes may follow.
    init(from reader: inout WireReader) throws(DecodeError)
    /// Writes the encoding; `writer` remembers the first value outside its bounds.
    func write(to writer: inout WireWriter)
}

extension WireMessage {
    /// Reads the value that is exactly these bytes; an error names the first field at fault.
    package init(decoding bytes: [UInt8]) throws(DecodeError) {
        var reader = unsafe WireReader(bytes.span.bytes)
        self = try Self(from: &reader)
        try reader.finish(Self.self)
    }

    /// Reads the value that is exactly these bytes; an error names the first field at fault.
    package init(decoding bytes: RawSpan) throws(DecodeError) {
        var reader = WireReader(bytes)
        self = try Self(from: &reader)
        try reader.finish(Self.self)
    }

    /// The encoding; an error names the first field whose value is outside the schema's bounds.
    package func encoded() throws(EncodeError) -> [UInt8] {
        var writer = WireWriter()
        write(to: &writer)
        return try writer.finish()
    }
}
