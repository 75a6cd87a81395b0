/// Syntax to model: resolves names, refuses what cannot be encoded, computes sizes.
///
/// A type is resolved where it is first needed, so declarations may refer forward; one that is needed while it
/// is being resolved contains itself.
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
        let services = try services(syntax)
        return Schema(sections: sections, services: services, types: done)
    }

    private mutating func collect(_ syntax: SchemaSyntax) throws(Fault) {
        var sections: Set<String> = []
        var services: Set<String> = []
        for section in syntax.sections {
            guard sections.insert(section.name.text).inserted else {
                throw duplicate(section.name, "section")
            }
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

    mutating func resolve(_ name: Name) throws(Fault) -> TypeDeclaration {
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

    func duplicate(_ name: Name, _ what: String) -> Fault {
        Fault(name.position, "expected a new name, found the \(what) '\(name.text)' again")
    }
}

extension DeclarationSyntax.Kind {
    fileprivate var isService: Bool {
        if case .service = self { true } else { false }
    }
}
