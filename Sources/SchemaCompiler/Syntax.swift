/// A schema as it is written: nothing is resolved or checked.
struct SchemaSyntax {
    var sections: [SectionSyntax] = []
}

struct SectionSyntax {
    var name: Name
    var declarations: [DeclarationSyntax] = []
}

struct Name: Equatable {
    var text: String
    var position: Position
}

struct DeclarationSyntax {
    enum Kind {
        case definition(FieldSyntax)
        case structure([FieldSyntax])
        case enumeration(EnumerationSyntax)
        case select(SelectSyntax)
        case service([CallSyntax])
    }

    var name: Name
    var documentation: [String]
    /// The lines of the declaration as it is written, without doc comments and lines that are only a comment.
    var text: [String]
    var kind: Kind
}

struct FieldSyntax {
    enum Suffix {
        case none
        /// `[count]`
        case exactly(Int, Position)
        /// `<minimum..maximum>`
        case between(Int, Int, Position)
    }

    var documentation: [String]
    var isOptional: Bool
    var type: Name
    var name: Name
    var suffix: Suffix
}

struct EnumerationSyntax {
    /// `code` rather than `enum`.
    var isOpen: Bool
    var values: [ValueSyntax]
    var maximum: Int
    var maximumPosition: Position
}

struct ValueSyntax {
    var documentation: [String]
    var name: Name
    var number: Int
    var numberPosition: Position
}

struct SelectSyntax {
    var discriminant: Name
    var cases: [(name: Name, type: Name)]
    /// Bytes of a body, of an unknown number too; an open select only.
    var bounds = FieldSyntax.Suffix.none
}

struct CallSyntax {
    struct Payload {
        var mode: Mode
        var type: Name
    }

    /// How many messages go one way, and in what.
    enum Mode {
        case one
        case stream
        case cell
    }

    var documentation: [String]
    var name: Name
    var request: Payload
    var reply: Payload
    var number: Int
    var numberPosition: Position
}
