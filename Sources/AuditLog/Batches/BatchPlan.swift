package import TransparencyLog
package import Wire

/// A record waiting for its epoch, as staged.
package struct PendingRecord: Equatable, Sendable {
    /// What the log will show of the record.
    package var commitment: Hash
    /// What hides the record behind its commitment, 32 random bytes.
    package var nonce: Nonce
    /// Encoded `Record`, never filler.
    package var record: [UInt8]

    /// Takes the parts as they are staged.
    package init(commitment: Hash, nonce: Nonce, record: [UInt8]) {
        self.commitment = commitment
        self.nonce = nonce
        self.record = record
    }
}

/// Where the log stands: everything needed to go on, nothing else.
package struct LogState: Equatable, Sendable {
    /// Entries.
    package var size: UInt64
    /// The tree over these entries.
    package var edge: RightEdge
    /// Leaf hash of the last entry, which is the next one's `previous`; zeros at size 0.
    package var lastLeaf: Hash
    /// The newest epoch planned.
    package var lastEpoch: Epoch?

    /// Takes the parts as they are stored.
    package init(size: UInt64, edge: RightEdge, lastLeaf: Hash, lastEpoch: Epoch?) {
        self.size = size
        self.edge = edge
        self.lastLeaf = lastLeaf
        self.lastEpoch = lastEpoch
    }

    /// Before batch 0.
    package static let empty = Self(size: 0, edge: RightEdge(), lastLeaf: Hash(), lastEpoch: nil)
}

/// What a batch says in the open, besides its epoch.
package struct PublicEntries: Equatable, Sendable {
    /// Batch 0 has one.
    package var site: SiteDescriptor?
    /// In any order; one for an agency.
    package var agencyKeys: [AgencyKeys]
    /// In any order, none twice; a `discontinuity` needs the site of a new log before it.
    package var statements: [Statement]

    /// Takes them unchecked: `bodies(isFirst:)` checks.
    package init(site: SiteDescriptor? = nil, agencyKeys: [AgencyKeys] = [], statements: [Statement] = []) {
        self.site = site
        self.agencyKeys = agencyKeys
        self.statements = statements
    }
}

/// A real record's place.
package struct SealedIndex: Equatable, Sendable {
    /// Index of the record's entry.
    package var index: UInt64
    /// The record's commitment.
    package var commitment: Hash
}

/// One batch, decided: its entries, the tiles they change and the openings of its filler.
package struct BatchPlan: Equatable, Sendable {
    /// The epoch that closes the batch.
    package var epoch: Epoch
    /// Encoded; the first has index `epoch.first`, and there are 256 * 8^k.
    package var entries: [[UInt8]]
    /// The real records, ascending by index.
    package var sealed: [SealedIndex]
    /// 32 bytes an entry, zeros where the entry is not filler.
    package var fillerNonces: [UInt8]
    /// Lowest level first, then ascending by index; at level 0 all are new and full.
    package var tiles: [TileUpdate]
    /// `after.edge.root` is the new checkpoint's root.
    package var after: LogState
}
