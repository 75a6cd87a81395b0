/// One line of the table: what was measured, beside what it is compared with.
struct Figure: Codable {
    var name: String
    var value: Double
    var unit: String
    /// What `ratio` compares with.
    var peer: String?
    var peerValue: Double?
    /// Ours by the peer's.
    var ratio: Double?
    /// What design.md asks for.
    var target: String?
    /// Nil without a target.
    var isMet: Bool?
    /// What limits it, or how it was measured.
    var note: String?

    init(_ name: String, _ value: Double, _ unit: String, note: String? = nil) {
        self.name = name
        self.value = value
        self.unit = unit
        self.note = note
    }

    func against(_ peer: String, _ value: Double) -> Figure {
        var figure = self
        figure.peer = peer
        figure.peerValue = value
        figure.ratio = value > 0 ? self.value / value : nil
        return figure
    }

    /// The ratio, or the value where there is none, is to be at most this.
    func atMost(_ limit: Double) -> Figure { target("at most", limit) { $0 <= limit } }

    /// The value is to be at most this, whatever stands beside it.
    func valueAtMost(_ limit: Double) -> Figure {
        var figure = self
        figure.target = "at most \(short(limit)) \(unit)"
        figure.isMet = value <= limit
        return figure
    }

    func atLeast(_ limit: Double) -> Figure { target("at least", limit) { $0 >= limit } }

    private func target(_ word: String, _ limit: Double, _ holds: (Double) -> Bool) -> Figure {
        var figure = self
        figure.target = "\(word) \(short(limit))\(ratio == nil ? " \(unit)" : "×")"
        figure.isMet = holds(ratio ?? value)
        return figure
    }
}

/// Everything of a run, as `--json` writes it.
struct BenchRun: Codable {
    var machine: Machine
    var figures: [Figure]
}

/// Figures in columns.
struct Table {
    let text: String

    init(_ figures: [Figure], title: String) {
        var rows = [["", "ours", "peer", "ratio", "target", ""]]
        for figure in figures {
            rows.append([
                figure.name, "\(short(figure.value)) \(figure.unit)",
                figure.peerValue.map { "\(short($0)) \(figure.peer ?? "")" } ?? "",
                figure.ratio.map { "\(short($0))×" } ?? "", figure.target ?? "",
                figure.isMet.map { $0 ? "met" : "MISSED" } ?? "",
            ])
        }
        let widths = (0..<6).map { column in rows.map { $0[column].count }.max() ?? 0 }
        var lines = ["", title]
        for (row, figure) in zip(rows, [nil] + figures.map(Optional.some)) {
            var line = "  "
            for (cell, width) in zip(row, widths) where width > 0 {
                line += cell + String(repeating: " ", count: width - cell.count + 2)
            }
            while line.hasSuffix(" ") { line.removeLast() }
            if !line.isEmpty { lines.append(line) }
            if let note = figure?.note { lines.append("      \(note)") }
        }
        text = lines.joined(separator: "\n")
    }
}

/// Three figures, or all before the point.
func short(_ value: Double) -> String {
    let size = abs(value)
    let decimals = size >= 100 || value == value.rounded() ? 0 : size >= 10 ? 1 : 2
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let digits = String(Int((size * scale).rounded()))
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    var whole = String(padded.dropLast(decimals))
    for place in stride(from: whole.count - 3, to: 0, by: -3) {
        whole.insert(",", at: whole.index(whole.startIndex, offsetBy: place))
    }
    return (value < 0 ? "-" : "") + whole + (decimals > 0 ? "." + padded.suffix(decimals) : "")
}

func median(_ values: [Double]) -> Double { quantile(values, 0.5) }

/// Nearest rank.
func quantile(_ values: [Double], _ q: Double) -> Double {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return .nan }
    return sorted[min(sorted.count - 1, Int(Double(sorted.count) * q))]
}
