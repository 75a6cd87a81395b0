import Foundation

/// Something that a sample or a file of vectors should hold, and does not.
package struct Missing: Error {
    package init() {}
}

/// As `#require`, for what is no test itself.
///
/// - Throws: `Missing` for nil.
package func required<Value>(_ value: Value?) throws -> Value {
    guard let value else { throw Missing() }
    return value
}

/// Decodes a file of the `Vectors` folder of the caller's target; the script beside it made it.
package func vectors<Value: Decodable>(
    _ name: String, as type: Value.Type = Value.self, of file: String = #filePath
) throws -> Value {
    var folder = URL(filePath: file).deletingLastPathComponent()
    if folder.lastPathComponent == "Support" { folder.deleteLastPathComponent() }
    return try JSONDecoder().decode(type, from: Data(contentsOf: folder.appending(path: "Vectors/\(name)")))
}

extension String {
    package var bytes: [UInt8] { [UInt8](utf8) }

    /// The text with every occurrence of a part replaced.
    package func with(_ part: String, as new: String) -> String { replacingOccurrences(of: part, with: new) }
}

/// The bytes in lower case.
package func hex(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef")
    return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
}

/// The bytes of hexadecimal text, which may have spaces.
package func bytes(_ hex: String) -> [UInt8] {
    let digits = hex.compactMap(\.hexDigitValue)
    return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
}
