/// Which regions somebody means who writes where something happened.
package enum RegionSearch: Equatable, Sendable {
    /// The words name this one and no other.
    case one(Region)
    /// The words may mean any of these, the likeliest first.
    case several([Region])
    /// The words name no region: a place all the same.
    case none

    /// Looks for what was typed, also before it is whole: `katingan`, `kab. kati`, `Seruyan, Kalteng`,
    /// `balai desa di Kabupaten Seruyan`.
    ///
    /// - Parameters:
    ///   - typed: what was written; case, signs and spaces do not matter.
    ///   - limit: how many are given at most.
    package init(_ typed: String, limit: Int = 8) {
        let query = Query(typed)
        guard !query.words.isEmpty else {
            self = .none
            return
        }
        let ranked = Region.all.filter { query.allows($0) }.map { (query.rank(of: $0), $0) }
        let whole = ranked.filter { $0.0 == .whole }.map { $0.1 }
        if whole.count == 1, let region = whole.first {
            self = .one(region)
            return
        }
        var found = whole
        for rank in [Query.Rank.start, .words] { found += ranked.filter { $0.0 == rank }.map { $0.1 } }
        if found.isEmpty { found = query.named }
        if found.count == 1, let region = found.first {
            self = .one(region)
        } else {
            self = found.isEmpty ? .none : .several(Array(found.prefix(max(limit, 1))))
        }
    }
}

/// What was typed, in lower-case words without signs.
private struct Query {
    enum Rank: Equatable { case whole, start, words, not }

    /// Without what kind of region is meant; short names of provinces are whole.
    let words: [String]
    private let kind: Region.Kind?
    private let joined: String

    init(_ typed: String) {
        var words: [String] = []
        var kind: Region.Kind?
        for word in lowerWords(typed) {
            if let meant = kinds.first(where: { $0.0 == word })?.1 {
                kind = meant
            } else if let whole = shortNames.first(where: { $0.0 == word })?.1 {
                words += lowerWords(whole)
            } else {
                words.append(word)
            }
        }
        (self.words, self.kind, joined) = (words, kind, words.joined())
    }

    func allows(_ region: Region) -> Bool { kind == nil || kind == region.kind }

    func rank(of region: Region) -> Rank {
        let (own, province) = (lowerWords(region.name), lowerWords(region.province))
        let (name, area) = (own.joined(), province.joined())
        if joined == name { return .whole }
        guard region.kind != .province else { return name.hasPrefix(joined) ? .start : .not }
        if joined == name + area || joined == area + name { return .whole }
        if name.hasPrefix(joined) { return .start }
        let isMeant = words.allSatisfy { word in (own + province).contains { $0.hasPrefix(word) } }
        // Words of the province alone mean the province.
        return isMeant && !words.allSatisfy { province.contains($0) }
            && words.contains(where: { word in own.contains { $0.hasPrefix(word) } }) ? .words : .not
    }

    /// Regions whose whole names stand among other words; short ones, which are words of their own, only behind what they are.
    var named: [Region] {
        let found = Region.all.filter { region in
            let own = lowerWords(region.name)
            guard allows(region), words.count > own.count else { return false }
            let isLong = own.joined().utf8.count >= 6 || kind != nil
            return isLong
                && words.indices.contains { start in words[start...].starts(with: own) }
        }
        // The province of a regency that is named, too, adds nothing; nor does a name within a longer one.
        return found.filter { region in
            !found.contains { other in
                other != region
                    && (region.kind == .province && other.province == region.name
                        || other.name.utf8.count > region.name.utf8.count
                            && other.name.lowercased().holds(region.name.lowercased()))
            }
        }
    }
}

/// Words of letters and digits, in lower case.
private func lowerWords(_ text: String) -> [String] {
    text.lowercased().split { character in
        !character.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x7a).contains($0) }
    }.map(String.init)
}

private let kinds: [(String, Region.Kind)] = [
    ("kabupaten", .regency), ("kab", .regency), ("kota", .city), ("provinsi", .province),
    ("propinsi", .province), ("prov", .province), ("regency", .regency), ("city", .city),
    ("province", .province),
]

private let shortNames: [(String, String)] = [
    ("sumut", "Sumatera Utara"), ("sumbar", "Sumatera Barat"), ("sumsel", "Sumatera Selatan"),
    ("babel", "Kepulauan Bangka Belitung"), ("kepri", "Kepulauan Riau"), ("dki", "Jakarta"),
    ("jabar", "Jawa Barat"), ("jateng", "Jawa Tengah"), ("jatim", "Jawa Timur"),
    ("diy", "Daerah Istimewa Yogyakarta"), ("ntb", "Nusa Tenggara Barat"), ("ntt", "Nusa Tenggara Timur"),
    ("kalbar", "Kalimantan Barat"), ("kalteng", "Kalimantan Tengah"), ("kalsel", "Kalimantan Selatan"),
    ("kaltim", "Kalimantan Timur"), ("kaltara", "Kalimantan Utara"), ("sulut", "Sulawesi Utara"),
    ("sulteng", "Sulawesi Tengah"), ("sulsel", "Sulawesi Selatan"), ("sultra", "Sulawesi Tenggara"),
    ("sulbar", "Sulawesi Barat"), ("malut", "Maluku Utara"),
]
