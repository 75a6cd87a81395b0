import Wire

/// Hexadecimal in which a run of 32 and more equal bytes is written `xx*count`, with spaces around it.
func vectorHex(_ bytes: [UInt8]) -> String {
    var pieces: [String] = []
    var literal: [UInt8] = []
    var index = 0
    while index < bytes.count {
        let run = bytes[index...].prefix { $0 == bytes[index] }.count
        if run >= 32 {
            if !literal.isEmpty { pieces.append(literal.hex) }
            literal = []
            pieces.append("\([bytes[index]].hex)*\(run)")
        } else {
            literal += bytes[index..<index + run]
        }
        index += run
    }
    if !literal.isEmpty { pieces.append(literal.hex) }
    return pieces.joined(separator: " ")
}

/// What `vectorHex` wrote; nil for other text.
func vectorBytes(_ text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    for piece in text.split(separator: " ") {
        let parts = piece.split(separator: "*", maxSplits: 1)
        guard let unit = [UInt8](hex: parts[0]) else { return nil }
        guard parts.count == 2 else {
            bytes += unit
            continue
        }
        guard unit.count == 1, let count = Int(parts[1]) else { return nil }
        bytes += [UInt8](repeating: unit[0], count: count)
    }
    return bytes
}

/// A value as JSON: names as in the schema, byte strings as `vectorHex`, a code or enum as its name or number,
/// a select as an object with the one case, of an unknown kind `{"unknown": [number, body]}`.
func vectorJSON(_ value: Any) -> String {
    switch value {
    case let bytes as [UInt8] where type(of: value) == [UInt8].self: return quoted(vectorHex(bytes))
    case let bytes as any HexText: return quoted(vectorHex(bytes.bytes))
    case let text as String: return quoted(text)
    case let flag as Bool: return "\(flag)"
    case let number as any BinaryInteger: return "\(number)"
    case let code as any WireCode: return code.name.map(quoted) ?? "\(code.rawValue)"
    default: break
    }
    let mirror = Mirror(reflecting: value)
    let children = mirror.children.map { ($0.label ?? "", $0.value) }
    switch mirror.displayStyle {
    case .optional:
        return children.first.map { vectorJSON($0.1) } ?? "null"
    case .collection, .tuple:
        return "[" + children.map { vectorJSON($0.1) }.joined(separator: ", ") + "]"
    case .enum where children.isEmpty:
        return quoted(schemaName("\(value)"))
    default:
        let fields = children.map { "\(quoted(schemaName($0.0))): \(vectorJSON($0.1))" }
        return "{" + fields.joined(separator: ", ") + "}"
    }
}

func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"", "\\": result += "\\\(scalar)"
        case "\n": result += "\\n"
        case "\u{0}"..<" ": result += "\\u00" + [UInt8(scalar.value)].hex
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result + "\""
}

protocol HexText {
    var bytes: [UInt8] { get }
}

extension FixedBytes: HexText {}

/// `likeThis` to `like_this`.
private func schemaName(_ name: String) -> String {
    name.reduce("") { $1.isUppercase ? "\($0)_\($1.lowercased())" : "\($0)\($1)" }
}
