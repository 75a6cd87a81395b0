import AuditLog
import Wire

/// Reads entries one after the other to find a commitment, or two neighbours in a batch between which it would stand.
///
/// What it finds is a hint: who concludes anything from it has those entries proven.
struct CommitmentSearch {
    /// Of the entry with this very commitment.
    private(set) var index: UInt64?
    /// Of the left neighbour, where two show that the commitment is not in the batch.
    private(set) var left: UInt64?
    private let commitment: Hash
    private let batch: ClosedRange<UInt64>
    /// Whether the entry read last stands to the left of the commitment.
    private var wasLeft = false

    init(_ commitment: Hash, batch place: EpochPlace) {
        self.commitment = commitment
        batch = place.epoch.first...place.proven.entry.index
    }

    /// Whole bundles: `first` and `end` are multiples of 256.
    mutating func read(
        _ source: any LogSource, from first: UInt64, to end: UInt64
    ) async throws(LogSourceError) {
        guard first < end else { return }
        let reader = source.entries(from: first, to: end)
        var next = first
        wasLeft = false
        while next < end, let pieces = try await reader.next() {
            for piece in pieces {
                guard piece.first == next else { throw .missing(next, "EntryBundle.first") }
                for bytes in try piece.entries() {
                    try see(bytes, at: next)
                    guard index == nil else { return }
                    next += 1
                }
            }
        }
        guard next >= end else { throw .missing(next, "Entry") }
    }

    private mutating func see(_ bytes: [UInt8], at index: UInt64) throws(LogSourceError) {
        let body: EntryBody
        do { body = try Entry(decoding: bytes).body } catch {
            throw .log(
                LogError(
                    .entryUndecodable, at: index, error.field, expected: "the schema's encoding",
                    found: "\(error)")
            )
        }
        var isRight = index == batch.upperBound
        var isLeft = true
        switch body {
        case .sealed(let sealed):
            if sealed.commitment == commitment { self.index = index }
            isLeft = sealed.commitment < commitment
            isRight = isRight || !isLeft
        case .unknown: isLeft = false
        case .site, .agencyKeys, .statement, .epoch: break
        }
        if wasLeft, isRight, batch.contains(index), left == nil { left = index.less(1) }
        wasLeft = isLeft
    }
}
