package import Words

extension Failure {
    /// Names the file, the line where it is known, the field and the limit.
    ///
    /// - Parameters:
    ///   - error: becomes `badInput`.
    ///   - name: the file's path, or the option that would name one.
    package init(_ error: ReportFileError, name: String) {
        switch error {
        case .unknownField(let field, let place, let known):
            self.init(
                .badInput,
                "\(name): \(place)unknown field '\(plain(field))'; known are \(known.joined(separator: ", "))",
                field: field)
        case .value(let field, let place, let error):
            self.init(
                .badInput, "\(name): \(place)\(field): \(error.message)", field: field, limit: error.limit)
        case .missing(let field):
            self.init(.badInput, "\(name): field '\(field)' is missing", field: field)
        case .tooShort(let count, let limit):
            self.init(
                .badInput, "\(name): story has \(count) characters, limit \(limit) or more",
                field: "story", limit: UInt64(limit))
        case .bounds(let field, let count, let minimum, let maximum):
            self.init(
                .badInput, "\(name): \(field): length \(count), limit \(minimum) to \(maximum)",
                field: field, limit: UInt64(maximum))
        }
    }
}

extension ReportValueError {
    fileprivate var message: String {
        switch self {
        case .unknownName(let name, let known):
            "'\(plain(name))' is not one of: \(known.joined(separator: ", "))"
        case .tooMany(let count, let limit): "\(count) values, limit \(limit)"
        case .type(let found, .string): "\(found), not a string"
        case .type(let found, .list): "\(found), not a list"
        case .type(let found, .date): "\(found), not a date"
        case .noDay: "not a day of the form 2024-11-16"
        }
    }

    fileprivate var limit: UInt64? {
        if case .tooMany(_, let limit) = self { UInt64(limit) } else { nil }
    }
}
