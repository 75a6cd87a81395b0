/// A closed `enum`: other numbers are refused.
func renderEnum(_ type: TypeDeclaration, _ enumeration: Enumeration, _ source: inout SourceText) {
    let raw = swiftType(.integer(enumeration.width))
    source.block("package enum \(type.name): \(raw), WireMessage, CaseIterable") { source in
        for value in enumeration.values {
            source.documentation(value.documentation)
            source.line("case \(declaredName(value.name)) = \(value.number)")
        }
        source.line()
        renderMaximumSize(type, &source)
        source.line()
        renderProtocolInit(type, &source)
        source.line()
        source.documentation(["Reads the number of a field; an error names `field`."])
        source.block(fieldInit) { source in
            source.line("let value = try \(readExpression(.integer(enumeration.width), field: "field"))")
            source.block("guard let known = Self(rawValue: value) else") { source in
                source.line("throw reader.unknown(value, field, width: \(enumeration.width))")
            }
            source.line("self = known")
        }
        source.line()
        renderWrite(enumeration, &source)
    }
}

/// An open `code`: other numbers are kept.
func renderCode(_ type: TypeDeclaration, _ enumeration: Enumeration, _ source: inout SourceText) {
    let raw = swiftType(.integer(enumeration.width))
    source.block("package struct \(type.name): WireCode") { source in
        for value in enumeration.values {
            source.documentation(value.documentation)
            source.line("package static let \(declaredName(value.name)) = Self(rawValue: \(value.number))")
        }
        source.line()
        source.documentation(["All values that have a name, in the schema's order."])
        let all = enumeration.values.map { ".\(swiftName($0.name))" }.joined(separator: ", ")
        source.line("package static let allCases: [Self] = [\(all)]")
        source.line()
        source.documentation(["The number that stands for the value on the wire."])
        source.line("package var rawValue: \(raw)")
        source.line()
        source.documentation(["The value of a number, whether it has a name or not."])
        source.line("package init(rawValue: \(raw)) { self.rawValue = rawValue }")
        source.line()
        source.documentation(["The schema's name of the value, or nil where its number has none."])
        source.block("package var name: String?") { source in
            source.list("switch rawValue") { source in
                for value in enumeration.values { source.line("case \(value.number): \"\(value.name)\"") }
                source.line("default: nil")
            }
        }
        source.line()
        source.documentation(["The value of the schema's name, or nil where there is no such name."])
        source.block("package init?(name: some StringProtocol)") { source in
            source.list("switch name") { source in
                for value in enumeration.values {
                    source.line("case \"\(value.name)\": self = .\(swiftName(value.name))")
                }
                source.line("default: return nil")
            }
        }
        source.line()
        renderMaximumSize(type, &source)
        source.line()
        renderProtocolInit(type, &source)
        source.line()
        source.documentation(["Reads the number of a field; an error names `field`."])
        source.block(fieldInit) { source in
            source.line("rawValue = try \(readExpression(.integer(enumeration.width), field: "field"))")
        }
        source.line()
        renderWrite(enumeration, &source)
    }
}

private let fieldInit =
    "package init(from reader: inout WireReader, _ field: StaticString) throws(DecodeError)"

private func renderProtocolInit(_ type: TypeDeclaration, _ source: inout SourceText) {
    source.documentation(["Reads a number; an error names the type."])
    source.block("package init(from reader: inout WireReader) throws(DecodeError)") { source in
        source.line("self = try Self(from: &reader, \"\(type.name)\")")
    }
}

private func renderWrite(_ enumeration: Enumeration, _ source: inout SourceText) {
    source.documentation(["Writes the number."])
    source.block("package func write(to writer: inout WireWriter)") { source in
        source.line(writeStatement(.integer(enumeration.width), "rawValue", ""))
    }
}

/// As `readExpression`, the field's name in a variable.
private func readExpression(_ shape: Shape, field: String) -> String {
    guard case .integer(let width) = shape else { return "" }
    return "reader.uint\(width * 8)(\(field))"
}
