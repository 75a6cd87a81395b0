import Wire

extension PublicEntries {
    /// The bodies in the order of a batch, the log's first one or a later one.
    func bodies(isFirst: Bool) throws(LogError) -> [EntryBody] {
        let breaks = statements.filter { $0.kind == .discontinuity }
        guard breaks.count <= (site != nil && isFirst ? 1 : 0) else {
            throw LogError(
                .batchInvalid, "Statement.kind", expected: "one break, behind the first site", found: "more")
        }
        var bodies: [EntryBody] = []
        if let site { bodies.append(.site(site)) }
        bodies += breaks.map { .statement($0) }
        bodies += try sortedKeys().map { .agencyKeys($0) }
        bodies += try sortedStatements().map { .statement($0) }
        return bodies
    }

    private func sortedKeys() throws(LogError) -> [AgencyKeys] {
        let sorted = agencyKeys.sorted { $0.agency.precedes($1.agency) }
        for (keys, next) in zip(sorted, sorted.dropFirst()) where keys.agency == next.agency {
            throw LogError(.batchInvalid, "AgencyKeys.agency", expected: "each once", found: keys.agency)
        }
        return sorted
    }

    private func sortedStatements() throws(LogError) -> [Statement] {
        var encoded: [(bytes: [UInt8], statement: Statement)] = []
        for statement in statements where statement.kind != .discontinuity {
            do { encoded.append((try statement.encoded(), statement)) } catch { throw LogError(error) }
        }
        encoded.sort { $0.bytes.lexicographicallyPrecedes($1.bytes) }
        for (one, next) in zip(encoded, encoded.dropFirst()) where one.bytes == next.bytes {
            throw LogError(.batchInvalid, "Statement", expected: "each once", found: "twice")
        }
        return encoded.map { $0.statement }
    }
}

extension String {
    /// Order of agency codes: by their bytes.
    package func precedes(_ other: String) -> Bool {
        utf8.lexicographicallyPrecedes(other.utf8)
    }
}

extension [AgencyCode] {
    /// By their bytes, each once: the one order that lists of agencies have.
    package var isAscending: Bool {
        zip(self, dropFirst()).allSatisfy { $0.precedes($1) }
    }
}
