package import AuditLog
package import Keys
package import RPC
package import Sealing
package import Synchronization
import TransparencyLog
package import Verification
package import Wire

/// A site in this process that serves a sample's log to everybody and its records to those who authenticate.
package final class SampleReviewSite: Sendable {
    package struct Content: Sendable {
        package var entries: [[UInt8]]
        package var openings: [OpenedEntry]
        package var envelopes: [Hash: [UInt8]]
        package var staged: [Promised] = []
        /// What is staged is published once somebody has asked for it.
        package var publishesWhatIsStaged = false
        package var asked: [Question] = []
        package var acted: [Act] = []
        /// Every request of an act, those whose answers got lost among them.
        package var requests: [ActRequest] = []
        package var notes: [Note] = []
        /// Acts that are staged, and whose callers hear nothing.
        package var losesAnswers = 0
        /// What every act is refused with.
        package var actRefusal: RPCError?
        /// Promises another act than the one handed in.
        package var changesActs = false
        /// Promises are signed by a key of somebody else's.
        package var hasStrangePromises = false
        /// The newest checkpoint.
        package var note: [UInt8] = []
        /// Envelopes that were asked for, from which byte on.
        package var fetched: [(envelope: Hash, offset: UInt64)] = []
        /// Entries from which on openings were asked for.
        package var openingsAsked: [UInt64] = []
        /// Refuses a question under a number that was asked with, and an act under one that the log has.
        package var takesNoCounterTwice = false
        /// Bytes of envelopes that are still given before every such call breaks; nil gives all.
        package var envelopeBytes: Int?
        /// Entries from which on entries were asked for.
        package var entriesAsked: [UInt64] = []
        /// Connections that were made.
        package var connections = 0
        /// Streamed messages behind which a connection breaks, and another may follow; nil breaks none.
        package var messagesOfConnection: Int?
        /// Whether it says itself that nobody gets entries.
        package var refusesEntries = false
        /// Why there is no further connection; nil where there is one.
        package var refusal: SiteError?
    }

    package let content: Mutex<Content>
    package let trusted: TrustedSite
    /// Agencies by their act keys.
    package let callers: [PublicKey: AgencyCode]
    package let promise: SigningKey
    package let reply: SiteReply

    package init(_ sample: SampleReview) throws {
        content = Mutex(
            Content(entries: sample.entries, openings: sample.openings, envelopes: sample.envelopes))
        let newest = try required(sample.notes.last)
        content.withLock { $0.note = newest }
        promise = sample.promise
        callers = Dictionary(uniqueKeysWithValues: sample.agencies.map { ($0.act.publicKey, $0.code) })
        let last = try Entry(decoding: try required(sample.entries.last))
        guard case .epoch(let epoch) = last.body else { throw Missing() }
        var reader = LeafHashReader(leaves: sample.entries.map { MerkleTree.leafHash($0) })
        let size = UInt64(sample.entries.count)
        let proof = try InclusionProof(index: size - 1, size: size, reader: &reader)
        let note = try required(sample.notes.last)
        reply = SiteReply(
            descriptor: sample.descriptor, keys: sample.cards.map(\.keys),
            checkpoint: String(decoding: note, as: UTF8.self), epoch: epoch, previous: last.previous,
            proof: proof.path, channel: nil, work: .none)
        trusted = try TrustedSite(
            reply: reply, fingerprint: sample.fingerprint, tlsKey: Hash(), now: SampleReview.t0)
    }

    package func connect() async throws -> SiteConnection {
        let limit = content.withLock { content in
            content.connections += 1
            return content.messagesOfConnection
        }
        let cable = Cable(limit)
        let connection = try await connectInMemory { peer in
            ReviewVisit(site: self, exporter: peer.exporter, cable: cable).all
        }
        _ = try await connection.source.exchange(.site(SiteRequest()))
        let again: SiteConnection.Again = { [self] () async throws(VerificationError) in try await next() }
        return SiteConnection(connection: connection, site: trusted, again: limit == nil ? nil : again)
    }

    private func next() async throws(VerificationError) -> SiteConnection {
        if let refusal = content.withLock({ $0.refusal }) {
            content.withLock { $0.connections += 1 }
            throw .site(refusal)
        }
        do { return try await connect() } catch { throw .site(.broken) }
    }

    package func session(_ key: KeyFile) async throws -> ReviewSession {
        try await ReviewSession.open(try await connect(), key: key)
    }
}

/// What carries a connection, for as many streamed messages as it lasts.
private final class Cable: Sendable {
    private let left: Mutex<Int?>

    init(_ messages: Int?) { left = Mutex(messages) }

