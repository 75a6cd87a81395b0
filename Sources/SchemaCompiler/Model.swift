/// A checked schema: every name resolved, every size known.
package struct Schema {
    /// In the file's order.
    package var sections: [Section]
    /// The services of all sections, in the file's order.
    package var services: [Service]
    /// Every type, by its name.
    package var types: [String: TypeDeclaration]
}

/// The types of one section, which become one Swift file.
package struct Section {
    /// As in the schema, `like_this`.
    package var name: String
    /// In the schema's order.
    package var types: [TypeDeclaration]
}

/// A type as it is declared.
package struct TypeDeclaration {
    /// As in the schema, `LikeThis`.
    package var name: String
    /// The lines of its doc comment, without `///`.
    package var documentation: [String]
    /// Its lines in the schema, without doc comments and lines that are only a comment.
    package var text: [String]
    /// What it is made of.
    package var definition: Definition
    /// Bytes of its encodings.
    package var size: Size
    var position: Position
}

/// Bytes of the shortest and of the longest encoding.
package struct Size: Equatable {
    /// Bytes of the shortest encoding.
    package var minimum: Int
    /// Bytes of the longest encoding.
    package var maximum: Int

    /// Creates a size from its two ends, in bytes.
    package init(minimum: Int, maximum: Int) {
        self.minimum = minimum
        self.maximum = maximum
    }
}

/// What a type is made of.
package enum Definition {
    /// Another name for a shape of `opaque` or `utf8`.
    case definition(Shape)
    /// A `struct`: its fields in the order of their bytes.
    case structure([Field])
    /// An `enum` or `code`.
    case enumeration(Enumeration)
    /// A `select`.
    case select(Select)
}

/// What a field or body holds, with its bounds.
package indirect enum Shape {
    /// An unsigned number of so many bytes.
    case integer(Int)
    /// One byte, 0 or 1.
    case bool
    /// `opaque x[n]`: so many bytes.
    case fixed(Int)
    /// `opaque x<a..b>`: so many bytes behind their length.
    case opaque(ClosedRange<Int>)
    /// `utf8 x<a..b>`: so many bytes of UTF-8 behind their length.
    case utf8(ClosedRange<Int>)
    /// A structure, enumeration or select.
    case named(String)
    /// A type definition and what it stands for.
    case defined(String, Shape)
    /// `T x<a..b>`: so many elements behind the length of all of them in bytes.
    case vector(Shape, ClosedRange<Int>)
    /// One byte 0, or 1 and the value.
    case optional(Shape)
}

/// A field of a `struct`.
package struct Field {
    /// As in the schema, `like_this`.
    package var name: String
    /// The lines of its doc comment, without `///`.
    package var documentation: [String]
    /// What it holds.
    package var shape: Shape
}

/// An `enum` (closed) or a `code` (open).
package struct Enumeration {
    /// A value's name and number.
    package struct Value {
        /// As in the schema, `like_this`.
        package var name: String
        /// The lines of its doc comment, without `///`.
        package var documentation: [String]
        /// What stands for it on the wire.
        package var number: Int
    }

    /// Whether other numbers are kept rather than refused.
    package var isOpen: Bool
    /// Bytes: 1 or 2.
    package var width: Int
    /// In the schema's order.
    package var values: [Value]
}

/// A `select`: which body stands behind which number.
package struct Select {
    /// A number with a body of a known type.
    package struct Case {
        /// The value of the enumeration, as in the schema.
        package var name: String
        /// The lines of that value's doc comment, without `///`.
        package var documentation: [String]
        /// The body.
        package var shape: Shape
    }

    /// The name of the enumeration whose number stands first.
    package var discriminant: String
    /// That enumeration.
    package var enumeration: Enumeration
    /// In the schema's order.
    package var cases: [Case]
    /// Bytes of the longest body, without the length before it.
    package var bodyMaximum: Int
}

/// A `service`: methods that one side serves and the other calls.
package struct Service {
    /// As in the schema, `LikeThis`.
    package var name: String
    /// The lines of its doc comment, without `///`.
    package var documentation: [String]
    /// In the schema's order.
    package var calls: [RPC]
}

/// A method of a service.
package struct RPC {
    /// How many messages a call has each way; the raw values are the cases of Wire's `MethodShape`.
    package enum Shape: String, Sendable {
        /// One request, one reply.
        case unary
        /// Requests, then one reply.
        case clientStreaming
        /// One request, then replies.
        case serverStreaming
        /// One cell each way, in turn.
        case exchange
    }

    /// As in the schema, `like_this`.
    package var name: String
    /// The lines of its doc comment, without `///`.
    package var documentation: [String]
    /// What `Call.method` carries: 1 to 65,535.
    package var number: Int
    /// How many messages go each way.
    package var shape: Shape
    /// The name of the messages that a client sends.
    package var request: String
    /// The name of the messages that a server sends.
    package var reply: String
}
