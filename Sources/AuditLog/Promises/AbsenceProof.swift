package import TransparencyLog
package import Wire

/// Shows that a commitment is not in a batch: the two neighbours between which it would stand.
///
/// Entries i and i + 1, from `first` − 1 to the epoch's own index: the left one below the commitment or not
/// `sealed` (−∞), the right one above it or the epoch (+∞). That the batch is sorted is what an audit checks.
package struct AbsenceProof: Equatable, Sendable {
    /// The neighbour below, or the entry before the batch.
    package let left: ProvenEntry
    /// The neighbour above, or the epoch.
    package let right: ProvenEntry
    /// Closes the batch.
    package let epoch: ProvenEntry

    /// Takes the entries unverified.
    package init(left: ProvenEntry, right: ProvenEntry, epoch: ProvenEntry) {
        self.left = left
        self.right = right
        self.epoch = epoch
    }

    /// Makes the proof from a stored log.
    ///
    /// - Parameters:
    ///   - commitment: what is absent.
    ///   - epochIndex: of the `epoch` entry that closes the batch.
    ///   - size: of the checkpoint that the proof will be held against.
    ///   - reader: the hashes of the stored tree.
    ///   - bytes: the stored entry at an index; nil where there is none.
    /// - Throws: `LogError` where an entry or a hash cannot be read, `epochIndex` is not an epoch's, or the
    ///   commitment is in the batch.
    package init<Reader: HashReader>(
        of commitment: Hash,
        epochIndex: UInt64,
        size: UInt64,
        reader: inout Reader,
        bytes: (UInt64) -> [UInt8]?,
    ) throws(LogError) {
        let epoch = try ProvenEntry(index: epochIndex, size: size, reader: &reader, bytes: bytes)
        let first = try epoch.closedBatch().lowerBound
        var range = first..<epochIndex
        while !range.isEmpty {
            let middle = range.lowerBound + (range.upperBound - range.lowerBound) / 2
            if try ProvenEntry.read(middle, bytes).isLeft(of: commitment) {
                range = middle + 1..<range.upperBound
            } else {
                range = range.lowerBound..<middle
            }
        }
        let place = range.lowerBound
        guard place > 0 else {
            throw LogError(.batchInvalid, at: 0, "EntryBody", expected: "site", found: "sealed")
        }
        let left = try ProvenEntry(index: place.less(1), size: size, reader: &reader, bytes: bytes)
        let right = try ProvenEntry(index: place, size: size, reader: &reader, bytes: bytes)
        guard right.entry.commitment != commitment else {
            throw LogError(
                .batchInvalid, at: place, "SealedRecord.commitment", expected: "absent", found: commitment.hex
            )
        }
        self.init(left: left, right: right, epoch: epoch)
    }

    /// Throws unless the commitment is absent from the batch that `epoch` closes.
    ///
    /// - Returns: that epoch.
    package func verify(_ commitment: Hash, in checkpoint: Checkpoint) throws(LogError) -> Epoch {
        for entry in [left, right, epoch] { try entry.check(in: checkpoint) }
        let batch = try epoch.closedBatch()
        let (i, j, end) = (left.entry.index, right.entry.index, epoch.entry.index)
        guard j > 0, i == j.less(1) else {
            throw LogError(
                .batchInvalid, at: i, "neighbours", expected: "\(i) and the next", found: "\(i) and \(j)")
        }
        guard j >= batch.lowerBound, j <= end else {
            throw LogError(
                .batchInvalid, at: j, "neighbours", expected: "within \(batch.lowerBound) to \(end)",
                found: "\(j)")
        }
        guard left.entry.isLeft(of: commitment) else {
            throw LogError(
                .batchInvalid, at: i, "SealedRecord.commitment", expected: "below \(commitment.hex)",
                found: left.entry.summary)
        }
        guard j == end || right.entry.isRight(of: commitment) else {
            throw LogError(
                .batchInvalid, at: j, "SealedRecord.commitment", expected: "above \(commitment.hex)",
                found: right.entry.summary)
        }
        guard case .epoch(let closing) = epoch.entry.body else { throw epoch.notAnEpoch }
        return closing
    }
}

extension ProvenEntry {
    /// From the batch's first entry to before its epoch.
    fileprivate func closedBatch() throws(LogError) -> Range<UInt64> {
        guard case .epoch(let epoch) = entry.body else { throw notAnEpoch }
        guard epoch.first <= entry.index else {
            throw LogError(
                .batchInvalid, at: entry.index, "Epoch.first", expected: "at most \(entry.index)",
                found: "\(epoch.first)")
        }
        return epoch.first..<entry.index
    }

    var notAnEpoch: LogError {
        LogError(.batchInvalid, at: entry.index, "EntryBody", expected: "epoch", found: entry.summary)
    }
}

extension Entry {
    fileprivate var commitment: Hash? {
        guard case .sealed(let sealed) = body else { return nil }
        return sealed.commitment
    }

    /// Below the commitment, or −∞.
    ///
    /// An unknown kind is neither: it may be sealed in its own way.
    fileprivate func isLeft(of commitment: Hash) -> Bool {
        switch body {
        case .sealed(let sealed): sealed.commitment < commitment
        case .site, .agencyKeys, .statement, .epoch: true
        case .unknown: false
        }
    }

    fileprivate func isRight(of commitment: Hash) -> Bool {
        self.commitment.map { $0 > commitment } ?? false
    }

    fileprivate var summary: String {
        commitment?.hex ?? body.discriminant.name ?? "kind \(body.discriminant.rawValue)"
    }
}
