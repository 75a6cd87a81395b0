/// Swift source under construction: lines at an indentation.
struct SourceText {
    private(set) var text = ""
    private var depth = 0

    mutating func line(_ line: String = "") {
        text += line.isEmpty ? "\n" : String(repeating: "    ", count: depth) + line + "\n"
    }

    /// `head {`, what `body` adds one level deeper, `}`.
    mutating func block(_ head: String, _ body: (inout SourceText) -> Void) {
        line("\(head) {")
        depth += 1
        body(&self)
        depth -= 1
        line("}")
    }

    /// A block at whose own depth `body` writes: the cases of a switch.
    mutating func list(_ head: String, _ body: (inout SourceText) -> Void) {
        line("\(head) {")
        body(&self)
        line("}")
    }

    /// A doc comment of these lines.
    mutating func documentation(_ lines: [String]) {
        for text in lines { line(text.isEmpty ? "///" : "/// \(text)") }
    }

    /// A type's doc comment: that of the schema, then its text there; of an enumeration, whose values have doc comments
    /// of their own, only its form.
    mutating func documentation(of declaration: TypeDeclaration) {
        documentation(declaration.documentation + [""])
        guard case .enumeration(let enumeration) = declaration.definition else {
            return documentation(["```"] + declaration.text + ["```"])
        }
        let width = enumeration.width == 1 ? "One byte" : "Two bytes"
        documentation(["\(width); other numbers are \(enumeration.isOpen ? "kept" : "refused")."])
    }
}
