extension Checker {
    mutating func shape(_ field: FieldSyntax) throws(Fault) -> (Shape, Size) {
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
            throw Fault(
                field.name.position, "expected '[count]' or '<minimum..maximum>' behind an opaque field")
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

    mutating func shape(of type: Name) throws(Fault) -> (Shape, Size) {
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
}

extension FieldSyntax.Suffix {
    fileprivate var position: Position? {
        switch self {
        case .none: nil
        case .exactly(_, let position), .between(_, _, let position): position
        }
    }
}
