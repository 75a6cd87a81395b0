import GRDB

/// What a store keeps beside its cases, sealed under the store's key.
package enum StoreMemory: String, Sendable {
    /// Root, origin and agency.
    case site
    /// How many cases there are.
    case count
    /// The verified log, to go on from.
    case log
    /// The newest checkpoint that was proven, also where the log was false beside it.
    case checkpoint
    /// Which epoch holds which entry, and the key sets that were named.
    case epochs
    /// The site as it was when it was asked last.
    case about
    /// The keys of its agencies then.
    case keys
}

extension CaseStore {
    /// What was kept under a name; nil where nothing was.
    ///
    /// - Throws: `damaged` where it does not open.
    package func memory(_ name: StoreMemory) throws(CaseStoreError) -> [UInt8]? {
        try database.read { try self.memory(name, in: $0) }
    }

    func memory(_ name: StoreMemory, in db: Database) throws -> [UInt8]? {
        let sealed = try db.value("SELECT sealed FROM memory WHERE name = ?", [name.rawValue])
        guard let sealed else { return nil }
        guard let bytes = key.open(sealed, at: place(name)) else { throw CaseStoreError.damaged(.memory) }
        return bytes
    }

    /// Keeps something under a name in place of what was there.
    package func remember(_ name: StoreMemory, _ bytes: [UInt8]) throws(CaseStoreError) {
        try database.write { try self.remember(name, bytes, in: $0) }
    }

    func remember(_ name: StoreMemory, _ bytes: [UInt8], in db: Database) throws {
        let sealed = try key.seal(bytes, at: place(name), random: random)
        try db.run(
            "INSERT INTO memory VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET sealed = excluded.sealed",
            [name.rawValue, sealed.data])
    }

    private func place(_ name: StoreMemory) -> StorePlace {
        StorePlace(kind: .memory, row: Array(name.rawValue.utf8))
    }
}
