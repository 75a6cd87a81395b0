package import Cases
package import Words

extension Failure {
    /// What the site gives and the log cannot hold is `untrusted`; an id that names no report is `badInput`.
    package init(_ error: ReviewRecordsError) {
        switch error {
        case .unencodable(let index, let error):
            self.init(.untrusted, "the opening at \(index) does not encode: \(error)")
        case .notAnID(let count):
            let shortest = ReviewRecords.shortestPrefix
            self.init(
                .badInput, "ID: \(count) characters, limit \(shortest) to 64 hexadecimal digits",
                field: "ID", limit: UInt64(shortest))
        case .noReport(let digits):
            self.init(
                .badInput, "ID: no published report that your agency was given begins with \(digits)",
                field: "ID")
        case .several(let count, let digits):
            self.init(
                .badInput, "ID: \(count) reports begin with \(digits); give more digits", field: "ID",
                limit: 1)
        }
    }
}
