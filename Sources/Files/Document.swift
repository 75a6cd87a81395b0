/// A file of settings as a flat list, each with the line that it stands on.
///
/// Tables nest one deep (`section.key`); a reader asks for the keys that it knows and refuses the rest by name and line.
package struct Document: Equatable, Sendable {
    /// A value, as the file's language types it.
    package enum Value: Equatable, Sendable {
        case string(String)
        case integer(Int)
        case boolean(Bool)
        case date(year: Int, month: Int, day: Int)
        case array([Value])
        /// Another type of the file's language, by its name.
        case other(String)

        /// The type in words, for an error: `a string`.
        package var typeName: String {
            switch self {
            case .string: "a string"
            case .integer: "an integer"
            case .boolean: "true or false"
            case .date: "a date"
            case .array: "a list"
            case .other(let name): name
            }
        }
    }

    /// One key with its value.
    package struct Setting: Equatable, Sendable {
        /// `key` or `section.key`.
        package let path: String
        /// As it stands in the file.
        package let value: Value
        /// From 1; nil where the language does not tell.
        package let line: Int?
    }

    /// In the order of the file where it tells lines, else by key.
    package let settings: [Setting]
}
