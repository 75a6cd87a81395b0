package import Wire
package import Words

/// What was seen in one check.
package enum ProofDetail: Equatable, Sendable {
    /// No sentence: a hash, a number, a library's own words.
    case verbatim(String)

    /// A root key's fingerprint that nothing was held against.
    case rootNotCompared(Hash)

    /// The checkpoint is one of a log that is not known here.
    case unknownLog(origin: String)
    /// There is no checkpoint.
    case noCheckpoint
    /// The witnesses were not looked at: the log did not sign.
    case noLogSignature
    /// No witness is asked for.
    case noWitnessAsked
    /// Who cosigned and when, in this zone, of how many that are known, and how many it takes.
    case cosigned([Cosigner], known: Int, fewest: Int, isMet: Bool, zone: Zone)

    /// The file holds no entry of a log.
    case noLogEntry
    /// There is no sealed entry whose commitment could be opened.
    case noSealedEntry
    /// The file holds no opening.
    case noOpening
    /// The opening is another commitment's, or not of a report.
    case otherOpening
    /// What the opening says: the envelope and the agencies.
    case opened(envelope: Hash, agencies: [AgencyCode])
    /// The entry is not the sealed one of this index.
    case notTheSealedEntry(UInt64)
    /// Nothing whose place could be looked at.
    case noEntryOrCheckpoint
    /// The entry's place in the tree.
    case place(index: UInt64, size: UInt64)

    /// What is promised for which epoch.
    case promised(commitment: Hash, epoch: UInt64)
    /// Not an epoch entry of this log.
    case notAnEpoch
    /// The epoch found, and the promised one.
    case epoch(UInt64, promised: UInt64)
    /// Nothing is known of the epoch.
    case noEpoch
    /// There is none before: the batch begins at this entry.
    case noneBefore(first: UInt64)
    /// Not the epoch right before the batch.
    case notTheEpochBefore
    /// The epoch before.
    case epochBefore(UInt64)
    /// Two entries in a row, of which this is the first.
    case neighbours(UInt64)

    /// A witness that cosigned.
    package struct Cosigner: Equatable, Sendable {
        /// In the descriptor or the policy.
        package let name: String
        /// Seconds since 1970.
        package let time: UInt64
    }
}
