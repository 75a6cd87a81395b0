import Wire

/// A key file: lines of `name: value`, which may stand behind a `#` so that other tools pass over them.
///
/// The file of an agency's working keys is an age identity file too: its recipient keys are the lines without `#`.
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
    /// The lines that are neither comments nor pairs, in their order.
    package private(set) var identities: [String] = []

    /// Reads all lines.
    package init(_ text: String) {
        for line in text.split(whereSeparator: { $0.isNewline }) {
            let content = line.drop { $0 == "#" || $0 == " " }
            if let colon = content.firstIndex(of: ":") {
                let value = content[content.index(after: colon)...].drop { $0 == " " }
                pairs.append((String(content[..<colon]), String(value)))
            } else if line.first != "#", !content.isEmpty {
                identities.append(String(content))
            }
        }
    }

    /// The last one of that name.
    package subscript(name: String) -> String? { pairs.last { $0.name == name }?.value }

    /// Every one of that name.
    package func all(_ name: String) -> [String] { pairs.filter { $0.name == name }.map { $0.value } }

    package static func == (left: Self, right: Self) -> Bool {
        left.identities == right.identities && left.pairs.elementsEqual(right.pairs) { $0 == $1 }
    }

    /// The last value of that name, which must be there.
    package func require(_ name: String) throws(Mistake) -> String {
        guard let value = self[name] else { throw .missing(name) }
        return value
    }

    /// The signing key whose seed stands in hexadecimal behind `name`.
    package func signingKey(_ name: String) throws(Mistake) -> SigningKey {
        try signingKey(name, try require(name))
    }

    /// The same of every line of that name, in their order; at least one must be there.
    package func signingKeys(_ name: String) throws(Mistake) -> [SigningKey] {
        _ = try require(name)
        return try all(name).map { value throws(Mistake) in try signingKey(name, value) }
    }

    private func signingKey(_ name: String, _ value: String) throws(Mistake) -> SigningKey {
        guard let seed = FixedBytes<32>(hex: value), let key = try? SigningKey(seed: seed) else {
            throw .value(name)
        }
        return key
    }
}
