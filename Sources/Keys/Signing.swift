/// What a hash or a signature is about: printable ASCII, always followed by a NUL.
///
/// No label is the beginning of another one, because of the NUL; so two kinds of input never coincide.
package struct Label: Hashable, Sendable, ExpressibleByStringLiteral {
    /// The ASCII characters and the NUL.
    package let bytes: [UInt8]

    /// Labels are constants of this program; one that is not printable ASCII is a programming error.
    package init(stringLiteral text: StaticString) {
        let characters = text.withUTF8Buffer { unsafe [UInt8]($0) }
        precondition(
            !characters.isEmpty && characters.allSatisfy { (0x20...0x7e).contains($0) },
            "a label is printable ascii"
        )
        bytes = characters + [0]
    }
}

/// What every signature that is not a C2SP object covers:
/// `label || 0x00 || length of the origin (RFC 9420 §2.1.2) || origin (UTF-8) || body`.
package func signingInput(label: Label, origin: String, body: RawSpan) -> [UInt8] {
    let origin = [UInt8](origin.utf8)
    var input: [UInt8] = []
    input.reserveCapacity(label.bytes.count + 4 + origin.count + body.byteCount)
    input += label.bytes
    input += vectorLength(origin.count)
    input += origin
    unsafe body.withUnsafeBytes { unsafe input.append(contentsOf: $0) }
    return input
}

/// See the other `signingInput`.
package func signingInput(label: Label, origin: String, body: [UInt8]) -> [UInt8] {
    unsafe signingInput(label: label, origin: origin, body: body.span.bytes)
}

/// RFC 9420 §2.1.2: one byte below 64, two below 16,384 (prefix 01), four otherwise (prefix 10).
private func vectorLength(_ count: Int) -> [UInt8] {
    if count < 0x40 { return [UInt8(count)] }
    if count < 0x4000 { return [0x40 | UInt8(count >> 8), UInt8(count & 0xff)] }
    let word = UInt32(truncatingIfNeeded: count) | 0x8000_0000
    return [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> $0) }
}
