import Primitives

/// An age file as text (age-encryption.org, "Armor"): base64 of 64 columns between two lines.
package enum AgeArmor {
    private static let begin = "-----BEGIN AGE ENCRYPTED FILE-----"
    private static let end = "-----END AGE ENCRYPTED FILE-----"
    private static let columns = 64

    /// Whether bytes begin as armor does.
    package static func isArmored(_ bytes: [UInt8]) -> Bool { bytes.starts(with: begin.utf8) }

    /// The lines of a file, the last one ended, too.
    package static func text(_ file: [UInt8]) -> String {
        var lines = [begin]
        var rest = Substring(Base64.encode(file))
        while !rest.isEmpty {
            lines.append(String(rest.prefix(columns)))
            rest = rest.dropFirst(columns)
        }
        lines.append(end)
        return lines.joined(separator: "\n") + "\n"
    }

    /// The file between the lines.
    ///
    /// Lines may end as other systems end them; all but the last are of 64 columns.
    ///
    /// - Throws: `header` for what is not armor.
    package static func file(_ bytes: [UInt8]) throws(AgeError) -> [UInt8] {
        let fault = AgeError(.header, "armor is not base64 of 64 columns between its two lines")
        guard let text = String(validating: bytes, as: UTF8.self) else { throw fault }
        let lines = text.split(omittingEmptySubsequences: true) { $0.isNewline }
        guard lines.count >= 3, lines.first.map({ $0 == begin }) == true,
            lines.last.map({ $0 == end }) == true
        else { throw fault }
        let body = lines.dropFirst().dropLast()
        guard body.dropLast().allSatisfy({ $0.utf8.count == columns }),
            let last = body.last, (1...columns).contains(last.utf8.count),
            let file = Base64.decode(body.joined())
        else { throw fault }
        return file
    }
}
