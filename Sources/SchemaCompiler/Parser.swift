/// Turns tokens into syntax; the first token that the grammar does not allow ends it with a `Fault`.
///
/// A doc comment (`///`) belongs to the declaration, field, value or method below it, or to the one before it on its own
/// line; both together are one comment.
struct Parser {
    private let tokens: [Token]
    private let lines: [Substring]
    private var index = 0

    static func parse(_ text: String) throws(Fault) -> SchemaSyntax {
        var parser = Parser(tokens: try Lexer.tokens(of: text), text: text)
        return try parser.schema()
    }

    private init(tokens: [Token], text: String) {
        self.tokens = tokens
        lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    }

    // MARK: Declarations

    private mutating func schema() throws(Fault) -> SchemaSyntax {
        var schema = SchemaSyntax()
        while token.kind != .end {
            let documentation = takeDocumentation()
            if documentation.isEmpty, accept(word: "section") {
                schema.sections.append(SectionSyntax(name: try lowerName("a section's name")))
                try expect(";")
                continue
            }
            guard let last = schema.sections.indices.last else { throw unexpected("'section'") }
            schema.sections[last].declarations.append(try declaration(documentation))
        }
        return schema
    }

    private mutating func declaration(_ above: [String]) throws(Fault) -> DeclarationSyntax {
        let first = token.position.line
        let name: Name
        let kind: DeclarationSyntax.Kind
        switch token.kind {
        case .word("struct"):
            advance()
            kind = .structure(try fields())
            name = try upperName("the structure's name")
            try expect(";")
        case .word("enum"), .word("code"):
            let isOpen = token.kind == .word("code")
            advance()
            kind = .enumeration(try enumeration(isOpen: isOpen))
            name = try upperName("the enumeration's name")
            try expect(";")
        case .word("select"):
            advance()
            var syntax = try select()
            name = try upperName("the select's name")
            syntax.bounds = try suffix()
            kind = .select(syntax)
            try expect(";")
        case .word("service"):
            advance()
            name = try upperName("the service's name")
            kind = .service(try calls())
        case .word("opaque"), .word("utf8"):
            let type = try word("a type")
            name = try upperName("the defined type's name")
            let suffix = try suffix()
            kind = .definition(
                FieldSyntax(documentation: [], isOptional: false, type: type, name: name, suffix: suffix))
            try expect(";")
        default:
            throw unexpected("'struct', 'enum', 'code', 'select', 'service', 'opaque' or 'utf8'")
        }
        let text = sourceText(first...lastLine)
        return DeclarationSyntax(
            name: name, documentation: above + takeDocumentationBehind(), text: text, kind: kind)
    }

    private mutating func fields() throws(Fault) -> [FieldSyntax] {
        try expect("{")
        var fields: [FieldSyntax] = []
        while !accept("}") {
            let documentation = takeDocumentation()
            var type = try word("a field's type or '}'")
            let isOptional = type.text == "optional"
            if isOptional {
                try expect("<")
                type = try word("the optional's type")
                try expect(">")
            }
            let name = try lowerName("a field's name")
            let suffix = try suffix()
            try expect(";")
            fields.append(
                FieldSyntax(
                    documentation: documentation + takeDocumentationBehind(), isOptional: isOptional,
                    type: type, name: name, suffix: suffix))
        }
        return fields
    }

    private mutating func suffix() throws(Fault) -> FieldSyntax.Suffix {
        let position = token.position
        if accept("[") {
            let count = try number("a count of bytes")
            try expect("]")
            return .exactly(count, position)
        }
        guard accept("<") else { return .none }
        let minimum = try number("the lower bound")
        try expect("..")
        let maximum = try number("the upper bound")
        try expect(">")
        return .between(minimum, maximum, position)
    }

    private mutating func enumeration(isOpen: Bool) throws(Fault) -> EnumerationSyntax {
        try expect("{")
        var result = EnumerationSyntax(
            isOpen: isOpen, values: [], maximum: 0, maximumPosition: token.position)
        while !accept("(") {
            result.values.append(try value())
        }
        result.maximumPosition = token.position
        result.maximum = try number("the maximum")
        try expect(")")
        try expect("}")
        return result
    }

    private mutating func value() throws(Fault) -> ValueSyntax {
        let documentation = takeDocumentation()
        let name = try lowerName("a value's name or '(' and the maximum")
        try expect("(")
        let position = token.position
        let number = try number("the value's number")
        try expect(")")
        try expect(",")
        return ValueSyntax(
            documentation: documentation + takeDocumentationBehind(), name: name, number: number,
            numberPosition: position)
    }

