package import AuditLog
package import Wire

/// The batches of a log that was read: which epoch holds an entry, and which key sets the epochs named.
package struct LogEpochs: Equatable, Sendable {
    private struct Batch: Equatable {
        /// Index of its epoch.
        var end: UInt64
        var number: UInt64
    }

    /// Index of the first entry read.
    private let first: UInt64
    /// Ascending.
    private var batches: [Batch] = []
    private var keySets: Set<Hash> = []

    /// Nothing was read yet; `first` is the index of the first entry that will be.
    package init(from first: UInt64 = 0) {
        self.first = first
    }

    /// Whether all entries since the first of the log were read.
    package var isFromStart: Bool { first == 0 }

    /// Takes the next entries.
    package mutating func see(_ bundle: AuditBundle) {
        guard let (index, epoch) = bundle.epoch else { return }
        batches.append(Batch(end: index, number: epoch.number))
        keySets.insert(epoch.keySet)
    }

    /// The number of the newest epoch that was read; nil where none was.
    package var newest: UInt64? { batches.last?.number }

    /// The number of the epoch whose batch holds an entry; nil where it was not read.
    package func number(holding index: UInt64) -> UInt64? {
        guard index >= first else { return nil }
        var (low, high) = (0, batches.count)
        while low < high {
            let middle = (low + high) / 2
            if batches[middle].end < index { low = middle + 1 } else { high = middle }
        }
        return low < batches.count ? batches[low].number : nil
    }

    /// Whether an epoch named a key set; nil where not all of them were read.
    package func names(_ keySet: Hash) -> Bool? {
        if keySets.contains(keySet) { return true }
        return first == 0 ? false : nil
    }
}

// struct {
//     uint64 first;
//     struct { uint64 end; uint64 number; } batches<0..2^20>;
//     Hash key_sets<0..65536>;            ascending
// } LogEpochs;
extension LogEpochs: WireMessage {
    /// Bytes of the longest encoding.
    package static var maximumSize: Int { 1 << 25 }
    private static let batchLimit = 0...1 << 20
    private static let keySetLimit = 0...65_536

    /// Reads what `write` writes.
    package init(from reader: inout WireReader) throws(DecodeError) {
        first = try reader.uint64("LogEpochs.first")
        batches = try reader.vector(Self.batchLimit, "LogEpochs.batches") { reader throws(DecodeError) in
            Batch(end: try reader.uint64("Batch.end"), number: try reader.uint64("Batch.number"))
        }
        keySets = Set(
            try reader.vector(Self.keySetLimit, "LogEpochs.key_sets") { reader throws(DecodeError) in
                let hash: Hash = try reader.fixed("LogEpochs.key_sets")
                return hash
            })
    }

    /// Writes what was read, to go on from.
    package func write(to writer: inout WireWriter) {
        writer.uint64(first)
        writer.vector(batches, Self.batchLimit, "LogEpochs.batches") { writer, batch in
            writer.uint64(batch.end)
            writer.uint64(batch.number)
        }
        writer.vector(keySets.sorted { $0.hex < $1.hex }, Self.keySetLimit, "LogEpochs.key_sets") {
            $0.fixed($1)
        }
    }
}
