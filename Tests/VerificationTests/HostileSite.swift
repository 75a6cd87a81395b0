import AuditLog
import Keys
import RPC
@testable import Review
import Sealing
import Synchronization
import TestSupport
import Testing
import TransparencyLog
@testable import Verification
import Wire

/// A site in this process that shows itself rightly and then does what it is told to.
final class HostileSite: Sendable {
    typealias Entries = @Sendable (EntriesRequest, HostileReplies<Wire.EntryBundle>) async throws -> Void
    typealias Openings = @Sendable (HostileReplies<OpenedEntry>) async throws -> Void
    typealias Chunks = @Sendable (HostileReplies<EnvelopeChunk>) async throws -> Void

    let sample: SampleReview
    private let site: SampleReviewSite
    private let entries: Entries?
    private let openings: Openings?
    private let chunks: Chunks?
    private let proof: [Hash]
    /// Messages that went out.
    let sent = Mutex(0)

    init(
        _ sample: SampleReview, entries: Entries? = nil, openings: Openings? = nil, chunks: Chunks? = nil,
        proof: [Hash] = []
    ) throws {
        self.sample = sample
        site = try SampleReviewSite(sample)
        self.entries = entries
        self.openings = openings
        self.chunks = chunks
        self.proof = proof
    }

    func connect() async throws -> SiteConnection {
        let connection = try await connectInMemory { _ in HostileServices(site: self).all }
        _ = try await connection.source.exchange(.site(SiteRequest()))
        return SiteConnection(connection: connection, site: site.trusted)
    }

    /// Verifies it as far as a key allows.
    func verify(
        _ key: KeyFile? = nil, note: [UInt8]? = nil, progressTimeout: Duration = .seconds(60)
    ) async throws -> VerifyOutcome {
        let connection = try await connect()
        let source =
            if let key {
                SiteLog(try await ReviewSession.open(connection, key: key), progressTimeout: progressTimeout)
            } else {
                SiteLog(connection, progressTimeout: progressTimeout)
            }
        return try await VerifyRun(
            source: HostileView(base: source, note: note ?? source.checkpoint()), pins: try sample.pins,
            key: key
        ).run(kept: nil)
    }

    /// A checkpoint of the log's own key over whatever it likes.
    func note(size: UInt64) throws -> [UInt8] {
        try Checkpoint(origin: sample.origin, size: size, root: sha256([1]))
            .signed(by: NoteSigner(name: sample.origin, key: sample.log)).bytes
    }

    fileprivate func serve(_ request: EntriesRequest, _ replies: Replies<Wire.EntryBundle>) async throws {
        let replies = HostileReplies(replies, self)
        if let entries { return try await entries(request, replies) }
        for first in stride(from: request.first, to: request.end, by: 256) {
            let part = sample.entries[Int(first)..<Int(first) + 256]
            try await replies.send(
                Wire.EntryBundle(first: first, bundle: try TransparencyLog.EntryBundle.encode(part)))
        }
    }

    fileprivate func serve(_ replies: Replies<OpenedEntry>) async throws {
        let replies = HostileReplies(replies, self)
        if let openings { return try await openings(replies) }
        for opened in sample.openings(for: .agency("bawaslu")) { try await replies.send(opened) }
    }

    fileprivate func serve(_ hash: Hash, _ replies: Replies<EnvelopeChunk>) async throws {
        let replies = HostileReplies(replies, self)
        if let chunks { return try await chunks(replies) }
        let bytes = sample.envelopes[hash] ?? [0]
        for first in stride(from: 0, to: bytes.count, by: 60_000) {
            let part = bytes[first..<min(first + 60_000, bytes.count)]
            try await replies.send(EnvelopeChunk(data: Array(part)))
        }
    }

    fileprivate var hashes: [Hash] { proof }
    fileprivate var reply: SiteReply { site.reply }
}

/// Counts what goes out.
struct HostileReplies<Reply: WireMessage>: Sendable {
    private let replies: Replies<Reply>
    private let site: HostileSite

    init(_ replies: Replies<Reply>, _ site: HostileSite) {
        self.replies = replies
        self.site = site
    }

    func send(_ reply: Reply) async throws {
        try await replies.send(reply)
        site.sent.withLock { $0 += 1 }
    }
}

/// A site's log under another checkpoint.
struct HostileView: LogSource {
    let base: SiteLog
    let note: [UInt8]

    var isRemote: Bool { true }
    var envelopeLimit: UInt64 { base.envelopeLimit }

    func checkpoint() -> [UInt8] { note }
    func entries(from first: UInt64, to end: UInt64) -> any LogReader<[LogPiece]> {
        base.entries(from: first, to: end)
    }
    func openings(from first: UInt64) -> any LogReader<OpenedEntry> { base.openings(from: first) }
    func envelope(_ hash: Hash) -> any LogReader<[UInt8]> { base.envelope(hash) }
    func consistency(from old: UInt64, to new: UInt64) async throws(LogSourceError) -> [Hash] {
        try await base.consistency(from: old, to: new)
    }
    func inclusion(of index: UInt64, in size: UInt64) async throws(LogSourceError) -> [Hash] {
        try await base.inclusion(of: index, in: size)
    }
}

private func running(_ body: () async throws -> Void) async throws(RPCError) {
    do { try await body() } catch {
        throw (error as? RPCError) ?? RPCError(.internal, "")
    }
}

private struct HostileServices: RefusingServices {
    let site: HostileSite

    func exchange(_ request: ExchangeRequest) async -> ExchangeReply {
        ExchangeReply(more: false, result: .site(site.reply))
    }

    func entries(_ request: EntriesRequest, _ replies: Replies<Wire.EntryBundle>) async throws(RPCError) {
        try await running { try await site.serve(request, replies) }
    }
    func openings(_ request: OpeningsRequest, _ replies: Replies<OpenedEntry>) async throws(RPCError) {
        try await running { try await site.serve(replies) }
    }
    func envelope(_ request: EnvelopeRequest, _ replies: Replies<EnvelopeChunk>) async throws(RPCError) {
        try await running { try await site.serve(request.envelope, replies) }
    }
    func consistency(_ request: ConsistencyRequest) async throws(RPCError) -> Proof {
        Proof(hashes: site.hashes)
    }
    func authenticate(_ request: Authentication) async throws(RPCError) -> Authenticated {
        let agency = site.sample.agencies.first { $0.act.publicKey == request.key }
        return Authenticated(agency: agency?.code ?? "")
    }
}
