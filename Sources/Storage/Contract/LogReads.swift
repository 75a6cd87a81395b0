package import TransparencyLog
package import Wire

/// What everybody may read of the published log, and what agencies and the auditor are given of it.
package protocol LogReads: Sendable {
    /// The 256 entries of a bundle in the form of C2SP tlog-tiles. Published bundles are always full.
    ///
    /// - Throws: `outOfRange` beyond what is published.
    func bundle(_ index: UInt64) async throws(StoreError) -> [UInt8]

    /// One encoded entry.
    ///
    /// - Throws: `outOfRange` beyond what is published.
    func entry(at index: UInt64) async throws(StoreError) -> [UInt8]

    /// The hashes of a proof, in a tree no larger than what is published.
    ///
    /// - Throws: `outOfRange` for a larger tree.
    func proof(_ plan: ProofPlan) async throws(StoreError) -> [Hash]

    /// Where a record that was promised stands; nil while it is not published.
    func index(of commitment: Hash, promisedFor epoch: UInt64) async throws(StoreError) -> UInt64?

    /// Where the newest published descriptor and each agency's newest published keys stand.
    func newestPublicEntries() async throws(StoreError) -> [NewestEntry]

    /// Where an agency's newest published keys stand, and those before them, the newest first, `limit` at most.
    func agencyKeys(of agency: AgencyCode, limit: Int) async throws(StoreError) -> [UInt64]

    /// Where public entries of a kind stand, the newest first.
    ///
    /// - Parameters:
    ///   - kind: `site`, `agency_keys` or `statement`.
    ///   - owner: of agency keys their agency's code; else "".
    ///   - size: entries of the tree in which they are looked for.
    ///   - limit: how many at most.
    /// - Returns: their indices.
    /// - Throws: why the database cannot be read; `outOfRange` for a size above 2^63 − 1.
    func publicEntries(
        _ kind: EntryKind, of owner: AgencyCode, below size: UInt64, limit: Int
    ) async throws(StoreError) -> [UInt64]

    /// Entries of the published tree whose last one is the newest epoch numbered `epoch` or below; nil without one.
    func size(through epoch: UInt64) async throws(StoreError) -> UInt64?

    /// The index of the epoch that closes the published batch of an entry; nil for an entry that there is not.
    func batchEnd(of index: UInt64) async throws(StoreError) -> UInt64?

    /// The openings of published records from an index on, a page of whole bundles: at least 256 entries are
    /// looked at, and no more bundles once `limit` openings are there. Erased records have none.
    func openings(for reader: OpeningsReader, from first: UInt64, limit: Int) async throws(StoreError)
        -> OpeningsPage

    /// What the published batches behind an epoch say of cases, some of them at a time, in their order; none behind the
    /// newest one. A record that is not well-formed is left out.
    func caseBatches(after epoch: UInt64?) async throws(StoreError) -> [CaseBatch]

    /// Nil for an envelope that no published record names.
    func envelope(_ hash: Hash) async throws(StoreError) -> PublishedEnvelope?

    /// The next bytes of a published envelope, at most 65,536; empty at its end and where it is erased.
    func bytes(of envelope: PublishedEnvelope, from offset: UInt64) async throws(StoreError) -> [UInt8]
}

extension LogReads {
    /// A page of the usual length, 1,024 openings.
    package func openings(for reader: OpeningsReader, from first: UInt64) async throws(StoreError)
        -> OpeningsPage
    {
        try await openings(for: reader, from: first, limit: 1_024)
    }
}

/// Where the newest entry of a kind stands.
package struct NewestEntry: Equatable, Sendable {
    /// `site` or `agency_keys`.
    package let kind: EntryKind
    /// Of agency keys; else "".
    package let agency: AgencyCode
    /// Of the entry in the log.
    package let index: UInt64
}

/// Whose openings are read.
package enum OpeningsReader: Equatable, Sendable {
    /// What carries the agency's code.
    case agency(AgencyCode)
    /// Every sealed entry, filler too.
    case auditor
}

/// Some openings in the order of the log, and where to go on.
package struct OpeningsPage: Equatable, Sendable {
    /// By index, ascending.
    package let openings: [OpenedEntry]
    /// The first index that was not looked at; nil at the end of the published log.
    package let next: UInt64?
    /// Entries whose stored record or nonce is not well-formed, ascending: they have no opening.
    package let unreadable: [UInt64]
}

/// An envelope that a published record names.
package struct PublishedEnvelope: Equatable, Sendable {
    /// Of the record.
    package let commitment: Hash
    /// Who may read it, ascending.
    package let agencies: [AgencyCode]
    /// Bytes; 0 when the payload is erased.
    package let length: UInt64
    /// Where the bytes are; nil when they are erased.
    let payload: PayloadID?
}

/// What one published batch says of cases.
package struct CaseBatch: Sendable {
    /// Of its epoch.
    package let number: UInt64
    /// Index of its first entry.
    package let first: UInt64
    /// Its entries.
    package let count: UInt64
    /// Its reports and acts, in no order.
    package let records: [(commitment: Hash, body: RecordBody)]
    /// Nil where it has none.
    package let site: SiteDescriptor?
    /// In the order of the log.
    package let statements: [Statement]
}
