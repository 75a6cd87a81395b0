/// Why a text is no document.
package enum DocumentError: Error, Equatable, Sendable {
    /// A zero byte, which no TOML holds.
    case zeroByte
    /// Not TOML from this line on, counted from 1; the reason is the parser's own.
    case syntax(line: Int, reason: String)
    /// Not TOML, and the parser does not say where.
    case notTOML
    /// A bare date that is not of the form `2024-11-16`, or that no calendar has, at this line.
    case noDay(line: Int)
    /// Not JSON from this line on, counted from 1.
    case notJSON(line: Int)
    /// A key that stands there a second time, at this line.
    case repeated(key: String, line: Int)
    /// JSON, and no object.
    case notAnObject
}
