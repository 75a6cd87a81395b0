import Primitives

/// Reads a header from slices of any size, holding at most `Header.maxLength` bytes.
///
/// Each line is judged as soon as it is complete, the version line byte by byte, so that what is
/// not an age file is refused early.
struct HeaderParser {
    private enum Phase {
        case version
        case stanzaOrMAC
        case body(type: String, arguments: [String], bytes: [UInt8])
        case done(Header)
    }

    private var phase = Phase.version
    private var text: [UInt8] = []
    private var lineStart = 0
    private var lineNumber = 1
    private var stanzas: [Stanza] = []

    /// The header once its last line was received.
    var header: Header? {
        guard case .done(let header) = phase else { return nil }
        return header
    }

    /// Takes bytes up to the header's end and returns how many it took.
    mutating func receive(_ bytes: Span<UInt8>) throws(AgeError) -> Int {
        var start = 0
        while start < bytes.count {
            if case .done = phase { return start }
            var end = start
            while end < bytes.count, bytes[end] != lineFeed { end += 1 }
            let isWhole = end < bytes.count
            try add(bytes.extracting(start..<(isWhole ? end + 1 : end)))
            if isWhole { try endLine() }
            start = isWhole ? end + 1 : end
        }
        return bytes.count
    }

    /// - Throws: if the bytes ended before the header did.
    func finish() throws(AgeError) -> Header {
        guard let header else {
            throw AgeError(.header, "header is incomplete after \(text.count) bytes")
        }
        return header
    }

    /// Takes a piece of a line.
    private mutating func add(_ bytes: Span<UInt8>) throws(AgeError) {
        if case .version = phase {
            for index in bytes.indices {
                guard text.count + index < Header.version.count,
                    bytes[index] == Header.version[text.count + index]
                else { throw AgeError(.header, "header does not begin with the version line of age v1") }
            }
        }
        guard bytes.count <= Header.maxLength - text.count else {
            throw AgeError(.header, "header exceeds \(Header.maxLength) bytes")
        }
        text.append(contentsOf: bytes)
    }

    private mutating func endLine() throws(AgeError) {
        let line = text[lineStart..<text.count - 1]
        lineStart = text.count
        switch phase {
        case .version:
            phase = .stanzaOrMAC
        case .stanzaOrMAC where line.starts(with: Stanza.prefix):
            phase = try stanzaStart(line.dropFirst(Stanza.prefix.count))
        case .stanzaOrMAC where line.starts(with: Header.macPrefix):
            phase = .done(try end(line))
        case .stanzaOrMAC:
            throw failure("is neither a stanza nor the mac")
        case .body(let type, let arguments, let bytes):
            phase = try bodyLine(line, type: type, arguments: arguments, bytes: bytes)
        case .done:
            break
        }
        lineNumber += 1
    }

    private func stanzaStart(_ line: ArraySlice<UInt8>) throws(AgeError) -> Phase {
        let words = line.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
        guard words.allSatisfy({ !$0.isEmpty && $0.allSatisfy { (0x21...0x7e).contains($0) } }) else {
            throw failure("has an empty argument or one outside printable ascii")
        }
        let strings = words.map { String(decoding: $0, as: UTF8.self) }
        return .body(type: strings[0], arguments: Array(strings.dropFirst()), bytes: [])
    }

    private mutating func bodyLine(
        _ line: ArraySlice<UInt8>, type: String, arguments: [String], bytes: [UInt8],
    ) throws(AgeError) -> Phase {
        guard line.count <= Stanza.columns else {
            throw failure("has \(line.count) columns of body, above \(Stanza.columns)")
        }
        guard let decoded = Base64.decodeUnpadded(line) else {
            throw failure("is not canonical base64")
        }
        if line.count == Stanza.columns {
            return .body(type: type, arguments: arguments, bytes: bytes + decoded)
        }
        stanzas.append(Stanza(type: type, arguments: arguments, body: bytes + decoded))
        return .stanzaOrMAC
    }

    private func end(_ line: ArraySlice<UInt8>) throws(AgeError) -> Header {
        guard let mac = Base64.decodeUnpadded(line.dropFirst(Header.macPrefix.count)),
            mac.count == Header.macLength
        else {
            throw failure("is not a mac of \(Header.macLength) bytes in canonical base64")
        }
        guard !stanzas.isEmpty else {
            throw AgeError(.header, "header has no stanza")
        }
        guard stanzas.count == 1 || !stanzas.contains(where: { $0.type == ScryptStanza.type }) else {
            throw AgeError(.header, "scrypt stanza is not the only one of \(stanzas.count)")
        }
        let authenticated = text[..<(line.startIndex + Header.macPrefix.count - 1)]
        return Header(stanzas: stanzas, mac: mac, authenticated: Array(authenticated))
    }

    private func failure(_ fault: String) -> AgeError {
        AgeError(.header, "header line \(lineNumber) \(fault)")
    }
}
