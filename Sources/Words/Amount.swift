import Wire

/// Numbers and sizes as people say them.
package enum Amount {
    /// `10.500` in Indonesian, `10,500` in English.
    package static func number(_ number: UInt64) -> Phrase {
        Phrase(grouped(number, "."), grouped(number, ","))
    }

    /// `1,5 MB` in Indonesian, `1.5 MB` in English: one figure behind the comma, and none where it is 0.
    ///
    /// - Parameters:
    ///   - bytes: in all.
    ///   - isLimit: whether it is rounded down, so that nobody is told more than is taken; else up.
    /// - Returns: bytes, kB, MB or GB.
    package static func size(_ bytes: UInt64, isLimit: Bool = false) -> Phrase {
        let units: [(String, UInt64)] = [("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1_000)]
        for (name, unit) in units where bytes >= unit {
            let (whole, rest) = bytes.quotientAndRemainder(dividingBy: unit)
            var tenths = whole * 10 + rest / (unit / 10)
            if !isLimit, rest % (unit / 10) > 0 { tenths += 1 }
            let (figures, fraction) = (number(tenths / 10), tenths % 10)
            guard fraction > 0 else {
                return Phrase("\(figures.indonesian) \(name)", "\(figures.english) \(name)")
            }
            return Phrase(
                "\(figures.indonesian),\(fraction) \(name)", "\(figures.english).\(fraction) \(name)")
        }
        return Phrase("\(bytes) bita", "\(bytes) bytes")
    }

    /// How much too long a text is, counted in letters: an error's text.
    ///
    /// - Parameters:
    ///   - bytes: of the text; letters outside ASCII take more than one, so the count is a rough one.
    ///   - limit: bytes that are taken.
    /// - Returns: both in letters.
    package static func tooLong(bytes: Int, limit: Int) -> Phrase {
        let exact = UInt64(clamping: bytes)
        let step: UInt64 = exact < 1_000 ? 10 : 100
        let rough = number((exact / step).plus(exact % step > 0 ? 1 : 0).times(step))
        let most = number(UInt64(clamping: limit))
        return Phrase(
            "terlalu panjang (sekitar \(rough.indonesian) huruf; paling banyak \(most.indonesian))",
            "too long (about \(rough.english) letters; at most \(most.english))")
    }

    /// `sekitar 3 menit`; below a minute and a half `sekitar satu menit`, from two hours on in hours.
    package static func minutes(seconds: UInt64) -> Phrase {
        guard seconds < 7_200 else {
            let hours = number(seconds / 3_600 + (seconds % 3_600 >= 1_800 ? 1 : 0))
            return Phrase("sekitar \(hours.indonesian) jam", "about \(hours.english) hours")
        }
        let minutes = seconds / 60 + (seconds % 60 >= 30 ? 1 : 0)
        guard minutes > 1 else {
            return seconds < 30
                ? Phrase("sebentar", "a moment") : Phrase("sekitar satu menit", "about a minute")
        }
        return Phrase("sekitar \(minutes) menit", "about \(minutes) minutes")
    }

    private static func grouped(_ number: UInt64, _ separator: String) -> String {
        var digits = Substring(String(number))
        var groups: [Substring] = []
        while digits.count > 3 {
            groups.insert(digits.suffix(3), at: 0)
            digits = digits.dropLast(3)
        }
        return ([digits] + groups).joined(separator: separator)
    }
}
