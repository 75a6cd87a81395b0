/// The tests' view of one section's types: how to make values, valid ones and others, and what bytes they are.
///
/// `Sampled`, `Sampler`, `BoundViolation` and `Layout` are written by hand, beside the generated files.
func renderSamples(_ section: Section, of schema: Schema) -> String {
    var source = SourceText()
    source.line("import Wire")
    for type in section.types {
        switch type.definition {
        case .definition:
            continue
        case .structure(let fields):
            renderStructureSample(type, fields, &source)
        case .enumeration(let enumeration):
            renderEnumerationSample(type, enumeration, &source)
        case .select(let select):
            renderSelectSample(type, select, schema, &source)
        }
    }
    return source.text
}

/// `GeneratedTypes.swift`: every type that has an encoding of its own.
func renderTypeList(_ schema: Schema) -> String {
    var source = SourceText()
    source.line("import Wire")
    source.line()
    source.line("let allTypes: [any Sampled.Type] = [")
    for type in schema.sections.flatMap(\.types) {
        if case .definition = type.definition { continue }
        source.line("    \(type.name).self,")
    }
    source.line("]")
    return source.text
}

// MARK: Types

private func renderStructureSample(_ type: TypeDeclaration, _ fields: [Field], _ source: inout SourceText) {
    renderExtension(type, &source) { source in
        source.line("static var layout: TypeLayout {")
        source.line("    .structure([")
        for field in fields {
            source.line("        (\"\(type.name).\(field.name)\", \(layout(field.shape))),")
        }
        source.line("    ])")
        source.line("}")
        source.line()
        source.block("static func sample(_ sampler: inout Sampler) -> Self") { source in
            let arguments = fields.map { "\(swiftName($0.name)): \(sample($0.shape))" }
            source.line("\(type.name)(\(arguments.joined(separator: ", ")))")
        }
        source.line()
        source.line("static var violations: [BoundViolation<Self>] {")
        source.line("    [")
        for field in fields {
            for violation in violations(field.shape) {
                source.line(
                    """
                            BoundViolation("\(type.name).\(field.name)", \(violation.count), \
                    \(swift(violation.bounds))) { value, sampler in value.\(swiftName(field.name)) = \(violation.value) },
                    """)
            }
        }
        source.line("    ]")
        source.line("}")
    }
}

private func renderEnumerationSample(
    _ type: TypeDeclaration, _ enumeration: Enumeration, _ source: inout SourceText
) {
    let numbers = enumeration.values.map { "\($0.number)" }.joined(separator: ", ")
    renderExtension(type, &source) { source in
        source.block("static var layout: TypeLayout") { source in
            source.line(
                ".\(enumeration.isOpen ? "code" : "closed")(width: \(enumeration.width), [\(numbers)])")
        }
        source.line()
        source.block("static func sample(_ sampler: inout Sampler) -> Self") { source in
            source.line(enumeration.isOpen ? "sampler.code()" : "sampler.element(of: allCases)")
        }
    }
}

private func renderSelectSample(
    _ type: TypeDeclaration, _ select: Select, _ schema: Schema, _ source: inout SourceText
) {
    let numbers = Dictionary(uniqueKeysWithValues: select.enumeration.values.map { ($0.name, $0.number) })
    let known = select.cases.compactMap { numbers[$0.name] }
    let isOpen = select.enumeration.isOpen
    let others = known.map(String.init).joined(separator: ", ")
    let other = "\(select.discriminant)(rawValue: sampler.other(than: [\(others)]))"
    renderExtension(type, &source) { source in
        source.line("static var layout: TypeLayout {")
        source.line("    .select(\"\(type.name)\", width: \(select.enumeration.width), ")
        source.line("        bodyMaximum: \(isOpen ? "\(select.bodyMaximum)" : "nil"), [")
        for (number, body) in zip(known, select.cases) {
            source.line("        (\(number), \(layout(body.shape))),")
        }
        source.line("    ])")
        source.line("}")
        source.line()
        source.block("static func sample(_ sampler: inout Sampler) -> Self") { source in
            let sizes = select.cases.map { maximumSize($0.shape, schema) }
            let known = sizes.indices.max { sizes[$0] < sizes[$1] } ?? 0
            let largest = isOpen && select.bodyMaximum > sizes[known] ? sizes.count : known
            source.list(
                "switch sampler.choice(of: \(select.cases.count + (isOpen ? 1 : 0)), largest: \(largest))"
            ) {
                source in
                for (index, body) in select.cases.enumerated() {
                    let label = index == select.cases.count - 1 && !isOpen ? "default" : "case \(index)"
                    source.line("\(label): .\(swiftName(body.name))(\(sample(body.shape)))")
                }
                if isOpen {
                    source.line("default: .unknown(\(other), sampler.bytes(0...\(select.bodyMaximum)))")
                }
            }
        }
        guard isOpen, let first = known.first else { return }
        source.line()
        source.line("static var violations: [BoundViolation<Self>] {")
        source.line("    [")
        source.line(
            """
                    BoundViolation("\(type.name)", \(first), 0...0) \
            { value, sampler in value = .unknown(\(select.discriminant)(rawValue: \(first)), []) },
            """)
        let long = select.bodyMaximum + 1
        source.line(
            """
                    BoundViolation("\(type.name)", \(long), 0...\(select.bodyMaximum)) \
            { value, sampler in value = .unknown(\(other), sampler.bytes(\(long)...\(long))) },
            """)
        source.line("    ]")
        source.line("}")
    }
}

