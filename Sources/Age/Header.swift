import Primitives

/// The header of an age v1 file (C2SP age, "Header"), read without any key.
///
///     age-encryption.org/v1
///     -> <stanza>…
///     --- <MAC in base64, 43 characters>
package struct Header: Equatable, Sendable {
    /// At least one; an scrypt stanza stands alone.
    package let stanzas: [Stanza]
    /// HMAC-SHA-256 over `authenticated`, 32 bytes.
    ///
    /// Only the file key tells whether it is right.
    package let mac: [UInt8]
    /// The header's bytes up to and including `---`, without the space behind it.
    let authenticated: [UInt8]

    init(stanzas: [Stanza], mac: [UInt8], authenticated: [UInt8]) {
        self.stanzas = stanzas
        self.mac = mac
        self.authenticated = authenticated
    }

    /// A new header, its MAC made with the file key.
    init(stanzas: [Stanza], fileKey: FileKey) {
        let authenticated = Self.version + stanzas.flatMap { $0.encoded } + Self.macPrefix.dropLast()
        self.init(stanzas: stanzas, mac: fileKey.mac(of: authenticated), authenticated: authenticated)
    }

    /// The longest header that is read or written, in bytes: enough for 42 post-quantum recipients.
    package static let maxLength = 65_536

    /// Reads the header at the start of `bytes`; what follows it is not looked at.
    ///
    /// - Throws: `AgeError` of kind `header` for every deviation from the format, for a header
    ///   above `maxLength`, and for bytes that end inside the header.
    package static func parse(_ bytes: Span<UInt8>) throws(AgeError) -> Header {
        var parser = HeaderParser()
        _ = try parser.receive(bytes)
        return try parser.finish()
    }

    /// Reads the header at the start of `bytes`; what follows it is not looked at.
    package static func parse(_ bytes: [UInt8]) throws(AgeError) -> Header {
        try parse(bytes.span)
    }

    /// The header's length in bytes, with the line feed that ends it.
    package var length: Int {
        authenticated.count + 1 + Base64.unpaddedLength(of: Self.macLength) + 1
    }

    /// The header as it stands in a file.
    ///
    /// For a parsed header these are the bytes it was read from.
    package var bytes: [UInt8] {
        authenticated + [UInt8(ascii: " ")] + Base64.encodeUnpadded(mac) + [lineFeed]
    }

    static let version = Array("age-encryption.org/v1\n".utf8)
    static let macPrefix = [UInt8](repeating: UInt8(ascii: "-"), count: 3) + [UInt8(ascii: " ")]
    static let macLength = 32
}
