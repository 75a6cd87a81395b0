import Wire

/// What the generated samples give of every type.
protocol Sampled: WireMessage {
    static var layout: TypeLayout { get }
    static var violations: [BoundViolation<Self>] { get }
    static func sample(_ sampler: inout Sampler) -> Self
}

extension Sampled {
    static var violations: [BoundViolation<Self>] { [] }
}

/// A change that takes a value outside its schema type, and the error that encoding it then gives.
struct BoundViolation<Value> {
    var error: EncodeError
    var apply: (inout Value, inout Sampler) -> Void

    init(
        _ field: String, _ count: Int, _ bounds: ClosedRange<Int>,
        _ apply: @escaping (inout Value, inout Sampler) -> Void
    ) {
        error = EncodeError(
            field: field, count: count, minimum: bounds.lowerBound, maximum: bounds.upperBound)
        self.apply = apply
    }
}

/// A type's encoding as data, for an encoder that shares nothing with the one under test.
enum TypeLayout {
    case structure([(field: String, layout: Layout)])
    case closed(width: Int, [Int])
    case code(width: Int, [Int])
    /// The maximum is that of an open select, whose body stands behind its length.
    case select(String, width: Int, bodyMaximum: Int?, [(number: Int, body: Layout)])
}

indirect enum Layout {
    case integer(Int)
    case flag
    case fixed(Int)
    case opaque(ClosedRange<Int>)
    case utf8(ClosedRange<Int>)
    case vector(ClosedRange<Int>, Layout)
    case optional(Layout)
    case type(any Sampled.Type)
}
