import Keys
import TransparencyLog
package import Wire

extension BatchPlan {
    /// Decides a whole batch.
    ///
    /// Order: `site`, a `discontinuity`, `agency_keys` by code, statements by their bytes, `sealed` by
    /// commitment, `epoch`. Pending commitments are taken as they are: who staged them computed them.
    ///
    /// - Parameters:
    ///   - state: where the log ends.
    ///   - number: of the epoch; 0 for the first batch and above the last one's for all others.
    ///   - clock: the site's.
    ///   - keySet: over the newest descriptor and agency keys, those of this batch included.
    ///   - publicEntries: unchecked; batch 0 needs a site.
    ///   - pending: everything promised for `number` or before, in any order.
    ///   - u: the epoch's secret, uniform in [½, 1).
    ///   - bump: an event of probability 1/64, which makes the batch one step larger.
    ///   - fillerNonces: gives that many times 32 random bytes; asked once.
    /// - Returns: the plan, the same for the same arguments.
    /// - Throws: `epochGap` for a number that does not follow or has no time, `batchInvalid` for arguments
    ///   that make no batch, `entryUndecodable` for what has no encoding, `rootMismatch` where the state's
    ///   edge is none.
    package static func make(
        state: LogState,
        number: UInt64,
        clock: EpochClock,
        keySet: Hash,
        publicEntries: PublicEntries,
        pending: [PendingRecord],
        u: Double,
        bump: Bool,
        fillerNonces: (Int) -> [UInt8],
    ) throws(LogError) -> BatchPlan {
        let epoch = try epoch(number, after: state, clock: clock, keySet: keySet)
        guard state.size > 0 || publicEntries.site != nil else {
            throw LogError(.batchInvalid, at: 0, "EntryBody", expected: "site", found: "none")
        }
        let bodies = try publicEntries.bodies(isFirst: state.size == 0)
        guard u >= 0.5, u < 1 else { throw LogError(.batchInvalid, "u", expected: "0.5 to 1", found: "\(u)") }
        guard
            let size = BatchSize.choose(pending: pending.count, publicEntries: bodies.count, u: u, bump: bump)
        else {
            throw LogError(.batchInvalid, "pending", expected: "at most a batch", found: "\(pending.count)")
        }

        let filler = Int(size) - 1 - bodies.count - pending.count
        let nonces = fillerNonces(filler)
        guard nonces.count == 32 * filler else {
            throw LogError(.batchInvalid, "filler nonces", expected: 32 * filler, found: nonces.count)
        }
        let slots = try sortedSlots(pending: pending, fillerNonces: nonces)

        var batch = BatchBuilder(state: state, capacity: Int(size))
        for body in bodies { try batch.append(body) }
        batch.append(sealed: slots, fillerNonces: nonces)
        try batch.append(.epoch(epoch))
        return try batch.plan(epoch: epoch)
    }

    private static func epoch(
        _ number: UInt64, after state: LogState, clock: EpochClock, keySet: Hash
    ) throws(LogError) -> Epoch {
        guard let scheduled = clock.scheduled(number) else {
            throw LogError(.epochGap, "Epoch.scheduled", expected: "at most \(UInt64.max)", found: "more")
        }
        guard let last = state.lastEpoch else {
            guard number == 0, state.size == 0 else {
                throw LogError(.epochGap, "Epoch.number", expected: 0, found: number)
            }
            return Epoch(number: 0, scheduled: scheduled, skipped: 0, first: 0, keySet: keySet)
        }
        guard number > last.number else {
            throw LogError(.epochGap, "Epoch.number", expected: "above \(last.number)", found: "\(number)")
        }
        let skipped = number.less(last.number).less(1)
        return Epoch(
            number: number, scheduled: scheduled, skipped: skipped, first: state.size, keySet: keySet)
    }

    /// Real records and filler, strictly ascending by commitment.
    private static func sortedSlots(
        pending: [PendingRecord], fillerNonces: [UInt8]
    ) throws(LogError) -> [BatchSlot] {
        var slots: [BatchSlot] = []
        slots.reserveCapacity(pending.count + fillerNonces.count / 32)
        for record in pending { slots.append(BatchSlot(commitment: record.commitment, nonceOffset: nil)) }
        for offset in stride(from: 0, to: fillerNonces.count, by: 32) {
            let nonce = unsafe fillerNonces.span.bytes.extracting(offset..<offset + 32)
            let commitment = Commitment.ofFiller(nonce: nonce)
            slots.append(BatchSlot(commitment: commitment, nonceOffset: offset))
        }
        slots.sort { $0.words < $1.words }
        for (slot, next) in zip(slots, slots.dropFirst()) where slot.words == next.words {
            throw LogError(
                .batchInvalid, "SealedRecord.commitment", expected: "each once", found: slot.commitment.hex)
        }
        return slots
    }
}

/// One sealed entry of a batch, before it has a place.
private struct BatchSlot {
    let words: HashWords
    /// Where a filler's nonce is; nil for a real record.
    let nonceOffset: Int?

    init(commitment: Hash, nonceOffset: Int?) {
        words = HashWords(commitment)
        self.nonceOffset = nonceOffset
    }

    var commitment: Hash { words.hash }
}

/// Appends a batch's entries to the chain and the tree.
private struct BatchBuilder {
    private let first: UInt64
    private var entries: [[UInt8]] = []
    private var sealed: [SealedIndex] = []
    private var nonces: [UInt8]
    private var lastLeaf: Hash
    private var tiles: TilePlan

    init(state: LogState, capacity: Int) {
        first = state.size
        lastLeaf = state.lastLeaf
        tiles = TilePlan(state.edge)
        nonces = [UInt8](repeating: 0, count: 32 * capacity)
        entries.reserveCapacity(capacity)
    }

    private var index: UInt64 { first.plus(UInt64(entries.count)) }

    mutating func append(_ body: EntryBody) throws(LogError) {
        let entry = Entry(format: 1, index: index, previous: lastLeaf, body: body)
        do { append(try entry.encoded()) } catch { throw LogError(error).at(index) }
    }

    mutating func append(sealed slots: [BatchSlot], fillerNonces: [UInt8]) {
        for slot in slots {
            if let offset = slot.nonceOffset {
                let target = 32 * entries.count
                nonces.replaceSubrange(target..<target + 32, with: fillerNonces[offset..<offset + 32])
            } else {
                sealed.append(SealedIndex(index: index, commitment: slot.commitment))
            }
            append(SealedEntry.encode(index: index, previous: lastLeaf, commitment: slot.commitment))
        }
    }

    consuming func plan(epoch: Epoch) throws(LogError) -> BatchPlan {
        guard let edge = tiles.edge else {
            throw LogError(.rootMismatch, "LogState.edge", expected: "\(index) entries", found: "others")
        }
        let after = LogState(size: index, edge: edge, lastLeaf: lastLeaf, lastEpoch: epoch)
        return BatchPlan(
            epoch: epoch, entries: entries, sealed: sealed, fillerNonces: nonces, tiles: tiles.updates,
            after: after)
    }

    private mutating func append(_ entry: [UInt8]) {
        lastLeaf = MerkleTree.leafHash(entry)
        tiles.append(lastLeaf)
        entries.append(entry)
    }
}