    func carry() async throws(RPCError) {
        let breaks = left.withLock { left in
            left = left.map { $0 - 1 }
            return left ?? 0 < 0
        }
        guard breaks else { return }
        // What was sent arrives: the first who hears of the end closes the connection for all.
        try? await Task.sleep(for: .milliseconds(100))
        throw RPCError(.unavailable, "cut")
    }
}

/// What one connection is told.
private final class ReviewVisit: RefusingServices {
    private let site: SampleReviewSite
    private let exporter: [UInt8]
    private let cable: Cable
    private let caller = Mutex<AuditLevel?>(nil)

    init(site: SampleReviewSite, exporter: [UInt8], cable: Cable) {
        self.site = site
        self.cable = cable
        self.exporter = exporter
    }

    func exchange(_ request: ExchangeRequest) async -> ExchangeReply {
        ExchangeReply(more: false, result: .site(site.reply))
    }

    func checkpoint(_ request: CheckpointRequest) async throws(RPCError) -> CheckpointReply {
        CheckpointReply(checkpoint: String(decoding: site.content.withLock { $0.note }, as: UTF8.self))
    }

    /// In portions of 100, so that they never fit bundles.
    func entries(_ request: EntriesRequest, _ replies: Replies<Wire.EntryBundle>) async throws(RPCError) {
        let (entries, isRefused) = site.content.withLock { content in
            content.entriesAsked.append(request.first)
            return (content.entries, content.refusesEntries)
        }
        if isRefused { throw RPCError(.permissionDenied, "entries") }
        let end = min(Int(request.end), entries.count)
        for first in stride(from: Int(request.first), to: end, by: 100) {
            let part = entries[first..<min(first + 100, end)]
            let bundle = (try? TransparencyLog.EntryBundle.encode(part)) ?? []
            try await cable.carry()
            try await replies.send(Wire.EntryBundle(first: UInt64(first), bundle: bundle))
        }
    }

    func inclusion(_ request: InclusionRequest) async throws(RPCError) -> Proof {
        var reader = reader(request.size)
        let proof = try? InclusionProof(index: request.index, size: request.size, reader: &reader)
        return Proof(hashes: proof?.path ?? [])
    }

    func consistency(_ request: ConsistencyRequest) async throws(RPCError) -> Proof {
        var reader = reader(request.size)
        let proof = try? ConsistencyProof(from: request.oldSize, to: request.size, reader: &reader)
        return Proof(hashes: proof?.path ?? [])
    }

    private func reader(_ size: UInt64) -> LeafHashReader {
        LeafHashReader(
            leaves: site.content.withLock { $0.entries.prefix(Int(size)).map { MerkleTree.leafHash($0) } })
    }

    func authenticate(_ request: Authentication) async throws(RPCError) -> Authenticated {
        let trusted = site.trusted
        guard let exporter = FixedBytes<32>(exporter),
            request.isValid(origin: trusted.descriptor.origin, root: trusted.fingerprint, exporter: exporter)
        else { throw RPCError(.unauthenticated, "signature") }
        switch request.role {
        case .reviewer:
            guard let code = site.callers[request.key] else { throw RPCError(.unauthenticated, "key") }
            caller.withLock { $0 = .agency(code) }
            return Authenticated(agency: code)
        case .auditor:
            guard request.key == trusted.descriptor.auditor?.key else {
                throw RPCError(.unauthenticated, "key")
            }
            caller.withLock { $0 = .auditor }
            return Authenticated(agency: "")
        case .source: throw RPCError(.unauthenticated, "role")
        }
    }

    func openings(_ request: OpeningsRequest, _ replies: Replies<OpenedEntry>) async throws(RPCError) {
        guard let level = caller.withLock({ $0 }) else { throw RPCError(.unauthenticated, "") }
        site.content.withLock { $0.openingsAsked.append(request.first) }
        for opened in site.content.withLock({ $0.openings }) where opened.index >= request.first {
            if case .agency(let code) = level, !opened.opening.record.body.agencies.contains(code) {
                continue
            }
            try await cable.carry()
            try await replies.send(opened)
        }
    }

    func envelope(_ request: EnvelopeRequest, _ replies: Replies<EnvelopeChunk>) async throws(RPCError) {
        guard case .agency = caller.withLock({ $0 }) else { throw RPCError(.permissionDenied, "") }
        guard let bytes = site.content.withLock({ $0.envelopes[request.envelope] }) else {
            throw RPCError(.notFound, "envelope")
        }
        site.content.withLock { $0.fetched.append((request.envelope, request.offset)) }
        for first in stride(from: Int(request.offset), to: bytes.count, by: 10_000) {
            let part = Array(bytes[first..<min(first + 10_000, bytes.count)])
            let isCut = site.content.withLock { content in
                guard let left = content.envelopeBytes else { return false }
                content.envelopeBytes = max(0, left - part.count)
                return left < part.count
            }
            if isCut { throw RPCError(.unavailable, "cut") }
            try await cable.carry()
            try await replies.send(EnvelopeChunk(data: part))
        }
    }

