extension QRGrid {
    /// How hard the square is to read, as the standard counts it (section 7.8.3): the mask with the least is taken.
    var penalty: Int {
        let rows = lines(isRow: true)
        let columns = lines(isRow: false)
        return (rows + columns).reduce(0) { $0 + Self.runs($1) + Self.finders($1) } + squares(rows)
            + balance(rows)
    }

    private func lines(isRow: Bool) -> [[Bool]] {
        (0..<side).map { line in
            (0..<side).map { isRow ? self[line, $0] : self[$0, line] }
        }
    }

    /// Five alike cost 3, each one more costs 1.
    private static func runs(_ line: [Bool]) -> Int {
        var penalty = 0
        var run = 0
        var colour: Bool?
        for module in line {
            run = module == colour ? run + 1 : 1
            colour = module
            if run == 5 { penalty += 3 } else if run > 5 { penalty += 1 }
        }
        return penalty
    }

    /// What looks like a corner's pattern, with four light modules before or behind it, costs 40.
    private static func finders(_ line: [Bool]) -> Int {
        (0...max(0, line.count - 11)).reduce(0) { penalty, start in
            let window = line.dropFirst(start).prefix(11)
            let isOne = window.elementsEqual(finderBefore) || window.elementsEqual(finderBehind)
            return penalty + (isOne ? 40 : 0)
        }
    }

    /// Each two by two of one colour costs 3.
    private func squares(_ rows: [[Bool]]) -> Int {
        var penalty = 0
        for (upper, lower) in zip(rows, rows.dropFirst()) {
            for place in upper.indices.dropLast() {
                let colour = upper[place]
                if upper[place + 1] == colour, lower[place] == colour, lower[place + 1] == colour {
                    penalty += 3
                }
            }
        }
        return penalty
    }

    /// Each whole twentieth by which dark is away from half costs 10.
    private func balance(_ rows: [[Bool]]) -> Int {
        let dark = rows.reduce(0) { $0 + $1.count(where: { $0 }) }
        let all = rows.count * rows.count
        return abs(dark * 20 - all * 10) / all * 10
    }
}

private let eye = [true, false, true, true, true, false, true]
private let light = [false, false, false, false]
private let finderBefore = eye + light
private let finderBehind = light + eye
