/// The Swift of one section's types.
func renderMessages(_ section: Section, of schema: Schema) -> String {
    var source = SourceText()
    var isFirst = true
    for type in section.types {
        if !isFirst { source.line() }
        isFirst = false
        source.documentation(of: type)
        switch type.definition {
        case .definition(let shape):
            source.line("package typealias \(type.name) = \(swiftType(shape))")
        case .structure(let fields):
            renderStructure(type, fields, schema, &source)
        case .enumeration(let enumeration) where enumeration.isOpen:
            renderCode(type, enumeration, &source)
        case .enumeration(let enumeration):
            renderEnum(type, enumeration, &source)
        case .select(let select):
            renderSelect(type, select, schema, &source)
        }
    }
    return source.text
}

private func renderStructure(
    _ type: TypeDeclaration, _ fields: [Field], _ schema: Schema, _ source: inout SourceText
) {
    source.block("package struct \(type.name): WireMessage") { source in
        for field in fields {
            source.documentation(field.documentation)
            source.line("package var \(declaredName(field.name)): \(swiftType(field.shape))")
        }
        if !fields.isEmpty { source.line() }
        renderMemberwise(fields, &source)
        source.line()
        renderMaximumSize(type, &source)
        source.line()
        source.documentation([readDocumentation])
        source.block("package init(from reader: inout WireReader) throws(DecodeError)") { source in
            for field in fields {
                let value = readExpression(field.shape, "\(type.name).\(field.name)", schema)
                source.line("\(declaredName(field.name)) = try \(value)")
            }
        }
        source.line()
        source.documentation([writeDocumentation])
        source.block("package func write(to writer: inout WireWriter)") { source in
            for field in fields {
                let name = declaredName(field.name)
                source.line(writeStatement(field.shape, name, "\(type.name).\(field.name)"))
            }
        }
    }
}

private func renderMemberwise(_ fields: [Field], _ source: inout SourceText) {
    guard !fields.isEmpty else {
        source.documentation(["Creates the one value that there is."])
        source.line("package init() {}")
        return
    }
    source.documentation([
        "Creates a value from its fields, in the schema's order; `encoded()` checks their bounds."
    ])
    let parameters = fields.map { "\(declaredName($0.name)): \(swiftType($0.shape))" }
    source.block("package init(\(parameters.joined(separator: ", ")))") { source in
        for field in fields {
            source.line("self.\(swiftName(field.name)) = \(declaredName(field.name))")
        }
    }
}

/// The doc comment of every message's reading.
let readDocumentation = "Reads one encoding; an error names the field at fault."
/// The doc comment of every message's writing.
let writeDocumentation = "Writes the encoding; `writer` remembers the first value outside its bounds."

func renderMaximumSize(_ type: TypeDeclaration, _ source: inout SourceText) {
    source.documentation(["Bytes of the longest encoding."])
    source.line("package static var maximumSize: Int { \(grouped(type.size.maximum)) }")
}

// MARK: Shapes

/// Longer ones are arrays: a value held inline is copied with whatever holds it.
let longestFixed = 64

func swiftType(_ shape: Shape) -> String {
    switch shape {
    case .integer(1): "UInt8"
    case .integer(2): "UInt16"
    case .integer(8): "UInt64"
    case .integer: "UInt32"
    case .bool: "Bool"
    case .fixed(let count): count <= longestFixed ? "FixedBytes<\(count)>" : "[UInt8]"
    case .opaque: "[UInt8]"
    case .utf8: "String"
    case .named(let name), .defined(let name, _): name
    case .vector(let element, _): "[\(swiftType(element))]"
    case .optional(let wrapped): "\(swiftType(wrapped))?"
    }
}

/// An expression that reads a value; it throws.
func readExpression(_ shape: Shape, _ field: String, _ schema: Schema) -> String {
    switch shape {
    case .integer(let width): return "reader.uint\(width * 8)(\"\(field)\")"
    case .bool: return "reader.bool(\"\(field)\")"
    case .fixed(let count) where count <= longestFixed: return "reader.fixed(\"\(field)\")"
    case .fixed(let count): return "reader.opaque(count: \(count), \"\(field)\")"
    case .opaque(let bounds): return "reader.opaque(\(swift(bounds)), \"\(field)\")"
    case .utf8(let bounds): return "reader.utf8(\(swift(bounds)), \"\(field)\")"
    case .named(let name):
        if case .enumeration = schema.types[name]?.definition {
            return "\(name)(from: &reader, \"\(field)\")"
        }
        return "\(name)(from: &reader)"
    case .defined(_, let shape): return readExpression(shape, field, schema)
    case .vector(let element, let bounds):
        let body = readExpression(element, field, schema)
        return "reader.vector(\(swift(bounds)), \"\(field)\") { reader throws(DecodeError) in try \(body) }"
    case .optional(let wrapped):
        let body = readExpression(wrapped, field, schema)
        return "reader.optional(\"\(field)\") { reader throws(DecodeError) in try \(body) }"
    }
}

/// A statement that writes `value`.
func writeStatement(_ shape: Shape, _ value: String, _ field: String) -> String {
    switch shape {
    case .integer(3): return "writer.uint24(\(value), \"\(field)\")"
    case .integer(let width): return "writer.uint\(width * 8)(\(value))"
    case .bool: return "writer.bool(\(value))"
    case .fixed(let count) where count <= longestFixed: return "writer.fixed(\(value))"
    case .fixed(let count): return "writer.opaque(\(value), count: \(count), \"\(field)\")"
    case .opaque(let bounds): return "writer.opaque(\(value), \(swift(bounds)), \"\(field)\")"
    case .utf8(let bounds): return "writer.utf8(\(value), \(swift(bounds)), \"\(field)\")"
    case .named: return "\(value).write(to: &writer)"
    case .defined(_, let shape): return writeStatement(shape, value, field)
    case .vector(let element, let bounds):
        let body = writeStatement(element, "value", field)
        return "writer.vector(\(value), \(swift(bounds)), \"\(field)\") { writer, value in \(body) }"
    case .optional(let wrapped):
        let body = writeStatement(wrapped, "value", field)
        return "writer.optional(\(value)) { writer, value in \(body) }"
    }
}

func swift(_ bounds: ClosedRange<Int>) -> String {
    "\(bounds.lowerBound)...\(bounds.upperBound)"
}

/// 12345 to `12_345`.
func grouped(_ number: Int) -> String {
    guard number >= 1_000 else { return "\(number)" }
    let tail = "\(number % 1_000)"
    return grouped(number / 1_000) + "_" + String(repeating: "0", count: 3 - tail.count) + tail
}
