import AuditLog
import Storage
import TransparencyLog
import Wire

// Cosignatures, whoever brings them: a witness that was asked, or a reviewer who verified.
extension Witnesses {
    /// Puts a cosignature under a published checkpoint and shows it to everybody.
    ///
    /// The same line again changes nothing; of several by one witness the newest is kept.
    ///
    /// - Parameters:
    ///   - line: a signature line of a note, without its LF.
    ///   - size: of the checkpoint that it must be under.
    /// - Returns: witnesses of the descriptor that have signed that checkpoint now.
    /// - Throws: `CosignatureRefusal`, `NoCheckpoint`, `StoreError`.
    func takeCosignature(_ line: String, size: UInt64) async throws -> Int {
        guard let text = try await store.checkpoint(at: size) else { throw NoCheckpoint() }
        let note = try SignedNote([UInt8](text.utf8))
        let taken = try WitnessLine(line, under: note.text, by: try await known(), latest: latestCosignature)
        return try await put([taken], under: size)
    }

    /// Puts verified lines under the checkpoint of this size.
    ///
    /// - Returns: see `takeCosignature`.
    func put(_ lines: [WitnessLine], under size: UInt64) async throws -> Int {
        let text = try await store.replaceCheckpoint(size: size) { text in
            let note = try SignedNote([UInt8](text.utf8))
            return String(
                decoding: try note.cosigned(by: lines, limit: longestCheckpoint).bytes, as: UTF8.self)
        }
        state.showCosignatures()
        // Where the public files cannot be written the next close tells, and writes them.
        try? await publisher.write()
        let witnesses = try state.site.descriptor.witnessKeys()
        return try SignedNote([UInt8](text.utf8)).witnesses(among: witnesses).count
    }

    /// The descriptor's witnesses, in its order, then those of seven days ago: sources ask for these that long.
    func known() async throws -> [VerifierKey] {
        let witnesses = try state.site.descriptor.witnessKeys()
        let before = try await state.lookedAt(state.site).standing.descriptor.witnessKeys()
        return witnesses + before.filter { !witnesses.contains($0) }
    }

    /// POSIX seconds: clocks may differ by ten minutes.
    ///
    /// A cosignature from the future would outlast all others.
    var latestCosignature: UInt64 { state.now().plus(600) }
}

/// Nothing of that size was published.
struct NoCheckpoint: Error, Equatable {}

/// Bytes: the schema's bound of a checkpoint.
///
/// A log's line and sixteen witnesses' of the longest names fit.
private let longestCheckpoint = 6_144
