package import Wire

/// Finds the epochs whose batches hold given entries.
///
/// An epoch entry is the last one of a block of 256 that its batch ends with; nearly all batches are one block, so
/// one look for each is enough.
package struct ReviewEpochs: Sendable {
    private let size: UInt64
    private let entry: @Sendable (UInt64) async throws -> Entry
    /// Batches seen so far; no two overlap.
    private var batches: [(indices: ClosedRange<UInt64>, number: UInt64)] = []

    /// Reads nothing yet.
    ///
    /// - Parameters:
    ///   - size: of the log.
    ///   - entry: reads one entry.
    package init(size: UInt64, entry: @escaping @Sendable (UInt64) async throws -> Entry) {
        self.size = size
        self.entry = entry
    }

    /// The number of the epoch whose batch holds an entry.
    package mutating func number(holding index: UInt64) async throws -> UInt64 {
        if let known = batches.first(where: { $0.indices.contains(index) }) { return known.number }
        var end = index | 255
        while end < size {
            if case .epoch(let epoch) = try await entry(end).body {
                guard epoch.first <= index else {
                    throw ReviewError.epochBehind(number: epoch.number, at: end, entry: index)
                }
                batches.append((epoch.first...end, epoch.number))
                return epoch.number
            }
            end += 256
        }
        throw ReviewError.noEpoch(entry: index)
    }
}
