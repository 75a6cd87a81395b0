/// Bytes in the order in which they came, cut into pieces of one length.
///
/// What comes as a piece is kept as it came.
package struct PieceBuffer: Sendable {
    private let length: Int
    private var whole: [[UInt8]] = []
    private var rest: [UInt8] = []

    /// An empty one.
    ///
    /// - Parameter length: bytes of a piece, above 0.
    package init(length: Int) { self.length = length }

    /// Bytes of all of it.
    package var count: Int { whole.count * length + rest.count }

    /// Takes more.
    package mutating func append(_ bytes: [UInt8]) {
        guard !rest.isEmpty || bytes.count != length else { return whole.append(bytes) }
        var left = bytes[...]
        while !left.isEmpty {
            let taken = left.prefix(length - rest.count)
            rest += taken
            left = left.dropFirst(taken.count)
            guard rest.count == length else { return }
            whole.append(rest)
            rest = []
        }
    }

    /// Takes the whole pieces off, and with `all` the beginning of the next one too; none is empty.
    package mutating func take(all: Bool) -> [[UInt8]] {
        defer { whole = [] }
        guard all, !rest.isEmpty else { return whole }
        defer { rest = [] }
        return whole + [rest]
    }
}