private func renderExtension(
    _ type: TypeDeclaration, _ source: inout SourceText, _ body: (inout SourceText) -> Void
) {
    source.line()
    source.block("extension Wire.\(type.name): Sampled", body)
}

// MARK: Shapes

private func sample(_ shape: Shape) -> String {
    switch shape {
    case .integer(3): "sampler.uint24()"
    case .integer: "sampler.integer()"
    case .bool: "sampler.bool()"
    case .fixed(let count): count <= longestFixed ? "sampler.fixed()" : "sampler.bytes(\(count)...\(count))"
    case .opaque(let bounds): "sampler.bytes(\(swift(bounds)))"
    case .utf8(let bounds): "sampler.text(\(swift(bounds)))"
    case .named(let name): "\(name).sample(&sampler)"
    case .defined(_, let shape): sample(shape)
    case .vector(let element, let bounds): "sampler.list(\(swift(bounds))) { sampler in \(sample(element)) }"
    case .optional(let wrapped): "sampler.optional { sampler in \(sample(wrapped)) }"
    }
}

private func layout(_ shape: Shape) -> String {
    switch shape {
    case .integer(let width): ".integer(\(width))"
    case .bool: ".flag"
    case .fixed(let count): ".fixed(\(count))"
    case .opaque(let bounds): ".opaque(\(swift(bounds)))"
    case .utf8(let bounds): ".utf8(\(swift(bounds)))"
    case .named(let name): ".type(\(name).self)"
    case .defined(_, let shape): layout(shape)
    case .vector(let element, let bounds): ".vector(\(swift(bounds)), \(layout(element)))"
    case .optional(let wrapped): ".optional(\(layout(wrapped)))"
    }
}

private struct FieldViolation {
    var count: Int
    var bounds: ClosedRange<Int>
    /// An expression for a value that has so many bytes or elements.
    var value: String
}

private func violations(_ shape: Shape) -> [FieldViolation] {
    switch shape {
    case .integer(3):
        return [FieldViolation(count: 1 << 24, bounds: 0...(1 << 24) - 1, value: "\(1 << 24)")]
    case .fixed(let count) where count > longestFixed:
        return outside(count...count) { .opaque($0) }
    case .opaque(let bounds):
        return outside(bounds) { .opaque($0) }
    case .utf8(let bounds):
        return outside(bounds) { .utf8($0) }
    case .vector(let element, let bounds):
        return outside(bounds) { .vector(element, $0) }
            + violations(element).map { violation in
                let before = max(0, bounds.lowerBound - 1)
                let rest =
                    before == 0
                    ? "" : "sampler.list(\(before)...\(before)) { sampler in \(sample(element)) } + "
                return FieldViolation(
                    count: violation.count, bounds: violation.bounds, value: "\(rest)[\(violation.value)]")
            }
    case .optional(let wrapped), .defined(_, let wrapped):
        return violations(wrapped)
    case .integer, .bool, .fixed, .named:
        return []
    }
}

private func outside(_ bounds: ClosedRange<Int>, _ shape: (ClosedRange<Int>) -> Shape) -> [FieldViolation] {
    [bounds.lowerBound - 1, bounds.upperBound + 1].filter { $0 >= 0 }.map { count in
        FieldViolation(count: count, bounds: bounds, value: sample(shape(count...count)))
    }
}

private func maximumSize(_ shape: Shape, _ schema: Schema) -> Int {
    switch shape {
    case .named(let name), .defined(let name, _): schema.types[name]?.size.maximum ?? 0
    default: 0
    }
}
