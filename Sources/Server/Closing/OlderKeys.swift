import Storage
package import Wire

/// Keys that an agency published, and that others took the place of.
package struct OlderKeys: Equatable, Sendable {
    /// As logged.
    package let keys: AgencyKeys
    /// Index of the entry with those that follow.
    package let end: UInt64

    /// Of each agency so many at most: what was signed before them is shown as not verified.
    private static let limit = 6

    /// The older keys of a site's agencies, the newest of each first.
    static func read(_ agencies: [AgencyCode], from store: any Store) async throws -> [OlderKeys] {
        var older: [OlderKeys] = []
        for agency in agencies {
            let places = try await store.agencyKeys(of: agency, limit: limit + 1)
            for (next, place) in zip(places, places.dropFirst()) {
                let entry = try Entry(decoding: try await store.entry(at: place))
                if case .agencyKeys(let keys) = entry.body { older.append(OlderKeys(keys: keys, end: next)) }
            }
        }
        return older
    }
}

extension [OlderKeys] {
    /// What a source needs to verify acts and questions on its report: keys that were in force since it was published.
    ///
    /// - Parameters:
    ///   - agencies: the report's.
    ///   - index: of its entry; nil while it has none, and nobody has acted on it.
    ///   - acts: that are shown beside it.
    /// - Returns: those that signed one of the acts first, then the newest; as many as an answer has room for.
    func needed(by agencies: [AgencyCode], since index: UInt64?, acts: [Act]) -> [AgencyKeys] {
        guard let index else { return [] }
        let known = filter { agencies.contains($0.keys.agency) && $0.end > index }
        let (rest, signing) = known.partitioned { older in
            acts.contains { $0.agency == older.keys.agency && older.keys.acts.contains($0.signer) }
        }
        return (signing + rest.sorted { $0.end > $1.end }).prefix(6).map { $0.keys }
    }

    private func partitioned(by isSecond: (OlderKeys) -> Bool) -> (first: [OlderKeys], second: [OlderKeys]) {
        (filter { !isSecond($0) }, filter(isSecond))
    }
}
