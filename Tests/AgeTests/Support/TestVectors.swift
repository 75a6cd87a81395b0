import Foundation
import Testing

/// Where the vectors lie beside these sources.
func vectorURL(_ path: String) -> URL {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(components: "Vectors").appending(path: path)
}

/// One case of the age test kit: lines `key: value`, an empty line, the age file.
struct AgeVector: CustomTestStringConvertible {
    let name: String
    let fields: [(key: String, value: String)]
    private let body: [UInt8]

    init(_ name: String) throws {
        self.name = name
        let bytes = Array(try Data(contentsOf: vectorURL("age/\(name)")))
        var fields: [(key: String, value: String)] = []
        var start = 0
        while let end = bytes[start...].firstIndex(of: 10), end > start {
            let line = String(decoding: bytes[start..<end], as: UTF8.self)
            let colon = try #require(line.range(of: ": "))
            fields.append((String(line[..<colon.lowerBound]), String(line[colon.upperBound...])))
            start = end + 1
        }
        self.fields = fields
        body = Array(bytes[(start + 1)...])
    }

    /// The age file, inflated if the vector is stored compressed.
    func file() throws -> [UInt8] {
        values("compressed") == ["zlib"] ? try inflate(zlib: body) : body
    }

    static let names: [String] = {
        let found = try? FileManager.default.contentsOfDirectory(atPath: vectorURL("age").path)
        return (found ?? []).sorted()
    }()

    func values(_ key: String) -> [String] {
        fields.filter { $0.key == key }.map(\.value)
    }

    var testDescription: String { name }
}

func unhex(_ text: String) throws -> [UInt8] {
    let digits = Array(text)
    return try stride(from: 0, to: digits.count, by: 2).map {
        try #require(UInt8(String(digits[$0..<$0 + 2]), radix: 16))
    }
}
