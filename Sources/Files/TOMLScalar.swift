import Wire
import Words

/// Numbers, days, times and truth in TOML 1.0, each a word without blanks.
enum TOMLScalar {
    /// What a word is.
    enum Found: Equatable {
        case value(Document.Value)
        /// A day that no calendar has, or that is written otherwise.
        case noDay
        case fault(TOMLFault)
    }

    /// Reads a word that is not empty.
    static func read(_ word: String) -> Found {
        switch word {
        case "true": return .value(.boolean(true))
        case "false": return .value(.boolean(false))
        case "inf", "+inf", "-inf", "nan", "+nan", "-nan": return .value(.other("a decimal number"))
        default: break
        }
        let bytes = Array(word.utf8)
        guard let first = bytes.first, isDigit(first) || first == 0x2b || first == 0x2d else {
            return .fault(.value)
        }
        if bytes.dropFirst(2).first == 0x3a {
            return isTime(bytes[...]) ? .value(.other("a time of day")) : .noDay
        }
        if isDigit(first), let dash = bytes.firstIndex(of: 0x2d), bytes[..<dash].allSatisfy(isDigit) {
            return day(bytes)
        }
        return number(bytes)
    }

    /// Whether a word has the form of a day: `2024-11-16`.
    static func isDay(_ word: String) -> Bool {
        let bytes = Array(word.utf8)
        return bytes.count == 10
            && bytes.indices.allSatisfy { $0 == 4 || $0 == 7 ? bytes[$0] == 0x2d : isDigit(bytes[$0]) }
    }

    private static func day(_ bytes: [UInt8]) -> Found {
        let text = String(decoding: bytes.prefix(10), as: UTF8.self)
        guard isDay(text), let date = Date(written: text), date.exists else { return .noDay }
        let rest = bytes.dropFirst(10)
        guard let mark = rest.first else {
            return .value(.date(year: Int(date.year), month: Int(date.month), day: Int(date.day)))
        }
        guard mark == UInt8(ascii: "T") || mark == UInt8(ascii: "t") else { return .noDay }
        return isTimeWithZone(rest.dropFirst()) ? .value(.other("a time of day")) : .noDay
    }

    /// `07:32:00`, with a fraction or without.
    private static func isTime(_ bytes: ArraySlice<UInt8>) -> Bool {
        let clock = Array(bytes.prefix(8))
        guard isClock(clock, [23, 59, 59]) else { return false }
        let rest = bytes.dropFirst(8)
        return rest.isEmpty || rest.first == 0x2e && rest.count > 1 && rest.dropFirst().allSatisfy(isDigit)
    }

    private static func isTimeWithZone(_ bytes: ArraySlice<UInt8>) -> Bool {
        if let last = bytes.last, last == UInt8(ascii: "Z") || last == UInt8(ascii: "z") {
            return isTime(bytes.dropLast())
        }
        guard let sign = bytes.firstIndex(where: { $0 == 0x2b || $0 == 0x2d }) else { return isTime(bytes) }
        return isTime(bytes[..<sign]) && isClock(Array(bytes[sign...].dropFirst()), [23, 59])
    }

    /// Numbers of two digits apart by colons, each up to its limit.
    private static func isClock(_ bytes: [UInt8], _ limits: [Int]) -> Bool {
        let parts = bytes.split(separator: 0x3a, omittingEmptySubsequences: false)
        return parts.count == limits.count
            && zip(parts, limits).allSatisfy { part, limit in
                part.count == 2 && part.allSatisfy(isDigit)
                    && (Int(String(decoding: part, as: UTF8.self)) ?? .max) <= limit
            }
    }

    private static func number(_ bytes: [UInt8]) -> Found {
        for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where bytes.starts(with: prefix.utf8) {
            let digits = bytes.dropFirst(2)
            let isRight = areDigits(digits) { byte in
                Character(Unicode.Scalar(byte)).hexDigitValue.map { $0 < radix } ?? false
            }
            guard isRight, let number = Int(without(digits), radix: radix) else { return .fault(.number) }
            return .value(.integer(number))
        }
        let unsigned = bytes.first.map { isDigit($0) } == true ? bytes[...] : bytes.dropFirst()
        let whole = unsigned.prefix { isDigit($0) || $0 == 0x5f }
        guard areDigits(whole, isDigit), whole.count == 1 || whole.first != 0x30 else {
            return .fault(.number)
        }
        var rest = unsigned.dropFirst(whole.count)
        guard !rest.isEmpty else {
            guard let number = Int(without(bytes[...])) else { return .fault(.number) }
            return .value(.integer(number))
        }
        if rest.first == 0x2e {
            let fraction = rest.dropFirst().prefix { isDigit($0) || $0 == 0x5f }
            guard areDigits(fraction, isDigit) else { return .fault(.number) }
            rest = rest.dropFirst().dropFirst(fraction.count)
        }
        if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
            rest = rest.dropFirst()
            if rest.first == 0x2b || rest.first == 0x2d { rest = rest.dropFirst() }
            guard areDigits(rest, isDigit) else { return .fault(.number) }
            rest = []
        }
        return rest.isEmpty ? .value(.other("a decimal number")) : .fault(.number)
    }

    /// At least one, with single low lines between them.
    private static func areDigits(_ bytes: ArraySlice<UInt8>, _ isDigit: (UInt8) -> Bool) -> Bool {
        bytes.split(separator: 0x5f, omittingEmptySubsequences: false)
            .allSatisfy { !$0.isEmpty && $0.allSatisfy(isDigit) }
    }

    private static func without(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes.filter { $0 != 0x5f }, as: UTF8.self)
    }
}

private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
