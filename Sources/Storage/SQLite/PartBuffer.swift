/// Bytes in the order in which they came, cut into the parts that the file keeps.
///
/// A chunk that is a part is kept as it came.
struct PartBuffer: Sendable {
    private var whole: [[UInt8]] = []
    private var rest: [UInt8] = []

    /// Bytes of all of it.
    var count: Int { whole.count * PayloadLane.partSize + rest.count }

    mutating func append(_ bytes: [UInt8]) {
        guard !rest.isEmpty || bytes.count != PayloadLane.partSize else { return whole.append(bytes) }
        var left = bytes[...]
        while !left.isEmpty {
            let taken = left.prefix(PayloadLane.partSize - rest.count)
            rest += taken
            left = left.dropFirst(taken.count)
            guard rest.count == PayloadLane.partSize else { return }
            whole.append(rest)
            rest = []
        }
    }

    /// Takes the whole parts off, and with `all` the beginning of the next one too; none is empty.
    mutating func take(all: Bool) -> [[UInt8]] {
        defer { whole = [] }
        guard all, !rest.isEmpty else { return whole }
        defer { rest = [] }
        return whole + [rest]
    }
}
