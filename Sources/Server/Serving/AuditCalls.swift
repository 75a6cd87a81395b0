import RPC
import Storage
import TransparencyLog
import Wire

/// The log for anyone.
///
/// Nothing that is not published is ever answered.
struct AuditCalls: AuditService {
    let node: Node

    func checkpoint(_ request: CheckpointRequest) async throws(RPCError) -> CheckpointReply {
        CheckpointReply(checkpoint: node.site.reply.checkpoint)
    }

    func tile(_ request: TileRequest) async throws(RPCError) -> TileReply {
        guard
            let tile = Tile(
                kind: .hashes(level: Int(request.level)), index: request.index, width: Int(request.width))
        else { throw RPCError(.invalidArgument, "no such tile", field: "TileRequest.width", limit: 256) }
        return try await answering { TileReply(hashes: try await node.store.tile(tile)) }
    }

    func entries(_ request: EntriesRequest, _ replies: Replies<Wire.EntryBundle>) async throws(RPCError) {
        let size = node.site.size
        guard request.first <= request.end, request.end <= size else {
            throw RPCError(.outOfRange, "beyond what is published", field: "EntriesRequest.end", limit: size)
        }
        try await answering {
            var index = request.first
            while index < request.end {
                try await replies.ready()
                let bundle = try await node.store.bundle(index / 256)
                let ranges = try unsafe TransparencyLog.EntryBundle.ranges(in: bundle.span.bytes, count: 256)
                let last = min(256, request.end.less(index / 256 * 256))
                var part = Wire.EntryBundle(first: index, bundle: [])
                for range in ranges[Int(index % 256)..<Int(last)] {
                    // With the two bytes of its length before it.
                    let bytes = bundle[range.lowerBound - 2..<range.upperBound]
                    if part.bundle.count + bytes.count > Self.longestBundle {
                        try await replies.send(part)
                        part = Wire.EntryBundle(first: index, bundle: [])
                    }
                    part.bundle += bytes
                    index += 1
                }
                try await replies.send(part)
            }
        }
    }

    func inclusion(_ request: InclusionRequest) async throws(RPCError) -> Proof {
        try await proof { () throws(ProofError) in
            try ProofPlan.inclusion(of: request.index, in: request.size)
        }
    }

    func consistency(_ request: ConsistencyRequest) async throws(RPCError) -> Proof {
        try await proof { () throws(ProofError) in
            try ProofPlan.consistency(from: request.oldSize, to: request.size)
        }
    }

    private func proof(_ plan: () throws(ProofError) -> ProofPlan) async throws(RPCError) -> Proof {
        let made: ProofPlan
        do {
            made = try plan()
        } catch {
            throw RPCError(.invalidArgument, "no such proof: \(error)")
        }
        return try await answering { Proof(hashes: try await node.store.proof(made)) }
    }

    private static let longestBundle = 98_304
}
