/// A place in a schema.
package struct Position: Equatable, Sendable {
    /// From 1.
    package var line: Int
    /// From 1, in bytes of UTF-8.
    package var column: Int

    /// Creates a place from its two numbers, both from 1.
    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }
}

/// What is wrong with a schema, where, and what was expected there.
package struct SchemaError: Error, Equatable, CustomStringConvertible {
    /// As `compile` was told to call it.
    package var file: String
    /// Where the token stands that is not what was expected.
    package var position: Position
    /// `expected …, found …`, without the place.
    package var message: String

    /// `file:line:column: message`, as compilers say it.
    package var description: String { "\(file):\(position.line):\(position.column): \(message)" }
}

/// A `SchemaError` whose file is not known yet.
struct Fault: Error {
    var position: Position
    var message: String

    init(_ position: Position, _ message: String) {
        self.position = position
        self.message = message
    }
}
