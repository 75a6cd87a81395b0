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

    mutating func documentation(_ lines: [String]) {
        for text in lines { line(text.isEmpty ? "///" : "/// \(text)") }
    }

    /// The declaration's own words, then its text in the schema.
    mutating func documentation(of declaration: TypeDeclaration) {
        documentation(declaration.documentation)
        if !declaration.documentation.isEmpty { documentation([""]) }
        documentation(["```"] + declaration.text + ["```"])
    }
}