    private mutating func select() throws(Fault) -> SelectSyntax {
        try expect("(")
        var result = SelectSyntax(discriminant: try upperName("an enumeration's name"), cases: [])
        try expect(")")
        try expect("{")
        while !accept("}") {
            guard accept(word: "case") else { throw unexpected("'case' or '}'") }
            let name = try lowerName("a value's name")
            try expect(":")
            result.cases.append((name, try upperName("the body's type")))
            try expect(";")
        }
        return result
    }

    private mutating func calls() throws(Fault) -> [CallSyntax] {
        try expect("{")
        var calls: [CallSyntax] = []
        while !accept("}") {
            let documentation = takeDocumentation()
            guard accept(word: "rpc") else { throw unexpected("'rpc' or '}'") }
            let name = try lowerName("the method's name")
            let request = try payload()
            guard accept(word: "returns") else { throw unexpected("'returns'") }
            let reply = try payload()
            try expect("=")
            let position = token.position
            let number = try number("the method's number")
            try expect(";")
            calls.append(
                CallSyntax(
                    documentation: documentation + takeDocumentationBehind(), name: name, request: request,
                    reply: reply, number: number, numberPosition: position))
        }
        return calls
    }

    private mutating func payload() throws(Fault) -> CallSyntax.Payload {
        try expect("(")
        var mode = CallSyntax.Mode.one
        if accept(word: "stream") { mode = .stream } else if accept(word: "cell") { mode = .cell }
        let type = try upperName("a message's name")
        try expect(")")
        return CallSyntax.Payload(mode: mode, type: type)
    }

    // MARK: Tokens

    /// The next token; the last one is `.end`, and nothing advances past it.
    private var token: Token { tokens[index] }

    private mutating func advance() {
        if token.kind != .end { index += 1 }
    }

    private func unexpected(_ expected: String) -> Fault {
        Fault(token.position, "expected \(expected), found \(token.spelling)")
    }

    private mutating func takeDocumentation() -> [String] {
        var lines: [String] = []
        while case .documentation(let line) = token.kind {
            lines.append(line)
            advance()
        }
        return lines
    }

    /// The doc comment that stands on the line of the token before it.
    private mutating func takeDocumentationBehind() -> [String] {
        guard case .documentation(let line) = token.kind, token.position.line == lastLine else { return [] }
        advance()
        return [line]
    }

    /// The line of the last token taken; there is always one where this is asked.
    private var lastLine: Int { tokens[index - 1].position.line }

    private mutating func accept(_ symbol: String) -> Bool {
        guard token.kind == .symbol(symbol) else { return false }
        advance()
        return true
    }

    private mutating func accept(word: String) -> Bool {
        guard token.kind == .word(word) else { return false }
        advance()
        return true
    }

    private mutating func expect(_ symbol: String) throws(Fault) {
        guard accept(symbol) else { throw unexpected("'\(symbol)'") }
    }

    private mutating func number(_ what: String) throws(Fault) -> Int {
        guard case .number(let number) = token.kind else { throw unexpected(what) }
        advance()
        return number
    }

    private mutating func word(_ what: String) throws(Fault) -> Name {
        guard case .word(let text) = token.kind else { throw unexpected(what) }
        defer { advance() }
        return Name(text: text, position: token.position)
    }

    /// Types are written `LikeThis`.
    private mutating func upperName(_ what: String) throws(Fault) -> Name {
        guard case .word(let text) = token.kind, text.first?.isUppercase == true, !text.contains("_") else {
            throw unexpected("\(what), written LikeThis")
        }
        return try word(what)
    }

    /// Everything else is written `like_this`.
    private mutating func lowerName(_ what: String) throws(Fault) -> Name {
        guard case .word(let text) = token.kind, !text.contains(where: \.isUppercase) else {
            throw unexpected("\(what), written like_this")
        }
        return try word(what)
    }

    private func sourceText(_ range: ClosedRange<Int>) -> [String] {
        lines[(range.lowerBound - 1)..<range.upperBound].compactMap { line in
            var code = line.firstRange(of: "///").map { line[..<$0.lowerBound] } ?? line
            while code.last == " " { code.removeLast() }
            return code.drop { $0 == " " }.hasPrefix("//") || code.isEmpty ? nil : String(code)
        }
    }
}
