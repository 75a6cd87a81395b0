/// Syntax to model: resolves names, refuses what cannot be encoded, computes sizes.
///
/// A type is resolved where it is first needed, so declarations may refer forward; one that is needed while it is
/// being resolved contains itself.
struct Checker {
    private var pending: [String: DeclarationSyntax] = [:]
    private var active: Set<String> = []
    private var done: [String: TypeDeclaration] = [:]

    static func check(_ syntax: SchemaSyntax) throws(Fault) -> Schema {
        var checker = Checker()
        return try checker.schema(syntax)
    }

    private mutating func schema(_ syntax: SchemaSyntax) throws(Fault) -> Schema {
        try collect(syntax)
        var sections: [Section] = []
        for section in syntax.sections {
            var types: [TypeDeclaration] = []
            for declaration in section.declarations where !declaration.kind.isService {
                let type = try resolve(declaration.name)
                try Limits.check(type)
                types.append(type)
            }
            sections.append(Section(name: section.name.text, types: types))
        }
        var services: [Service] = []
        var numbers: Set<Int> = []
        var names: Set<String> = []
        for declaration in syntax.sections.flatMap(\.declarations) {
            guard case .service(let calls) = declaration.kind else { continue }
            var service = Service(
                name: declaration.name.text, documentation: declaration.documentation, calls: [])
            for call in calls {
                guard names.insert(swiftName(call.name.text)).inserted else {
                    throw duplicate(call.name, "method")
                }
                guard numbers.insert(call.number).inserted else {
                    throw Fault(call.numberPosition, "expected a new number, found \(call.number) again")
                }
                service.calls.append(try rpc(call))
            }
            services.append(service)
        }
        return Schema(sections: sections, services: services, types: done)
    }

    private mutating func collect(_ syntax: SchemaSyntax) throws(Fault) {
        var sections: Set<String> = []
        var services: Set<String> = []
        for section in syntax.sections {
            guard sections.insert(section.name.text).inserted else { throw duplicate(section.name, "section") }
            for declaration in section.declarations {
                let name = declaration.name
                if declaration.kind.isService {
                    guard services.insert(name.text).inserted else { throw duplicate(name, "service") }
                    continue
                }
                guard pending.updateValue(declaration, forKey: name.text) == nil else {
                    throw duplicate(name, "type")
                }
            }
        }
    }

    // MARK: Types

    private mutating func resolve(_ name: Name) throws(Fault) -> TypeDeclaration {
        if let type = done[name.text] { return type }
        guard let declaration = pending[name.text] else {
            throw Fault(name.position, "expected a type, found '\(name.text)', which is not declared")
        }
        guard active.insert(name.text).inserted else {
            throw Fault(name.position, "expected a type of bounded size, found '\(name.text)' inside itself")
        }
        let (definition, size) = try definition(declaration)
        active.remove(name.text)
        let type = TypeDeclaration(
            name: declaration.name.text, documentation: declaration.documentation, text: declaration.text,
            definition: definition, size: size, position: declaration.name.position)
        done[name.text] = type
        return type
    }

    private mutating func definition(
        _ declaration: DeclarationSyntax
    ) throws(Fault) -> (Definition, Size) {
        switch declaration.kind {
        case .definition(let field):
            let (shape, size) = try shape(field)
            return (.definition(shape), size)
        case .structure(let syntax):
            var fields: [Field] = []
            var total = Size(exactly: 0)
            var names: Set<String> = []
            for field in syntax {
                guard names.insert(swiftName(field.name.text)).inserted else {
                    throw duplicate(field.name, "field")
                }
                let (shape, size) = try shape(field)
                total = total + size
                fields.append(Field(name: field.name.text, documentation: field.documentation, shape: shape))
            }
            return (.structure(fields), total)
        case .enumeration(let syntax):
            let enumeration = try enumeration(syntax)
            return (.enumeration(enumeration), Size(exactly: enumeration.width))
        case .select(let syntax):
            return try select(syntax, declaration.name)
        case .service:
            throw Fault(
                declaration.name.position, "expected a type, found the service '\(declaration.name.text)'")
        }
    }

    private func enumeration(_ syntax: EnumerationSyntax) throws(Fault) -> Enumeration {
        guard syntax.maximum == 0xff || syntax.maximum == 0xffff else {
            throw Fault(syntax.maximumPosition, "expected a maximum of 255 or 65535, found \(syntax.maximum)")
        }
        guard !syntax.values.isEmpty else {
            throw Fault(syntax.maximumPosition, "expected a value before the maximum")
        }
        var result = Enumeration(isOpen: syntax.isOpen, width: syntax.maximum == 0xff ? 1 : 2, values: [])
        var names: Set<String> = []
        var numbers: Set<Int> = []
        for (name, number, position) in syntax.values {
            guard names.insert(swiftName(name.text)).inserted else { throw duplicate(name, "value") }
            guard number <= syntax.maximum else {
                throw Fault(position, "expected a number of at most \(syntax.maximum), found \(number)")
            }
            guard numbers.insert(number).inserted else {
                throw Fault(position, "expected a new number, found \(number) again")
            }
            guard name.text != "all_cases" else {
                throw Fault(name.position, "expected another name than 'all_cases', which Swift uses")
            }
            result.values.append((name.text, number))
        }
        return result
    }

