package import Wire

extension JSON {
    /// A code's name in the schema; its number where it has none here.
    package init(_ code: some WireCode) {
        self = code.name.map { .string($0) } ?? .integer(Int(clamping: code.rawValue))
    }

    /// The codes in their order.
    package init(_ codes: [some WireCode]) {
        self = .array(codes.map { JSON($0) })
    }

    /// Lower-case hexadecimal digits.
    package init<let count: Int>(_ bytes: FixedBytes<count>) {
        self = .string(bytes.hex)
    }

    /// `2024-11-16`, or null.
    package init(_ date: Wire.Date?) {
        guard let date else {
            self = .null
            return
        }
        self = .string("\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2))")
    }
}

private func padded(_ number: some BinaryInteger, _ count: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, count - digits.count)) + digits
}