    func ask(_ request: Question) async throws(RPCError) -> Promised {
        guard case .agency(let code) = caller.withLock({ $0 }) else { throw RPCError(.permissionDenied, "") }
        let isTaken = site.content.withLock { content in
            content.takesNoCounterTwice && content.asked.contains { $0.counter == request.counter }
        }
        if isTaken { throw RPCError(.aborted, "counter") }
        let record = Record(
            format: 1,
            body: .messagePosted(
                MessagePosted(
                    agencies: [code], report: request.report, direction: .question, agency: code,
                    counter: request.counter,
                    envelope: sha256(request.envelope))))
        let promised = try promised(record)
        site.content.withLock { $0.asked.append(request) }
        return promised
    }

    func act(_ request: ActRequest) async throws(RPCError) -> Promised {
        guard case .agency = caller.withLock({ $0 }) else { throw RPCError(.permissionDenied, "") }
        let (refusal, changes, openings) = site.content.withLock {
            ($0.actRefusal, $0.changesActs, $0.openings)
        }
        if let refusal { throw refusal }
        let isLost = site.content.withLock { content in
            content.requests.append(request)
            guard content.losesAnswers > 0 else { return false }
            content.losesAnswers -= 1
            return true
        }
        let known = site.content.withLock { $0.staged }.first { promised in
            if case .act(let recorded) = promised.opening.record.body {
                recorded.act == request.act
            } else {
                false
            }
        }
        let isTaken =
            known == nil
            && site.content.withLock { content in
                content.takesNoCounterTwice
                    && content.openings.contains { opened in
                        guard case .act(let recorded) = opened.opening.record.body else { return false }
                        return recorded.act.report == request.act.report
                            && recorded.act.agency == request.act.agency
                            && recorded.act.counter == request.act.counter
                    }
            }
        guard !isTaken else { throw RPCError(.aborted, "counter") }
        if let known {
            guard !isLost else { throw RPCError(.unavailable, "lost") }
            return known
        }
        var agencies: [AgencyCode] = []
        for opened in openings where (try? Commitment.of(opened.opening)) == request.act.report {
            if case .reportReceived(let received) = opened.opening.record.body {
                agencies = received.agencies
            }
        }
        var act = request.act
        if changes { act.state = .closed }
        let promised = try promised(
            Record(format: 1, body: .act(ActRecorded(agencies: agencies, act: act))))
        site.content.withLock { $0.acted.append(request.act) }
        guard !isLost else { throw RPCError(.unavailable, "lost") }
        return promised
    }

    func note(_ request: Note) async throws(RPCError) -> Promised {
        guard case .agency(let code) = caller.withLock({ $0 }) else { throw RPCError(.permissionDenied, "") }
        let promised = try promised(
            Record(
                format: 1,
                body: .messagePosted(
                    MessagePosted(
                        agencies: site.trusted.descriptor.agencies.map { $0.code }, report: request.report,
                        direction: .note, agency: code, counter: request.counter,
                        envelope: sha256(request.envelope)))))
        site.content.withLock { $0.notes.append(request) }
        return promised
    }

    /// Stages a record and promises it for `SampleReview.promised`.
    private func promised(_ record: Record) throws(RPCError) -> Promised {
        let opening = Opening(nonce: Nonce(), record: record)
        let isStrange = site.content.withLock { $0.hasStrangePromises }
        guard let key = isStrange ? try? SigningKey(seed: FixedBytes()) : site.promise,
            let commitment = try? Commitment.of(opening),
            let promise = try? Promise(
                format: 1, origin: site.trusted.descriptor.origin, commitment: commitment,
                epoch: SampleReview.promised,
                signature: Signature()
            ).signed(by: key, origin: site.trusted.descriptor.origin)
        else { throw RPCError(.internal, "") }
        let promised = Promised(promise: promise, opening: opening)
        site.content.withLock { $0.staged.append(promised) }
        return promised
    }

    func staged(_ request: StagedRequest, _ replies: Replies<Promised>) async throws(RPCError) {
        let staged = site.content.withLock { content in
            defer { if content.publishesWhatIsStaged { content.staged = [] } }
            return content.staged
        }
        for promised in staged { try await replies.send(promised) }
    }
}
