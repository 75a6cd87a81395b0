import Wire

/// What is said of the end of a site's description, or of an agency's keys: before it, and after.
package enum ExpiryText {
    /// One sentence, without its full stop.
    ///
    /// - Parameters:
    ///   - agency: whose keys end; nil for the site's description.
    ///   - notAfter: the last second in which it holds, since 1970.
    ///   - isPast: whether it has ended.
    ///   - zone: of the site, in which the day is said.
    /// - Returns: until when it holds; or that it ran out, that this is no sign of fraud, and who must renew it.
    package static func sentence(agency: String?, notAfter: UInt64, isPast: Bool, zone: Zone = .wib)
        -> Phrase
    {
        let date = CivilTime(notAfter, zone: zone).date.phrase
        switch (agency, isPast) {
        case (nil, false):
            return Phrase(
                "keterangan situs berlaku sampai \(date.indonesian)",
                "the site's description holds until \(date.english)")
        case (nil, true):
            return Phrase(
                """
                masa berlaku keterangan situs habis pada \(date.indonesian); ini bukan tanda penipuan; pengelola situs \
                harus memperbaruinya
                """,
                """
                the site's description ran out on \(date.english); this is no sign of fraud; the operator must renew it
                """)
        case (let agency?, false):
            return Phrase(
                "kunci \(agency) berlaku sampai \(date.indonesian)",
                "the keys of \(agency) hold until \(date.english)")
        case (let agency?, true):
            return Phrase(
                """
                masa berlaku kunci \(agency) habis pada \(date.indonesian); ini bukan tanda penipuan; instansi itu \
                harus memperbaruinya
                """,
                """
                the keys of \(agency) ran out on \(date.english); this is no sign of fraud; the agency must renew them
                """)
        }
    }

    /// The day in a site's own zone, as people say it: `27 Februari 2027`.
    package static func date(_ notAfter: UInt64, in zone: Zone) -> Phrase {
        CivilTime(notAfter, zone: zone).date.phrase
    }

    /// The day as scripts read it: `2027-02-26`, in Greenwich.
    package static func day(_ notAfter: UInt64) -> String {
        let date = CivilTime(notAfter, zone: .utc).date
        func digits(_ number: UInt16, _ count: Int) -> String {
            let text = String(number)
            return String(repeating: "0", count: max(0, count - text.utf8.count)) + text
        }
        return "\(digits(date.year, 4))-\(digits(UInt16(date.month), 2))-\(digits(UInt16(date.day), 2))"
    }
}
