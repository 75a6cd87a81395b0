import Keys
import Primitives
import Wire

/// A saved receipt as lines that QR codes carry on paper, and back.
///
/// Each line is `KENTONGAN-RECEIPT:n/all:digest:part`, ASCII throughout, since readers of codes guess at other letters: `part`
/// is the next piece of the whole receipt in base64, `digest` the first 8 hexadecimal digits of its SHA-256.
package enum ReceiptCodes {
    /// Begins each line.
    package static let marker = "KENTONGAN-RECEIPT:"
    /// Characters of base64 in one line: a code that any telephone reads off paper.
    private static let partLength = 840
    /// Lines of the longest receipt that is read.
    private static let longest = 999

    /// Why lines are no receipt.
    package enum Mistake: Error, Equatable, CustomStringConvertible {
        /// The line, from 1, is not of this form.
        case line(Int)
        /// Lines of more than one receipt.
        case mixed
        /// The code of this number, of so many, is missing.
        case missing(Int, of: Int)
        /// All lines are there, and are not what was drawn.
        case damaged

        package var description: String {
            switch self {
            case .line(let number): "line \(number) is no code of a receipt"
            case .mixed: "codes of more than one receipt"
            case .missing(let number, let count): "code \(number) of \(count) is missing"
            case .damaged: "the codes were not read as they were drawn"
            }
        }
    }

    /// The lines of a receipt.
    ///
    /// - Parameter proof: the bytes of the file.
    /// - Returns: one for each code, in their order.
    package static func lines(of proof: [UInt8]) -> [String] {
        var rest = Substring(Base64.encode(proof))
        var parts: [Substring] = []
        repeat {
            parts.append(rest.prefix(partLength))
            rest = rest.dropFirst(partLength)
        } while !rest.isEmpty
        let digest = digest(of: proof)
        return parts.enumerated().map { "\(marker)\($0.offset + 1)/\(parts.count):\(digest):\($0.element)" }
    }

    /// The receipt that lines hold, in whatever order they were read, each once or more often.
    ///
    /// - Parameter text: lines as a reader of codes writes them; what stands before the marker does not count.
    /// - Returns: nil where the text holds no such line, and so is something else.
    /// - Throws: why it is none.
    package static func receipt(in text: String) throws(Mistake) -> [UInt8]? {
        let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
        guard lines.contains(where: { behindMarker($0) != nil }) else { return nil }
        var parts: [Int: Substring] = [:]
        var whole: (count: Int, digest: Substring)?
        for (offset, line) in lines.enumerated() {
            guard line.contains(where: { !$0.isWhitespace }) else { continue }
            guard let code = Code(line), (1...longest).contains(code.count),
                (1...code.count).contains(code.number)
            else { throw .line(offset + 1) }
            if let whole, whole.count != code.count || whole.digest != code.digest { throw .mixed }
            if let known = parts[code.number], known != code.part { throw .mixed }
            whole = (code.count, code.digest)
            parts[code.number] = code.part
        }
        guard let whole else { return nil }
        var text = ""
        for number in 1...whole.count {
            guard let part = parts[number] else { throw .missing(number, of: whole.count) }
            text += part
        }
        guard let proof = Base64.decode(text), digest(of: proof) == whole.digest else { throw .damaged }
        return proof
    }

    private static func digest(of proof: [UInt8]) -> String { String(sha256(proof).hex.prefix(8)) }

    /// What stands behind the first marker of a line; nil where there is none.
    private static func behindMarker(_ line: Substring) -> Substring? {
        var rest = line
        while !rest.isEmpty {
            if rest.hasPrefix(marker) { return rest.dropFirst(marker.count) }
            rest = rest.dropFirst()
        }
        return nil
    }

    private struct Code {
        let number: Int
        let count: Int
        let digest: Substring
        let part: Substring

        init?(_ line: Substring) {
            guard let told = ReceiptCodes.behindMarker(line) else { return nil }
            let fields = told.split(separator: ":", omittingEmptySubsequences: false)
            guard fields.count == 3 else { return nil }
            let place = fields[0].split(separator: "/", omittingEmptySubsequences: false)
            guard place.count == 2, let number = Int(place[0]), let count = Int(place[1]) else { return nil }
            self.number = number
            self.count = count
            digest = fields[1]
            part = fields[2].filter { !$0.isWhitespace }[...]
        }
    }
}
