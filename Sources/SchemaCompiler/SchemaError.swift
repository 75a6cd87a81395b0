/// A place in a schema, both counted from 1; columns count bytes.
package struct Position: Equatable, Sendable {
    package var line: Int
    package var column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }
}

/// What is wrong with a schema, where, and what was expected there.
package struct SchemaError: Error, Equatable, CustomStringConvertible {
    package var file: String
    package var position: Position
    package var message: String

    package var description: String { "\(file):\(position.line):\(position.column): \(message)" }
}

/// A fault whose file is not known yet.
struct Fault: Error {
    var position: Position
    var message: String

    init(_ position: Position, _ message: String) {
        self.position = position
        self.message = message
    }
}
