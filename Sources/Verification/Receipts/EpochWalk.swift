import AuditLog
import Wire

/// An epoch entry, proven, and what it says.
struct EpochPlace {
    let proven: ProvenEntry
    let epoch: Epoch
}

/// From an epoch to the one before it, by what each says of its batch.
struct EpochWalk {
    var entries: ProvenEntries
    private var left: Int

    /// Reads at most `limit` epochs.
    init(entries: ProvenEntries, limit: Int) {
        self.entries = entries
        left = limit
    }

    /// The epoch whose batch ends with the entry at `index`.
    mutating func closed(at index: UInt64) async throws(LogSourceError) -> EpochPlace {
        guard left > 0 else {
            throw .log(
                LogError(.batchInvalid, at: index, "Epoch", expected: "the promised epoch", found: "too many")
            )
        }
        left -= 1
        let proven = try await entries.entry(index)
        guard case .epoch(let epoch) = proven.entry.body else {
            throw .log(
                LogError(
                    .batchInvalid, at: index, "EntryBody", expected: "epoch",
                    found: proven.entry.body.discriminant.name ?? "an unknown kind"))
        }
        // A batch is whole bundles; so the walk ends, too.
        guard epoch.first < index, epoch.first % 256 == 0, index % 256 == 255 else {
            throw .log(
                LogError(
                    .batchInvalid, at: index, "Epoch.first", expected: "a multiple of 256 below \(index)",
                    found: "\(epoch.first)"))
        }
        return EpochPlace(proven: proven, epoch: epoch)
    }

    /// Nil before batch 0.
    mutating func before(_ place: EpochPlace) async throws(LogSourceError) -> EpochPlace? {
        guard place.epoch.first > 0 else { return nil }
        let earlier = try await closed(at: place.epoch.first.less(1))
        guard earlier.epoch.number < place.epoch.number else {
            throw .log(
                LogError(
                    .epochGap, at: place.epoch.first.less(1), "Epoch.number",
                    expected: "below \(place.epoch.number)",
                    found: "\(earlier.epoch.number)"))
        }
        return earlier
    }
}
