package import Files

/// Why a report file gives no report.
package enum ReportFileError: Error, Equatable, Sendable {
    /// The file cannot be read.
    case unreadable(path: String, FileError)
    /// What it holds is no TOML, nor JSON.
    case document(path: String, DocumentError)
    /// What it says is no report; the path is nil where the person was asked instead.
    case mistake(path: String?, ReportMistake)
}

/// Why what was said of a report makes none.
package enum ReportMistake: Error, Equatable, Sendable {
    /// A field that no report has; the line, from 1, is nil where the file's language does not tell it.
    case unknownField(String, line: Int?, known: [String])
    /// A field's value is not one for it.
    case value(field: String, line: Int?, ReportValueError)
    /// A required field is not there.
    case missing(field: String)
    /// The description says too little; both numbers are characters.
    case tooShort(count: Int, limit: Int)
    /// `forward_to` names no kind although `forward` is `listed`, or names some although it is not.
    case forwardKinds
    /// A field is outside the schema's bounds, in its unit there.
    case bounds(field: String, count: Int, minimum: Int, maximum: Int)
}

/// Why a value is not one for its field.
package enum ReportValueError: Error, Equatable, Sendable {
    /// A name that the field's code does not have.
    case unknownName(String, known: [String])
    /// A list with more values than the field holds.
    case tooMany(Int, limit: Int)
    /// A value of another type.
    case type(String, expected: ExpectedType)
    /// A text or a date that names no day from 1900 to 9999.
    case noDay
    /// A day that no calendar has.
    case noSuchDay

    /// What a field takes.
    package enum ExpectedType: Sendable {
        case string
        case list
        case date
    }
}
