import Wire

/// A key file: lines of `name: value`, which may stand behind a `#` so that other tools pass over them.
///
/// The file of an agency's working keys is an age identity file too: its recipient key is the one line without `#`.
package struct KeyText: Equatable, Sendable {
    /// Why a key file has no such value; it never holds what stands in the file.
    package enum Mistake: Error, Equatable, CustomStringConvertible {
        case missing(String)
        case value(String)

        package var description: String {
            switch self {
            case .missing(let name): "has no line '\(name): …'"
            case .value(let name): "the value of '\(name)' is not one"
            }
        }
    }

    private var pairs: [(name: String, value: String)] = []
    /// The line that is neither a comment nor a pair.
    package private(set) var identity: String?

    /// Reads all lines; those that are neither pairs nor comments leave the last one as `identity`.
    package init(_ text: String) {
        for line in text.split(whereSeparator: { $0.isNewline }) {
            let content = line.drop { $0 == "#" || $0 == " " }
            if let colon = content.firstIndex(of: ":") {
                let value = content[content.index(after: colon)...].drop { $0 == " " }
                pairs.append((String(content[..<colon]), String(value)))
            } else if line.first != "#", !content.isEmpty {
                identity = String(content)
            }
        }
    }

    /// The last one of that name.
    package subscript(name: String) -> String? { pairs.last { $0.name == name }?.value }

    /// Every one of that name.
    package func all(_ name: String) -> [String] { pairs.filter { $0.name == name }.map { $0.value } }

    package static func == (left: Self, right: Self) -> Bool {
        left.identity == right.identity && left.pairs.elementsEqual(right.pairs) { $0 == $1 }
    }

    /// The last value of that name, which must be there.
    package func require(_ name: String) throws(Mistake) -> String {
        guard let value = self[name] else { throw .missing(name) }
        return value
    }

    /// The signing key whose seed stands in hexadecimal behind `name`.
    package func signingKey(_ name: String) throws(Mistake) -> SigningKey {
        guard let seed = FixedBytes<32>(hex: try require(name)), let key = try? SigningKey(seed: seed) else {
            throw .value(name)
        }
        return key
    }
}
