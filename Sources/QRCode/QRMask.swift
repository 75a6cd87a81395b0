/// The eight patterns of which one is laid over the data, so that no picture misleads a reader (table 10).
enum QRMask: Int, CaseIterable, Sendable {
    case squares, rows, columns, diagonals, blocks, crosses, stars, tiles

    /// Whether a module is turned round.
    func flips(row: Int, column: Int) -> Bool {
        let product = row * column
        return switch self {
        case .squares: (row + column) % 2 == 0
        case .rows: row % 2 == 0
        case .columns: column % 3 == 0
        case .diagonals: (row + column) % 3 == 0
        case .blocks: (row / 2 + column / 3) % 2 == 0
        case .crosses: product % 2 + product % 3 == 0
        case .stars: (product % 2 + product % 3) % 2 == 0
        case .tiles: ((row + column) % 2 + product % 3) % 2 == 0
        }
    }
}
