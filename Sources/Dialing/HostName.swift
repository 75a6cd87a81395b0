/// A host as it is dialled: one spelling for the many that mean the same.
///
/// Every name goes through it before it is looked up or given to a proxy. So an onion address is one however it is
/// written: with capitals, full-width letters, dots that a resolver would take for its own, a dot at the end, or
/// percent-encoded.
package struct HostName: Equatable, Sendable, CustomStringConvertible {
    /// Lower-case ASCII without a dot at the end; an IP address without brackets.
    package let description: String

    /// Reads a name or an IP address; nil for what is neither, which nobody must look up.
    package init?(_ text: String) {
        guard let decoded = Self.withoutPercents(text) else { return nil }
        var name = ""
        for scalar in decoded.unicodeScalars {
            guard let character = Self.ascii(scalar) else { return nil }
            name.unicodeScalars.append(character)
        }
        while name.utf8.last == UInt8(ascii: ".") { name.removeLast() }
        guard (1...253).contains(name.utf8.count) else { return nil }
        description = name
    }

    /// Whether only Tor can reach it: its name must never be looked up anywhere else.
    package var isOnion: Bool {
        let labels = description.utf8.split(separator: UInt8(ascii: "."))
        return labels.last.map { $0.elementsEqual("onion".utf8) } ?? false
    }

    /// The scalar as a host has it: IDNA's four dots are one, full-width characters are ASCII, capitals are small.
    private static func ascii(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar {
        case "a"..."z", "0"..."9", "-", ".", "_", ":": return scalar
        case "A"..."Z": return Unicode.Scalar(scalar.value + 32)
        case "\u{3002}", "\u{ff61}": return "."
        case "\u{ff01}"..."\u{ff5e}": return Unicode.Scalar(scalar.value - 0xfee0).flatMap { ascii($0) }
        default: return nil
        }
    }

    /// Decodes `%XX`; nil where a percent sign is left, or the bytes are no UTF-8.
    private static func withoutPercents(_ text: String) -> String? {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let high = rest.popFirst().flatMap({ digit($0) }),
                let low = rest.popFirst().flatMap({ digit($0) })
            else { return nil }
            bytes.append(high << 4 | low)
        }
        guard !bytes.contains(UInt8(ascii: "%")) else { return nil }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
