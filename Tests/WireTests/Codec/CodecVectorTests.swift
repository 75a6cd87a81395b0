import Foundation
import Testing
import Wire

/// Tests `Protocol/vectors/encodings.json` in both directions; `KENTONGAN_WRITE_VECTORS=1` writes it anew.
@Suite struct CodecVectorTests {
    private static let path = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Protocol/vectors/encodings.json")

    @Test func `the file is what the values here encode to`() throws {
        let text = try encodingsFile()
        if ProcessInfo.processInfo.environment["KENTONGAN_WRITE_VECTORS"] == "1" {
            try text.write(to: Self.path, atomically: true, encoding: .utf8)
        }
        let committed = try String(contentsOf: Self.path, encoding: .utf8).split(separator: "\n")
        let lines = text.split(separator: "\n")
        for (found, wanted) in zip(committed, lines) where found != wanted {
            Issue.record("found \(found.prefix(200)), expected \(wanted.prefix(200))")
        }
        #expect(committed.count == lines.count)
    }

    @Test func `every accepted encoding decodes to its value and encodes to itself`() throws {
        for vector in try Self.vectors("accepted") + Self.vectors("cells") {
            try Self.accept(vector)
        }
    }

    @Test func `every cell opens to its message and is sealed to itself`() throws {
        for vector in try Self.vectors("cells") {
            let message = try #require(vectorBytes(try vector.text("hex")))
            let cell = try #require(vectorBytes(try vector.text("cell")))
            #expect(try Cell.open(cell) == message)
            #expect(try Cell.seal(message) == cell)
        }
    }

    @Test func `every rejected encoding is refused for its reason`() throws {
        for vector in try Self.vectors("rejected") {
            let type = try Self.type(vector)
            let bytes = try #require(vectorBytes(try vector.text("hex")))
            let name = try vector.text("name")
            let error = #expect(throws: DecodeError.self, "\(type) \(name)") {
                _ = try type.init(decoding: bytes)
            }
            #expect(error?.reason.vectorName == vector["reason"] as? String, "\(type) \(name)")
            #expect(error?.field == vector["field"] as? String, "\(type) \(name)")
        }
        for vector in try Self.vectors("rejected_cells") {
            let bytes = try #require(vectorBytes(try vector.text("hex")))
            let error = #expect(throws: DecodeError.self) { try Cell.open(bytes) }
            #expect(error?.reason.vectorName == vector["reason"] as? String)
            #expect(error?.field == vector["field"] as? String)
        }
    }

    private static func accept(_ vector: [String: Any]) throws {
        func check<Message: WireMessage>(_: Message.Type) throws {
            let bytes = try #require(vectorBytes(try vector.text("hex")))
            let value = try Message(decoding: bytes)
            #expect(try value.encoded() == bytes)
            let description = try JSONSerialization.jsonObject(with: Data(vectorJSON(value).utf8))
            #expect((description as? NSDictionary) == (vector["value"] as? NSDictionary))
        }
        try check(try type(vector))
    }

    private static func type(_ vector: [String: Any]) throws -> any Sampled.Type {
        let name = try vector.text("message")
        return try #require(allTypes.first { "\($0)" == name })
    }

    private static func vectors(_ key: String) throws -> [[String: Any]] {
        let file = try JSONSerialization.jsonObject(with: try Data(contentsOf: path)) as? [String: Any]
        let vectors = try #require(file?[key] as? [[String: Any]])
        #expect(!vectors.isEmpty)
        return vectors
    }
}

extension [String: Any] {
    fileprivate func text(_ key: String) throws -> String {
        try #require(self[key] as? String)
    }
}

private func encodingsFile() throws -> String {
    let accepted = try Vectors.accepted.map { vector in
        object(try fields(vector))
    }
    let cells = try Vectors.cells.map { vector in
        object(try fields(vector) + [("cell", quoted(vectorHex(try Cell.seal(vector.message.encoded()))))])
    }
    let parts = [
        ("notes", quoted(notes)), ("accepted", array(accepted)), ("cells", array(cells)),
        ("rejected", array(Vectors.rejected.map(rejected))),
        ("rejected_cells", array(Vectors.rejectedCells.map(rejected))),
    ]
    return "{\n" + parts.map { "\(quoted($0.0)): \($0.1)" }.joined(separator: ",\n") + "\n}\n"
}

private let notes = """
    Hexadecimal, in pieces that are joined; xx*n is n times the byte xx. An accepted encoding decodes to the \
    value and the value encodes to it. Of cells, hex is the message and cell what its frame carries. A rejected \
    encoding is refused as a whole; reason and field are those of the first fault from the front.
    """

private func fields(_ vector: AcceptedVector) throws -> [(String, String)] {
    [
        ("message", quoted("\(type(of: vector.message))")), ("name", quoted(vector.name)),
        ("value", vectorJSON(vector.message)), ("hex", quoted(vectorHex(try vector.message.encoded()))),
    ]
}

private func rejected(_ vector: RejectedVector) -> String {
    object([
        ("message", quoted(vector.message)), ("name", quoted(vector.name)),
        ("hex", quoted(vectorHex(vector.bytes))), ("reason", quoted(vector.reason)),
        ("field", quoted(vector.field)),
    ])
}

private func object(_ fields: [(String, String)]) -> String {
    "{" + fields.map { "\(quoted($0.0)): \($0.1)" }.joined(separator: ", ") + "}"
}

private func array(_ elements: [String]) -> String {
    "[\n" + elements.joined(separator: ",\n") + "\n]"
}
