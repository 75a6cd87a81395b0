import RPC
import Synchronization
import TestSupport
import Wire

/// The real protocols with canned answers, and what tests want to know about their calls.
final class SampleServices: SourceService, UploadService, AuditService, ReviewService {
    private struct Seen {
        var sent = 0
        var taken = 0
        var cancelled = 0
    }

    private let seen = Mutex(Seen())
    let peer: Peer?
    /// How long a decoy's answer takes.
    let thinking: Duration
    /// Whether uploads wait for the end of time before the first chunk.
    let neverReads: Bool
    /// Bytes of each bundle.
    let bundle: Int

    init(_ peer: Peer? = nil, thinking: Duration = .zero, neverReads: Bool = false, bundle: Int = 65_536) {
        self.peer = peer
        self.thinking = thinking
        self.neverReads = neverReads
        self.bundle = bundle
    }

    /// Replies that were accepted for sending.
    var sent: Int { seen.withLock { $0.sent } }
    /// Bytes of uploads.
    var taken: Int { seen.withLock { $0.taken } }
    /// Calls that were told to stop.
    var cancelled: Int { seen.withLock { $0.cancelled } }

    var all: Services { Services(source: self, upload: self, audit: self, review: self) }

    func exchange(_ request: ExchangeRequest) async -> ExchangeReply {
        switch request {
        case .site: return sampleSite
        case .decoy:
            try? await Task.sleep(for: thinking)
            return ExchangeReply(more: true, result: .decoy(Decoy()))
        case .inbox, .witnessed, .reason: return .refused(RPCError(.notFound, "no such mailbox"))
        case .submit, .reply: return ExchangeReply(more: false, result: .promised(samplePromised))
        }
    }

    func startUpload(_ request: UploadStart) async throws(RPCError) -> UploadOffset {
        UploadOffset(offset: request.length)
    }

    func upload(_ requests: Requests<UploadChunk>) async throws(RPCError) -> Promised {
        if neverReads { try await pause(.seconds(600)) }
        var total = 0
        while let chunk = try await requests.next() {
            total += chunk.data.count
            seen.withLock { [total] in $0.taken = total }
        }
        var promised = samplePromised
        promised.promise.epoch = UInt64(total)
        return promised
    }

    func checkpoint(_ request: CheckpointRequest) async throws(RPCError) -> CheckpointReply {
        CheckpointReply(checkpoint: "example.org/log\n256\n")
    }

    func tile(_ request: TileRequest) async throws(RPCError) -> TileReply {
        throw RPCError(.outOfRange, "beyond what is published", field: "TileRequest.index", limit: 5)
    }

    func entries(_ request: EntriesRequest, _ replies: Replies<EntryBundle>) async throws(RPCError) {
        let bytes = [UInt8](repeating: 3, count: bundle)
        for index in request.first..<request.end {
            do throws(RPCError) {
                try await replies.send(EntryBundle(first: index, bundle: bytes))
            } catch {
                seen.withLock { $0.cancelled += 1 }
                throw error
            }
            seen.withLock { $0.sent += 1 }
        }
    }

    /// Never answers by itself.
    func inclusion(_ request: InclusionRequest) async throws(RPCError) -> Proof {
        try await pause(.seconds(600))
        return Proof(hashes: [])
    }

    /// Answers after as many milliseconds as `size` says, with more hashes than the schema has room for if
    /// `oldSize` does.
    func consistency(_ request: ConsistencyRequest) async throws(RPCError) -> Proof {
        try await pause(.milliseconds(Int64(request.size)))
        return Proof(hashes: [Hash](repeating: Hash(), count: Int(request.oldSize)))
    }

    func authenticate(_ request: Authentication) async throws(RPCError) -> Authenticated {
        peer?.liftVisitLimit()
        return Authenticated(agency: hex((peer?.exporter ?? []).prefix(16)))
    }

    func openings(_ request: OpeningsRequest, _ replies: Replies<OpenedEntry>) async throws(RPCError) {
        throw RPCError(.unauthenticated, "reviewers only")
    }

    func envelope(_ request: EnvelopeRequest, _ replies: Replies<EnvelopeChunk>) async throws(RPCError) {
        try await replies.send(EnvelopeChunk(data: [1, 2, 3]))
        throw RPCError(.dataLoss, "the rest is gone")
    }

    func supplement(_ request: SupplementRequest, _ replies: Replies<EnvelopeChunk>) async throws(RPCError) {
        throw RPCError(.notFound, "no such supplement")
    }

    func ask(_ request: Question) async throws(RPCError) -> Promised { samplePromised }
    func note(_ request: Note) async throws(RPCError) -> Promised { samplePromised }

    func consent(_ request: Consent) async throws(RPCError) -> Consents {
        Consents(agencies: [request.consent.agency])
    }

    func act(_ request: ActRequest) async throws(RPCError) -> Promised { samplePromised }

    func renewKeys(_ request: AgencyKeys) async throws(RPCError) -> RenewedKeys {
        throw RPCError(.unimplemented, "")
    }

    func cosign(_ request: Cosigned) async throws(RPCError) -> CosignedReply {
        throw RPCError(.unimplemented, "")
    }

    func attest(_ request: Attested) async throws(RPCError) -> AttestedReply {
        throw RPCError(.unimplemented, "")
    }

    func say(_ request: Said) async throws(RPCError) -> SaidReply {
        throw RPCError(.unimplemented, "")
    }

    func staged(_ request: StagedRequest, _ replies: Replies<Promised>) async throws(RPCError) {}

    private func pause(_ time: Duration) async throws(RPCError) {
        do {
            try await Task.sleep(for: time)
        } catch {
            seen.withLock { $0.cancelled += 1 }
            throw RPCError(.cancelled, "cancelled")
        }
    }
}
