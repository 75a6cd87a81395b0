import RPC
import TransparencyLog
import Wire

extension Node {
    /// Takes a cosignature that a reviewer brings.
    ///
    /// - Returns: see `Witnesses.takeCosignature`.
    func takeCosignature(_ line: String, size: UInt64) async throws(RPCError) -> Int {
        try await answering {
            do {
                return try await witnesses.takeCosignature(line, size: size)
            } catch let refusal as CosignatureRefusal {
                throw RPCError(refusal)
            } catch is NoCheckpoint {
                throw RPCError(.notFound, "no checkpoint of this size", field: "Cosigned.size")
            }
        }
    }
}

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
