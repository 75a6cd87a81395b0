/// Why a text is no document.
package enum DocumentError: Error, Equatable, Sendable {
    /// A zero byte, which no TOML holds.
    case zeroByte
    /// Not TOML from this line on, counted from 1; the reason is the parser's own.
    case syntax(line: Int, reason: String)
    /// Not TOML, and the parser does not say where.
    case notTOML
    /// Not JSON.
    case notJSON
    /// JSON, and no object.
    case notAnObject
}
