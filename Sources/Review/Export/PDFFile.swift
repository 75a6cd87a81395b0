/// A PDF as Chromium writes it, without what it says of itself.
///
/// Chromium names the program, the system, and the second at which it wrote; the dictionary that says so is emptied in its
/// place, so that no other byte moves. What does not look as expected is refused: nobody knows what it would tell.
package struct PDFFile: Equatable, Sendable {
    /// The whole file.
    package let bytes: [UInt8]

    /// Empties the information dictionary.
    ///
    /// Nil for a file of another form, and for one that holds metadata or dates elsewhere.
    ///
    /// - Parameter written: a file with one plain cross-reference table.
    package init?(withoutInformation written: [UInt8]) {
        var bytes = written
        guard bytes.starts(with: Array("%PDF-1.".utf8)), Self.places(of: "\nxref\n", in: bytes).count == 1,
            Self.places(of: "/Info ", in: bytes).count == 1,
            let reference = Self.places(of: "/Info ", in: bytes).first,
            let number = Self.number(in: bytes, at: reference + 6),
            let start = Self.places(of: "\n\(number) 0 obj\n<<", in: bytes).first,
            let end = Self.end(ofDictionary: start + number.utf8.count + 10, in: bytes)
        else { return nil }
        for place in (start + number.utf8.count + 10)..<end { bytes[place] = UInt8(ascii: " ") }
        let forbidden = [
            "/Metadata", "/CreationDate", "/ModDate", "/Author", "/Creator", "/Producer", "/URI", "(D:20",
        ]
        guard forbidden.allSatisfy({ Self.places(of: $0, in: bytes).isEmpty }) else { return nil }
        self.bytes = bytes
    }

    /// Digits, as they stand.
    private static func number(in bytes: [UInt8], at start: Int) -> String? {
        let digits = bytes[start...].prefix { (0x30...0x39).contains($0) }
        guard (1...9).contains(digits.count) else { return nil }
        return String(decoding: digits, as: UTF8.self)
    }

    /// Where the `>>` stands that ends a dictionary of names and strings; nil where anything else is in it.
    private static func end(ofDictionary start: Int, in bytes: [UInt8]) -> Int? {
        var place = start
        var depth = 0
        while place + 1 < bytes.count, place < start + 4_096 {
            switch bytes[place] {
            case UInt8(ascii: "\\") where depth > 0: place += 1
            case UInt8(ascii: "("): depth += 1
            case UInt8(ascii: ")"): depth -= 1
            case UInt8(ascii: ">") where depth == 0 && bytes[place + 1] == UInt8(ascii: ">"): return place
            case UInt8(ascii: "<") where depth == 0 && bytes[place + 1] == UInt8(ascii: "<"): return nil
            default: break
            }
            place += 1
        }
        return nil
    }

    private static func places(of text: String, in bytes: [UInt8]) -> [Int] {
        let wanted = Array(text.utf8)
        guard bytes.count >= wanted.count, let first = wanted.first else { return [] }
        var places: [Int] = []
        for start in 0...(bytes.count - wanted.count)
        where bytes[start] == first && bytes[start..<start + wanted.count].elementsEqual(wanted) {
            places.append(start)
        }
        return places
    }
}