    private mutating func select(_ syntax: SelectSyntax, _ name: Name) throws(Fault) -> (Definition, Size) {
        let discriminant = try resolve(syntax.discriminant)
        guard case .enumeration(let enumeration) = discriminant.definition else {
            throw Fault(
                syntax.discriminant.position, "expected an 'enum' or 'code', found '\(discriminant.name)'")
        }
        var select = Select(
            discriminant: discriminant.name, enumeration: enumeration, cases: [], bodyMaximum: 0)
        var names: Set<String> = []
        var body: Size?
        for (label, type) in syntax.cases {
            guard enumeration.values.contains(where: { $0.name == label.text }) else {
                throw Fault(
                    label.position, "expected a value of '\(discriminant.name)', found '\(label.text)'")
            }
            guard names.insert(label.text).inserted else { throw duplicate(label, "case") }
            guard !enumeration.isOpen || label.text != "unknown" else {
                throw Fault(
                    label.position, "expected another name than 'unknown', which is the case of other numbers")
            }
            let (shape, size) = try shape(of: type)
            select.cases.append((label.text, shape))
            body = Size(
                minimum: min(body?.minimum ?? size.minimum, size.minimum),
                maximum: max(body?.maximum ?? size.maximum, size.maximum))
        }
        guard let body else { throw Fault(name.position, "expected a case in '\(name.text)'") }
        select.bodyMaximum = body.maximum
        if enumeration.isOpen {
            // An unknown body may be empty.
            let delimited = Size(minimum: 0, maximum: body.maximum).delimited
            return (.select(select), discriminant.size + delimited)
        }
        if let missing = enumeration.values.first(where: { !names.contains($0.name) }) {
            throw Fault(
                name.position,
                "expected a case for every value of '\(discriminant.name)', found none for '\(missing.name)'")
        }
        return (.select(select), discriminant.size + body)
    }

    // MARK: Fields

    private mutating func shape(_ field: FieldSyntax) throws(Fault) -> (Shape, Size) {
        let type = field.type
        guard !field.isOptional else {
            if let position = field.suffix.position {
                throw Fault(position, "expected ';' behind an optional field")
            }
            let (shape, size) = try shape(of: type)
            return (.optional(shape), Size(minimum: 1, maximum: 1 + size.maximum))
        }
        switch (type.text, field.suffix) {
        case ("opaque", .exactly(let count, let position)):
            guard (1...Limits.vector).contains(count) else {
                throw Fault(position, "expected a count from 1 to \(Limits.vector), found \(count)")
            }
            return (.fixed(count), Size(exactly: count))
        case ("opaque", .none):
            throw Fault(field.name.position, "expected '[count]' or '<minimum..maximum>' behind an opaque field")
        case ("utf8", .none):
            throw Fault(field.name.position, "expected '<minimum..maximum>' behind a utf8 field")
        case (_, .none):
            return try shape(of: type)
        case (_, .exactly(_, let position)):
            throw Fault(position, "expected '<minimum..maximum>', found '[', which only opaque has")
        case (_, .between(let minimum, let maximum, let position)):
            guard minimum <= maximum, maximum > 0 else {
                throw Fault(
                    position, "expected bounds in ascending order, found \(minimum) and \(maximum)")
            }
            var element = Size(exactly: 1)
            let shape: Shape
            switch type.text {
            case "opaque": shape = .opaque(minimum...maximum)
            case "utf8": shape = .utf8(minimum...maximum)
            default:
                let inner = try self.shape(of: type)
                shape = .vector(inner.0, minimum...maximum)
                element = inner.1
            }
            guard element.minimum > 0 else {
                throw Fault(type.position, "expected elements of at least one byte, found '\(type.text)'")
            }
            guard maximum <= Limits.vector / element.maximum else {
                throw Fault(position, "expected a vector of at most \(Limits.vector) bytes")
            }
            let body = Size(minimum: minimum * element.minimum, maximum: maximum * element.maximum)
            return (shape, body.delimited)
        }
    }

    private mutating func shape(of type: Name) throws(Fault) -> (Shape, Size) {
        switch type.text {
        case "uint8": return (.integer(1), Size(exactly: 1))
        case "uint16": return (.integer(2), Size(exactly: 2))
        case "uint24": return (.integer(3), Size(exactly: 3))
        case "uint32": return (.integer(4), Size(exactly: 4))
        case "uint64": return (.integer(8), Size(exactly: 8))
        case "bool": return (.bool, Size(exactly: 1))
        case "opaque", "utf8":
            throw Fault(type.position, "expected a type without bounds, found '\(type.text)'")
        default:
            let declaration = try resolve(type)
            guard case .definition(let shape) = declaration.definition else {
                return (.named(declaration.name), declaration.size)
            }
            return (.defined(declaration.name, shape), declaration.size)
        }
    }

    // MARK: Services

    private mutating func rpc(_ call: CallSyntax) throws(Fault) -> RPC {
        guard (1...0xffff).contains(call.number) else {
            throw Fault(call.numberPosition, "expected a number from 1 to 65535, found \(call.number)")
        }
        guard (call.request.mode == .cell) == (call.reply.mode == .cell) else {
            throw Fault(call.reply.type.position, "expected a cell both ways or neither")
        }
        for payload in [call.request, call.reply] {
            let type = try resolve(payload.type)
            if case .definition = type.definition {
                throw Fault(payload.type.position, "expected a message, found the type definition '\(type.name)'")
            }
            try Limits.check(payload, type.size)
        }
        return RPC(
            name: call.name.text, documentation: call.documentation, number: call.number,
            request: call.request.type.text, requestMode: call.request.mode, reply: call.reply.type.text,
            replyMode: call.reply.mode)
    }

    private func duplicate(_ name: Name, _ what: String) -> Fault {
        Fault(name.position, "expected a new name, found the \(what) '\(name.text)' again")
    }
}

extension DeclarationSyntax.Kind {
    fileprivate var isService: Bool {
        if case .service = self { true } else { false }
    }
}

extension FieldSyntax.Suffix {
    fileprivate var position: Position? {
        switch self {
        case .none: nil
        case .exactly(_, let position), .between(_, _, let position): position
        }
    }
}
