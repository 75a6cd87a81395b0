/// Why a text is no document.
package enum DocumentError: Error, Equatable, Sendable {
    /// A zero byte, which no TOML holds.
    case zeroByte
    /// Not TOML at this line, counted from 1.
    case syntax(line: Int, TOMLFault)
    /// A bare date that is not of the form `2024-11-16`, or that no calendar has, at this line.
    case noDay(line: Int)
    /// Not JSON from this line on, counted from 1.
    case notJSON(line: Int)
    /// A key that stands there a second time, at this line.
    case repeated(key: String, line: Int)
    /// JSON, and no object.
    case notAnObject
}

/// What of TOML a line breaks.
package enum TOMLFault: Equatable, Sendable {
    /// No name stands where a key begins.
    case key
    /// No equals sign behind a key.
    case equals
    /// No value, or a text without quotes.
    case value
    /// A text without its closing quote.
    case text
    /// A backslash in a text, and behind it what means nothing.
    case escape
    /// A character that cannot be seen.
    case control
    /// A number written otherwise, or too large.
    case number
    /// A list without comma or closing bracket.
    case list
    /// An inline table without comma or closing brace.
    case table
    /// A section's name without its closing bracket.
    case header
    /// Something behind a value.
    case rest
    /// Lists, tables or names nested too deep.
    case deep
}
