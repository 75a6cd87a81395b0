/// A QR code of bytes: a square of dark and light modules, without the light margin around it.
///
/// Byte mode, error correction M, which bears about 15 % of dirt. ISO/IEC 18004 without its other modes and levels.
package struct QRCode: Equatable, Sendable {
    /// Modules of each edge: 21 to 177.
    package let side: Int
    private let modules: [Bool]

    /// Takes the smallest version that has room for the bytes, and the mask that reads best; nil where none has.
    ///
    /// - Parameter bytes: at most `capacity`.
    package init?(_ bytes: [UInt8]) {
        guard let version = QRVersion(holding: bytes.count) else { return nil }
        let codewords = version.codewords(of: version.data(bytes))
        var best: (grid: QRGrid, penalty: Int)?
        for mask in QRMask.allCases {
            let grid = QRGrid(version, codewords: codewords, mask: mask)
            let penalty = grid.penalty
            if let best, best.penalty <= penalty { continue }
            best = (grid, penalty)
        }
        guard let best else { return nil }
        side = version.side
        modules = best.grid.modules
    }

    /// Bytes that the largest version holds.
    package static let capacity = QRVersion.largest.capacity

    /// Whether a module is dark; beyond the edges all are light.
    package subscript(row: Int, column: Int) -> Bool {
        guard (0..<side).contains(row), (0..<side).contains(column) else { return false }
        return modules[row * side + column]
    }
}
