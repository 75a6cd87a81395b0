package import Wire

/// The first rule that a record breaks by which its holder could believe it.
///
/// One set of rules for every reader: what breaks one is shown as not proven, and never as a case's state.
package enum RecordFault: Error, Equatable, Sendable {
    /// The log does not hold its commitment at its index.
    case entry
    /// An entry before it commits to the same.
    case repeated
    /// Its agencies do not ascend, or the reader's own code is not among them.
    case agencies
    /// It belongs to a report that is not proven.
    case report
    /// Its agencies are not those of its report, or none of them.
    case otherAgencies
    /// An act breaks a rule by itself.
    case act(ActFault)
    /// An act does not follow the agency's act before it, or one before it does not.
    case history(CaseHistory.Alarm)
    /// A message's counter is not the next one of its report, agency and direction.
    case counter(expected: UInt32, found: UInt32)
}

/// What of a log an agency's records are held against, once the log's tree is the verified checkpoint's.
package struct RecordRules {
    /// The agency that reads; nil reads for nobody, as the auditor does.
    package var own: AgencyCode?
    /// The log's, which signatures are for.
    package var origin: Origin
    /// Commitments whose envelopes a lawful erasure names.
    package var erased: Set<Hash>
    /// Whether an agency had an act key at an entry or before it.
    package var isActKey: (_ key: PublicKey, _ agency: AgencyCode, _ index: UInt64) -> Bool

    /// Takes the parts as they are.
    package init(
        own: AgencyCode?, origin: Origin, erased: Set<Hash>,
        isActKey: @escaping (_ key: PublicKey, _ agency: AgencyCode, _ index: UInt64) -> Bool
    ) {
        self.own = own
        self.origin = origin
        self.erased = erased
        self.isActKey = isActKey
    }

    func fault(of agencies: [AgencyCode]) -> RecordFault? {
        let isAscending = zip(agencies, agencies.dropFirst()).allSatisfy { pair in
            pair.0.utf8.lexicographicallyPrecedes(pair.1.utf8)
        }
        guard isAscending else { return .agencies }
        guard let own else { return nil }
        return agencies.contains(own) ? nil : .agencies
    }
}
