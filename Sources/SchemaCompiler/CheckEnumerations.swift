extension Checker {
    /// The enumeration of `syntax`: its names and numbers are new, and its numbers fit its width.
    func enumeration(_ syntax: EnumerationSyntax) throws(Fault) -> Enumeration {
        guard syntax.maximum == 0xff || syntax.maximum == 0xffff else {
            throw Fault(syntax.maximumPosition, "expected a maximum of 255 or 65535, found \(syntax.maximum)")
        }
        guard !syntax.values.isEmpty else {
            throw Fault(syntax.maximumPosition, "expected a value before the maximum")
        }
        var result = Enumeration(isOpen: syntax.isOpen, width: syntax.maximum == 0xff ? 1 : 2, values: [])
        var names: Set<String> = []
        var numbers: Set<Int> = []
        for value in syntax.values {
            let (name, number) = (value.name, value.number)
            guard names.insert(swiftName(name.text)).inserted else { throw duplicate(name, "value") }
            guard number <= syntax.maximum else {
                throw Fault(
                    value.numberPosition, "expected a number of at most \(syntax.maximum), found \(number)")
            }
            guard numbers.insert(number).inserted else {
                throw Fault(value.numberPosition, "expected a new number, found \(number) again")
            }
            guard name.text != "all_cases" else {
                throw Fault(name.position, "expected another name than 'all_cases', which Swift uses")
            }
            result.values.append(
                Enumeration.Value(name: name.text, documentation: value.documentation, number: number))
        }
        return result
    }

    /// The select of `syntax`, whose cases are values of its enumeration: all of them where that is closed.
    mutating func select(_ syntax: SelectSyntax, _ name: Name) throws(Fault) -> (Definition, Size) {
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
            guard let value = enumeration.values.first(where: { $0.name == label.text }) else {
                throw Fault(
                    label.position, "expected a value of '\(discriminant.name)', found '\(label.text)'")
            }
            guard names.insert(label.text).inserted else { throw duplicate(label, "case") }
            guard !enumeration.isOpen || label.text != "unknown" else {
                throw Fault(
                    label.position, "expected another name than 'unknown', which is the case of other numbers"
                )
            }
            let (shape, size) = try shape(of: type)
            select.cases.append(
                Select.Case(name: label.text, documentation: value.documentation, shape: shape))
            body = Size(
                minimum: min(body?.minimum ?? size.minimum, size.minimum),
                maximum: max(body?.maximum ?? size.maximum, size.maximum))
        }
        guard let body else { throw Fault(name.position, "expected a case in '\(name.text)'") }
        select.bodyMaximum = try bodyMaximum(syntax.bounds, longest: body.maximum, isOpen: enumeration.isOpen)
        if enumeration.isOpen {
            // An unknown body may be empty.
            let delimited = Size(minimum: 0, maximum: select.bodyMaximum).delimited
            return (.select(select), discriminant.size + delimited)
        }
        if let missing = enumeration.values.first(where: { !names.contains($0.name) }) {
            throw Fault(
                name.position,
                "expected a case for every value of '\(discriminant.name)', found none for '\(missing.name)'")
        }
        return (.select(select), discriminant.size + body)
    }

    /// Bytes of the longest body: of the known ones, or as many as the schema keeps for those of later versions.
    private func bodyMaximum(
        _ bounds: FieldSyntax.Suffix, longest: Int, isOpen: Bool
    ) throws(Fault) -> Int {
        switch bounds {
        case .none:
            return longest
        case .exactly(_, let position):
            throw Fault(position, "expected '<0..n>' or ';' behind a select's name")
        case .between(let minimum, let maximum, let position):
            guard isOpen else { throw Fault(position, "expected no bounds behind a select over an 'enum'") }
            guard minimum == 0, maximum >= longest else {
                throw Fault(position, "expected bounds from 0 to at least \(longest), the longest body")
            }
            return maximum
        }
    }
}
