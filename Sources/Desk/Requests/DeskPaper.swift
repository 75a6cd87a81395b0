package import Words

/// What a reviewer wants of a case as a file of its own.
package struct DeskPaper: Equatable, Sendable {
    /// What stands in it.
    package enum Kind: Equatable, Sendable {
        /// The case, for the agency's files.
        case file
        /// The sheet for its hearing: the reviewer's words alone.
        case sheet(number: String, subject: String, wording: String)
    }

    /// What stands in it.
    package var kind: Kind
    /// A PDF beside the page.
    package var wantsPDF: Bool
    /// Of the page.
    package var language: Language

    /// Takes the parts as they are.
    package init(_ kind: Kind, wantsPDF: Bool, in language: Language) {
        self.kind = kind
        self.wantsPDF = wantsPDF
        self.language = language
    }

    /// Bytes of the longest number, subject and wording of a sheet.
    private static let limits = (number: 64, subject: 2_000, wording: 20_000)

    /// Reads the body of a request.
    ///
    /// - Parameter body: a JSON object with `kind`, `language`, `pdf`, and of a sheet `number`, `subject`, `wording`.
    /// - Throws: what is wrong with it.
    init(_ body: [UInt8]) throws(DeskDeed.Mistake) {
        var form = try DeskForm(body)
        let longest = DeskDeed.longestName
        guard let language = Language(rawValue: try form.text("language", limit: longest)) else {
            throw .malformed
        }
        self.language = language
        switch try form.text("pdf", limit: longest) {
        case "yes": wantsPDF = true
        case "no": wantsPDF = false
        default: throw .malformed
        }
        switch try form.text("kind", limit: longest) {
        case "file": kind = .file
        case "sheet":
            kind = .sheet(
                number: try form.optional("number", limit: Self.limits.number) ?? "",
                subject: try form.optional("subject", limit: Self.limits.subject) ?? "",
                wording: try form.optional("wording", limit: Self.limits.wording) ?? "")
        default: throw .malformed
        }
        try form.end()
    }
}
