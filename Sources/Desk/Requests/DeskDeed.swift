import Files
package import Wire

/// What a reviewer does to a case at the desk.
package enum DeskDeed: Equatable, Sendable {
    /// Words to the source.
    case ask(String)
    /// Words of this agency's own, in the place of those before.
    case labels([String])
    /// A step of the case, and why; the limit is `none` for the one that goes with the state.
    case act(CaseState, Outcome, DueClass, reason: String?)
    /// Words to the agencies that have the report.
    case note(String)
    /// Who works on it.
    case assign(String)
    /// It goes on as that of another report, and why.
    case merge(into: String, reason: String?)
    /// It goes on with another agency, and why.
    case forward(to: String, reason: String?)
    /// Its content cannot be read, and why.
    case cannotOpen(reason: String)
    /// The site may erase its content, where the report's other agencies say so, too.
    case consent

    /// The last part of their paths.
    static let names: Set<String> = [
        "ask", "labels", "act", "note", "assign", "merge", "forward", "cannot-open", "consent",
    ]

    /// Bytes of a question, a reason or a note.
    static let longestText = 4_000
    /// Bytes of a label, a code, an id, or of who has a case.
    static let longestName = 64
    /// Labels of a case.
    static let mostLabels = 16

    /// Why a body is no deed.
    enum Mistake: Error, Equatable {
        /// It is not JSON, or a member is missing, of another type, or one too many.
        case malformed
        case empty(field: String)
        case tooLong(field: String, limit: Int)
    }

    /// Reads the body of a request.
    ///
    /// - Parameters:
    ///   - name: one of `names`.
    ///   - body: a JSON object with exactly the deed's members.
    /// - Throws: what is wrong with it.
    init(_ name: String, _ body: [UInt8]) throws(Mistake) {
        var form = try DeskForm(body)
        switch name {
        case "ask": self = .ask(try form.text("text", limit: Self.longestText))
        case "labels":
            self = .labels(try form.texts("labels", count: Self.mostLabels, limit: Self.longestName))
        case "act":
            guard let state = CaseState(name: try form.text("state", limit: Self.longestName)),
                let outcome = Outcome(name: try form.text("outcome", limit: Self.longestName)),
                let due = DueClass(name: try form.text("due", limit: Self.longestName))
            else { throw .malformed }
            self = .act(state, outcome, due, reason: try form.reason())
        case "note": self = .note(try form.text("text", limit: Self.longestText))
        case "assign": self = .assign(try form.text("to", limit: Self.longestName))
        case "merge":
            self = .merge(into: try form.text("into", limit: Self.longestName), reason: try form.reason())
        case "forward":
            self = .forward(to: try form.text("to", limit: Self.longestName), reason: try form.reason())
        case "cannot-open": self = .cannotOpen(reason: try form.text("reason", limit: Self.longestText))
        case "consent": self = .consent
        default: throw .malformed
        }
        try form.end()
    }
}

/// A body's members, each of which is taken once.
struct DeskForm {
    private var values: [String: Document.Value]

    init(_ body: [UInt8]) throws(DeskDeed.Mistake) {
        guard let text = String(validating: body, as: UTF8.self) else { throw .malformed }
        do throws(DocumentError) {
            values = Dictionary(
                try Document(json: text).settings.map { ($0.path, $0.value) }, uniquingKeysWith: { $1 })
        } catch {
            throw .malformed
        }
    }

    mutating func text(_ name: String, limit: Int) throws(DeskDeed.Mistake) -> String {
        guard case .string(let value) = values.removeValue(forKey: name) else { throw .malformed }
        guard value.contains(where: { !$0.isWhitespace }) else { throw .empty(field: name) }
        guard value.utf8.count <= limit else { throw .tooLong(field: name, limit: limit) }
        return value
    }

    /// Nil where the field is empty.
    mutating func reason() throws(DeskDeed.Mistake) -> String? {
        try optional("reason", limit: DeskDeed.longestText)
    }

    /// Nil where the field is empty.
    mutating func optional(_ name: String, limit: Int) throws(DeskDeed.Mistake) -> String? {
        guard case .string("") = values[name] else { return try text(name, limit: limit) }
        values[name] = nil
        return nil
    }

    mutating func texts(_ name: String, count: Int, limit: Int) throws(DeskDeed.Mistake) -> [String] {
        guard case .array(let items) = values.removeValue(forKey: name) else { throw .malformed }
        guard items.count <= count else { throw .tooLong(field: name, limit: count) }
        var texts: [String] = []
        for item in items {
            guard case .string(let text) = item, !text.isEmpty else { throw .malformed }
            guard text.utf8.count <= limit else { throw .tooLong(field: name, limit: limit) }
            texts.append(text)
        }
        return texts
    }

    /// Nothing is left over.
    func end() throws(DeskDeed.Mistake) {
        guard values.isEmpty else { throw .malformed }
    }
}
