import Primitives
package import Wire

/// A message as text that people pass on: a card.
///
/// ```
/// -----BEGIN KENTONGAN AGENCY CARD-----
/// base64, 64 columns
/// -----END KENTONGAN AGENCY CARD-----
/// ```
package enum Armor {
    /// Why a text is no armored message of that name.
    package enum Mistake: Error, Equatable, CustomStringConvertible {
        /// Not the lines of this kind of armor.
        case frame(String)
        case base64
        case decode(DecodeError)

        package var description: String {
            switch self {
            case .frame(let name): "not a kentongan \(name.lowercased())"
            case .base64: "not base64 between the BEGIN and END lines"
            case .decode(let error): error.description
            }
        }
    }

    /// - Parameters:
    ///   - message: what stands between the lines, encoded.
    ///   - name: `AGENCY CARD`, `AUDITOR CARD`, `SITE DRAFT`, `ENDORSEMENT`, `PROMISE`, `BROKEN PROMISE` or `AUTHORSHIP
    ///     PROOF`.
    /// - Returns: the lines, the last one ended too.
    /// - Throws: where a field is outside the schema's bounds.
    package static func text(_ message: some WireMessage, name: String) throws(EncodeError) -> String {
        var lines = ["-----BEGIN KENTONGAN \(name)-----"]
        var rest = Substring(Base64.encode(try message.encoded()))
        while !rest.isEmpty {
            lines.append(String(rest.prefix(64)))
            rest = rest.dropFirst(64)
        }
        lines.append("-----END KENTONGAN \(name)-----")
        return lines.joined(separator: "\n") + "\n"
    }

    /// Reads the message that `text` wrote under this name.
    package static func read<Message: WireMessage>(
        _: Message.Type, name: String, from text: String
    ) throws(Mistake) -> Message {
        let lines = text.split { $0.isNewline }
        guard lines.count >= 3, lines.first == "-----BEGIN KENTONGAN \(name)-----",
            lines.last == "-----END KENTONGAN \(name)-----"
        else { throw .frame(name) }
        guard let bytes = Base64.decode(lines.dropFirst().dropLast().joined()) else { throw .base64 }
        do {
            return try Message(decoding: bytes)
        } catch {
            throw .decode(error)
        }
    }
}
