/// A checked schema: every name resolved, every size known.
package struct Schema {
    package var sections: [Section]
    package var services: [Service]
    package var types: [String: TypeDeclaration]
}

package struct Section {
    package var name: String
    /// In the schema's order.
    package var types: [TypeDeclaration]
}

package struct TypeDeclaration {
    package var name: String
    package var documentation: [String]
    package var text: [String]
    package var definition: Definition
    package var size: Size
    var position: Position
}

/// Bytes of the shortest and of the longest encoding.
package struct Size: Equatable {
    package var minimum: Int
    package var maximum: Int

    package init(minimum: Int, maximum: Int) {
        self.minimum = minimum
        self.maximum = maximum
    }
}

package enum Definition {
    case definition(Shape)
    case structure([Field])
    case enumeration(Enumeration)
    case select(Select)
}

package indirect enum Shape {
    /// An unsigned number of so many bytes.
    case integer(Int)
    case bool
    case fixed(Int)
    case opaque(ClosedRange<Int>)
    case utf8(ClosedRange<Int>)
    /// A structure, enumeration or select.
    case named(String)
    /// A type definition and what it stands for.
    case defined(String, Shape)
    case vector(Shape, ClosedRange<Int>)
    case optional(Shape)
}

package struct Field {
    package var name: String
    package var documentation: [String]
    package var shape: Shape
}

package struct Enumeration {
    package var isOpen: Bool
    /// Bytes: 1 or 2.
    package var width: Int
    package var values: [(name: String, number: Int)]

    package var maximum: Int { width == 1 ? 0xff : 0xffff }
}

package struct Select {
    package var discriminant: String
    package var enumeration: Enumeration
    package var cases: [(name: String, shape: Shape)]
    /// Bytes of the longest body, without the length before it.
    package var bodyMaximum: Int
}

package struct Service {
    package var name: String
    package var documentation: [String]
    package var calls: [RPC]
}

package struct RPC {
    package var name: String
    package var documentation: [String]
    package var number: Int
    package var request: String
    package var requestMode: Payloads
    package var reply: String
    package var replyMode: Payloads
}

/// How many messages go one way, and in what.
package enum Payloads: Equatable, Sendable {
    case one
    case stream
    case cell
}
