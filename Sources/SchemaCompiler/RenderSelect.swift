/// A `select`: the discriminant, then its body; behind its own length where the discriminant is open.
func renderSelect(_ type: TypeDeclaration, _ select: Select, _ schema: Schema, _ source: inout SourceText) {
    let isOpen = select.enumeration.isOpen
    source.block("package enum \(type.name): WireMessage") { source in
        for body in select.cases {
            source.documentation(body.documentation)
            source.line("case \(declaredName(body.name))(\(swiftType(body.shape)))")
        }
        if isOpen {
            source.documentation([
                "A body that this schema has no type for, never under a number that it has one for."
            ])
            source.line("case unknown(\(select.discriminant), [UInt8])")
        }
        source.line()
        source.documentation(["The number that stands before the body."])
        source.block("package var discriminant: \(select.discriminant)") { source in
            source.list("switch self") { source in
                for name in select.cases.map({ swiftName($0.name) }) {
                    source.line("case .\(name): .\(name)")
                }
                if isOpen { source.line("case .unknown(let discriminant, _): discriminant") }
            }
        }
        source.line()
        renderMaximumSize(type, &source)
        source.line()
        source.documentation([readDocumentation])
        source.block("package init(from reader: inout WireReader) throws(DecodeError)") { source in
            source.line("let discriminant = try \(select.discriminant)(from: &reader, \"\(type.name)\")")
            source.list("switch discriminant") { source in
                for body in select.cases { renderReadCase(type, select, body, schema, &source) }
                if isOpen {
                    source.line("default:")
                    let body = "reader.opaque(0...\(select.bodyMaximum), \"\(type.name)\")"
                    source.line("    self = .unknown(discriminant, try \(body))")
                }
            }
        }
        source.line()
        source.documentation([writeDocumentation])
        source.block("package func write(to writer: inout WireWriter)") { source in
            source.line("discriminant.write(to: &writer)")
            source.list("switch self") { source in
                for body in select.cases {
                    let statement = writeStatement(body.shape, "value", type.name)
                    let delimited = "writer.delimited(\"\(type.name)\") { writer in \(statement) }"
                    let write = isOpen ? delimited : statement
                    source.line("case .\(swiftName(body.name))(let value): \(write)")
                }
                if isOpen { renderWriteUnknown(type, select, &source) }
            }
        }
    }
}

private func renderReadCase(
    _ type: TypeDeclaration, _ select: Select, _ known: Select.Case, _ schema: Schema,
    _ source: inout SourceText
) {
    let name = known.name
    let body = readExpression(known.shape, type.name, schema)
    source.line("case .\(swiftName(name)):")
    guard select.enumeration.isOpen else {
        source.line("    self = .\(swiftName(name))(try \(body))")
        return
    }
    let read = """
        reader.delimited(maximum: \(select.bodyMaximum), "\(type.name)") { reader throws(DecodeError) in \
        try \(body) }
        """
    source.line("    self = .\(swiftName(name))(try \(read))")
}

/// Written under a known number, bytes could come back as that number's body.
private func renderWriteUnknown(_ type: TypeDeclaration, _ select: Select, _ source: inout SourceText) {
    let known = select.cases.map { ".unknown(.\(swiftName($0.name)), _)" }.joined(separator: ", ")
    source.line("case \(known):")
    source.line("    writer.refuse(Int(discriminant.rawValue), \"\(type.name)\")")
    source.line("case .unknown(_, let value):")
    source.line("    writer.opaque(value, 0...\(select.bodyMaximum), \"\(type.name)\")")
}
