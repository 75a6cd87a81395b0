import Keys
import Wire

/// Hexadecimal in pieces; a run of 32 and more equal bytes is written `xx*count`.
func hexText(_ bytes: [UInt8]) -> String {
    var pieces: [String] = []
    var literal: [UInt8] = []
    var rest = bytes[...]
    while let byte = rest.first {
        let run = rest.prefix { $0 == byte }
        rest = rest.dropFirst(run.count)
        guard run.count >= 32 else {
            literal += run
            continue
        }
        if !literal.isEmpty { pieces.append(literal.hex) }
        literal = []
        pieces.append("\([byte].hex)*\(run.count)")
    }
    if !literal.isEmpty { pieces.append(literal.hex) }
    return pieces.joined(separator: " ")
}

/// What `hexText` wrote; nil for other text.
func hexBytes(_ text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    for piece in text.split(separator: " ") {
        let parts = piece.split(separator: "*", maxSplits: 1)
        guard let unit = [UInt8](hex: parts[0]), let count = parts.count == 2 ? Int(parts[1]) : 1 else {
            return nil
        }
        bytes += (0..<count).flatMap { _ in unit }
    }
    return bytes
}

/// A value as JSON for people: names as in the schema, numbers of codes by name, long byte strings by their hash.
func valueText(_ value: Any) -> String {
    switch value {
    case let bytes as [UInt8] where type(of: value) == [UInt8].self: return quoted(shown(bytes))
    case let bytes as any ByteString: return quoted(hexText(bytes.bytes))
    case let text as String: return quoted(text)
    case let flag as Bool: return "\(flag)"
    case let number as any BinaryInteger: return "\(number)"
    case let code as any WireCode: return code.name.map(quoted) ?? "\(code.rawValue)"
    default: break
    }
    let mirror = Mirror(reflecting: value)
    let children = mirror.children.map { ($0.label ?? "", $0.value) }
    switch mirror.displayStyle {
    case .optional: return children.first.map { valueText($0.1) } ?? "null"
    case .collection: return "[" + children.map { valueText($0.1) }.joined(separator: ", ") + "]"
    case .enum where children.isEmpty: return quoted(schemaName("\(value)"))
    default: return object(children.map { (schemaName($0.0), valueText($0.1)) })
    }
}

func object(_ fields: [(String, String)]) -> String {
    "{" + fields.map { "\(quoted($0.0)): \($0.1)" }.joined(separator: ", ") + "}"
}

func quoted(_ text: String) -> String {
    let escaped = text.unicodeScalars.map { scalar in
        switch scalar {
        case "\"", "\\": "\\\(scalar)"
        case "\n": "\\n"
        default: "\(scalar)"
        }
    }
    return "\"" + escaped.joined() + "\""
}

private func shown(_ bytes: [UInt8]) -> String {
    bytes.count <= 64 ? bytes.hex : "\(bytes.count) bytes, SHA-256 \(sha256(bytes).hex)"
}

private protocol ByteString {
    var bytes: [UInt8] { get }
}

extension FixedBytes: ByteString {}

/// `likeThis` to `like_this`.
private func schemaName(_ name: String) -> String {
    name.reduce("") { $1.isUppercase ? "\($0)_\($1.lowercased())" : "\($0)\($1)" }
}
