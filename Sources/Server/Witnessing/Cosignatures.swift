import AuditLog
import RPC
import Storage
import TransparencyLog
import Wire

// Cosignatures, whoever brings them: a witness that was asked, or a reviewer who verified.
extension Node {
    /// Puts a cosignature under a published checkpoint and shows it to everybody.
    ///
    /// The same line again changes nothing; of several by one witness the newest is kept.
    ///
    /// - Parameters:
    ///   - line: a signature line of a note, without its LF.
    ///   - size: of the checkpoint that it must be under.
    /// - Returns: witnesses of the descriptor that have signed that checkpoint now.
    func takeCosignature(_ line: String, size: UInt64) async throws(RPCError) -> Int {
        try await answering {
            let note = try await checkpoint(at: size)
            let (known, latest) = (try witnesses(), latestCosignature)
            let taken: WitnessLine
            do throws(CosignatureRefusal) {
                taken = try WitnessLine(line, under: note.text, by: known, latest: latest)
            } catch {
                throw RPCError(error)
            }
            return try await put([taken], under: size)
        }
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
        await showCosignatures()
        return try SignedNote([UInt8](text.utf8)).witnesses(among: try witnesses()).count
    }

    /// The descriptor's witnesses, in its order.
    func witnesses() throws(RPCError) -> [VerifierKey] {
        do { return try site.descriptor.witnessKeys() } catch { throw RPCError(.internal, "") }
    }

    /// POSIX seconds: clocks may differ by ten minutes. A cosignature from the future would outlast all others.
    var latestCosignature: UInt64 { now() + 600 }

    private func checkpoint(at size: UInt64) async throws -> SignedNote {
        guard let text = try await store.checkpoint(at: size) else {
            throw RPCError(.notFound, "no checkpoint of this size", field: "Cosigned.size")
        }
        return try SignedNote([UInt8](text.utf8))
    }
}

/// Bytes: the schema's bound of a checkpoint. A log's line and sixteen witnesses' of the longest names fit.
private let longestCheckpoint = 6_144

extension RPCError {
    init(_ refusal: CosignatureRefusal) {
        switch refusal {
        case .malformed, .timestamp: self.init(.invalidArgument, "\(refusal)", field: "Cosigned.line")
        case .unknownWitness: self.init(.permissionDenied, "\(refusal)", field: "Cosigned.line")
        case .invalid: self.init(.failedPrecondition, "\(refusal)", field: "Cosigned.line")
        case .tooLong(let limit):
            self.init(.resourceExhausted, "\(refusal)", field: "Cosigned.line", limit: UInt64(limit))
        }
    }
}
