/// Refuses a schema that leaves something unsaid: every type, field, value, service and method has a doc comment,
/// which becomes that of its Swift declaration.
///
/// Cases of a `select` have none of their own: what they mean, the values of its enumeration say.
func checkComments(_ syntax: SchemaSyntax) throws(Fault) {
    for declaration in syntax.sections.flatMap(\.declarations) {
        try check(declaration.documentation, of: declaration.name)
        switch declaration.kind {
        case .structure(let fields):
            for field in fields { try check(field.documentation, of: field.name) }
        case .enumeration(let enumeration):
            for value in enumeration.values { try check(value.documentation, of: value.name) }
        case .service(let calls):
            for call in calls { try check(call.documentation, of: call.name) }
        case .definition, .select:
            break
        }
    }
}

private func check(_ documentation: [String], of name: Name) throws(Fault) {
    guard documentation.allSatisfy(\.isEmpty) else { return }
    throw Fault(name.position, "expected a doc comment '///' at '\(name.text)', found none")
}
