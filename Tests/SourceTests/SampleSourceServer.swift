import AuditLog
import Console
import Keys
import RPC
import Review
import Synchronization
import TLS
import TestSupport
import Testing
import Verification
import Wire

/// A small site that answers sources over real TLS, as Protocol/README.md section 8 says, and can be told to
/// misbehave.
final class SampleSourceServer: Sendable {
    /// What goes wrong, and how often yet.
    struct Faults {
        /// Submissions that are stored and whose connection then breaks.
        var breaksAfterSubmit = 0
        /// Upload chunks after which an upload breaks, one for each upload.
        var uploadBreaks: [Int] = []
        /// What the promise says instead.
        var promise: (@Sendable (Promised) -> Promised)?
        /// What an upload is said to have instead.
        var offset: UInt64?
        /// Published between the first visit and the second.
        var joins: AgencyCode?
        /// Which of all requests for the site finds another identity of its second agency, and everything behind it.
        var replacesAt: Int?
        /// Done when a report is promised.
        var afterSubmit: (@Sendable () -> Void)?
        var refusal: Status?
        var replyRefusal: Status?
        /// What an upload is told that would begin, and how often.
        var uploadRefusal: (status: Status, times: Int)?
        /// Cells that are answered; at every later one the connection breaks.
        var answers: Int?
        /// What an inbox says instead.
        var inbox: (@Sendable (inout InboxReport) -> Void)?
    }

    struct State {
        var site: SampleSourceSite
        /// What the second cell of a look is answered with.
        var witnessed: WitnessedReply?
        var faults = Faults()
        /// Replies that were taken, by their agencies.
        var replies: [AgencyCode: UInt32] = [:]
        /// The cells that brought them.
        var taken: [Reply] = []
        /// Published messages in the order in which they are shown.
        var items: [InboxMessage] = []
        var listener: Listener?
        var requests: [ExchangeKind] = []
        var submits: [Submit] = []
        var promised: [PublicKey: (submit: Submit, promised: Promised)] = [:]
        var uploads: [Nonce: [UInt8]] = [:]
        var counters: [Nonce: UInt32] = [:]
        var begunUploads = 0
        var resumedAt: [UInt64] = []
        var supplements: [Promised] = []
    }

    let state: Mutex<State>
    private let identity: TLSIdentity
    private let random = SampleBytes(77)
    let link: SiteLink

    private init(_ identity: TLSIdentity, _ site: SampleSourceSite, _ listener: Listener) {
        self.identity = identity
        link = SiteLink(host: "127.0.0.1", port: UInt16(listener.port), fingerprint: site.fingerprint)
        state = Mutex(State(site: site, listener: listener))
    }

    static func start(
        _ faults: Faults = Faults(), options: ListenerOptions = ListenerOptions()
    ) async throws -> SampleSourceServer {
        let identity = try TLSIdentity.generate()
        let site = try SampleSourceSite(tlsKey: Hash(identity.spkiHash) ?? Hash())
        let owner = Mutex<SampleSourceServer?>(nil)
        let listener = try await Listener.bind(identity: identity, options: options) { peer in
            owner.withLock { $0 }.map { $0.services(peer) } ?? RefusesAll().all
        }
        let server = SampleSourceServer(identity, site, listener)
        server.state.withLock { $0.faults = faults }
        owner.withLock { $0 = server }
        return server
    }

    func stop() async {
        let listener = state.withLock { $0.listener }
        await listener?.drain(within: .zero)
    }

    /// Whether nobody is connected, so that nothing more comes by itself.
    var isIdle: Bool {
        state.withLock { $0.listener.map { $0.connections == 0 && $0.runningCalls == 0 } ?? true }
    }

    private func services(_ peer: Peer) -> Services {
        SourceServices(server: self, exporter: FixedBytes<32>(peer.exporter) ?? FixedBytes()).all
    }

    /// Listens anew on the same port, then lets the old connections break.
    func breakConnections() async throws {
        guard let old = state.withLock({ $0.listener }) else { return }
        let draining = Task { await old.drain(within: .milliseconds(300)) }
        try await listenAgain()
        _ = draining
    }

    /// Listens on the same port, as soon as it is free.
    func listenAgain() async throws {
        for _ in 0..<100 {
            let options = ListenerOptions(port: Int(link.port))
            if let listener = try? await Listener.bind(
                identity: identity, options: options, services: services)
            {
                state.withLock { $0.listener = listener }
                break
            }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    /// `wait` is called instead of waiting.
    func environment(
        _ script: SampleScript = SampleScript(), isInteractive: Bool = false,
        now: UInt64 = SampleSourceSite.now, wait: @escaping @Sendable (UInt64) async -> Void = { _ in }
    ) -> Environment {
        Environment(
            now: { now }, random: { [random] in random($0) }, wait: wait,
            dialogue: script.dialogue(isInteractive: isInteractive))
    }

    /// At no pace: the cells' times have tests of their own.
    var address: SiteAddress {
        var address = SiteAddress(link: link)
        address.pace = VisitPace(step: .zero, departure: 0)
        return address
    }

    /// The same over a network that can break, by somebody who does not wait long for it.
    func address(over relay: Relay) -> SiteAddress {
        var address = address
        address.link = SiteLink(host: "127.0.0.1", port: relay.port, fingerprint: link.fingerprint)
        address.dialTimeout = .milliseconds(1_500)
        (address.limits.pingInterval, address.limits.pongTimeout) = (150, 450)
        return address
    }
}

private struct SourceServices: RefusingServices {
    let server: SampleSourceServer
    let exporter: FixedBytes<32>

    func exchange(_ request: ExchangeRequest) async -> ExchangeReply {
        let isAnswered = server.state.withLock { state in
            state.requests.append(request.discriminant)
            return state.requests.count <= state.faults.answers ?? .max
        }
        do {
            if !isAnswered {
                try await server.breakConnections()
                try await Task.sleep(for: .seconds(30))
            }
            switch request {
            case .site: return ExchangeReply(more: false, result: .site(try site()))
            case .witnessed:
                return ExchangeReply(
                    more: false,
                    result: .witnessed(
                        try server.state.withLock { try $0.witnessed ?? $0.site.unwitnessed() }))
            case .decoy: return ExchangeReply(more: false, result: .decoy(Decoy()))
            case .submit(let submit):
                if let refusal = server.state.withLock({ $0.faults.refusal }) {
                    return .refused(RPCError(refusal))
                }
                return try await accept(submit)
            case .inbox(let request): return try inbox(request)
            case .reply(let reply):
                if let refusal = server.state.withLock({ $0.faults.replyRefusal }) {
                    return .refused(RPCError(refusal))
                }
                return try self.reply(reply)
            case .reason: return .refused(RPCError(.unimplemented, ""))
            }
        } catch {
            return .refused(RPCError(.internal, "\(error)"))
        }
    }

    private func site() throws -> SiteReply {
        try server.state.withLock { state in
            let asked = state.requests.count { $0 == .site }
            if asked == 2, let code = state.faults.joins {
                let entries = try state.site.join(code)
                try state.site.close(1, entries)
            }
            if asked == state.faults.replacesAt {
                let entries = try state.site.replaceIdentity(of: 1)
                try state.site.close(1, entries)
            }
            return try state.site.reply()
        }
    }

    private func accept(_ submit: Submit) async throws -> ExchangeReply {
        let (promised, breaks) = try server.state.withLock { state in
            state.submits.append(submit)
            guard submit.isSigned(origin: state.site.origin) else {
                throw RPCError(.unauthenticated, "signature")
            }
            guard submit.keySet == (try state.site.trusted().keySet) else {
                throw RPCError(.failedPrecondition, "keys")
            }
            let breaks = state.faults.breaksAfterSubmit > 0
            if breaks { state.faults.breaksAfterSubmit -= 1 }
            if let before = state.promised[submit.mailbox] {
                guard before.submit == submit else { throw RPCError(.alreadyExists, "mailbox") }
                return (before.promised, breaks)
            }
            let body = ReportReceived(agencies: submit.agencies, envelope: sha256(submit.envelope))
            let promised = try state.promise(Record(format: 1, body: .reportReceived(body)))
            state.promised[submit.mailbox] = (submit, promised)
            return (promised, breaks)
        }
        server.state.withLock { $0.faults.afterSubmit }?()
        if breaks {
            try await server.breakConnections()
            try await Task.sleep(for: .seconds(30))
        }
        let change = server.state.withLock { $0.faults.promise }
        return ExchangeReply(more: false, result: .promised(change?(promised) ?? promised))
    }

    /// Takes a reply whose counter is the next one.
    private func reply(_ reply: Reply) throws -> ExchangeReply {
        try server.state.withLock { state in
            guard let (_, report) = state.promised[reply.authentication.key] else {
                return .refused(RPCError(.notFound, "no report"))
            }
            guard reply.counter == state.replies[reply.agency, default: 0] else {
                return .refused(RPCError(.aborted, "counter"))
            }
            state.replies[reply.agency, default: 0] += 1
            state.taken.append(reply)
            let message = MessagePosted(
                agencies: [reply.agency], report: report.promise.commitment, direction: .reply,
                agency: reply.agency, counter: reply.counter, envelope: sha256(reply.envelope))
            let promised = try state.promise(Record(format: 1, body: .messagePosted(message)))
            return ExchangeReply(more: false, result: .promised(promised))
        }
    }

    private func inbox(_ request: InboxRequest) throws -> ExchangeReply {
        try server.state.withLock { state in
            guard
                request.authentication.isValid(
                    origin: state.site.origin, root: state.site.fingerprint, exporter: exporter)
            else { return .refused(RPCError(.unauthenticated, "")) }
            guard let (submit, promised) = state.promised[request.authentication.key] else {
                return .refused(RPCError(.notFound, "no report"))
            }
            if request.item > 0 {
                guard request.item <= state.items.count else {
                    return .refused(RPCError(.notFound, "no such item"))
                }
                return ExchangeReply(
                    more: false, result: .message(state.items[Int(request.item) - 1]))
            }
            let inclusion = try state.site.inclusion(of: promised.promise.commitment)
            var report = InboxReport(
                promised: promised, keySet: submit.keySet, signature: submit.signature,
                inclusion: inclusion, batch: try state.site.batch(of: inclusion?.index), acts: [],
                conversations: promised.opening.record.body.agencies.map { agency in
                    Conversation(
                        agency: agency,
                        questions: UInt32(
                            state.items.count {
                                $0.opening.message.direction == .question
                                    && $0.opening.message.agency == agency
                            }), replies: state.replies[agency, default: 0])
                }, messages: UInt32(state.items.count), supplement: UInt32(state.supplements.count),
                supplements: [],
                erased: nil, older: [])
            state.faults.inbox?(&report)
            return ExchangeReply(more: false, result: .report(report))
        }
    }

    func startUpload(_ request: UploadStart) async throws(RPCError) -> UploadOffset {
        let refusal = server.state.withLock { state in
            state.begunUploads += 1
            guard let refusal = state.faults.uploadRefusal, state.begunUploads <= refusal.times else {
                return Status?.none
            }
            return refusal.status
        }
        if let refusal { throw RPCError(refusal) }
        let offset = server.state.withLock { state -> UInt64? in
            guard
                request.authentication.isValid(
                    origin: state.site.origin, root: state.site.fingerprint, exporter: exporter)
            else { return nil }
            let offset = UInt64(state.uploads[request.upload, default: []].count)
            state.resumedAt.append(offset)
            state.counters[request.upload] = request.counter
            return state.faults.offset ?? offset
        }
        guard let offset else { throw RPCError(.unauthenticated, "") }
        return UploadOffset(offset: offset)
    }

    func upload(_ requests: Requests<UploadChunk>) async throws(RPCError) -> Promised {
        let limit = server.state.withLock { state in
            state.faults.uploadBreaks.isEmpty ? nil : state.faults.uploadBreaks.removeFirst()
        }
        var count = 0
        var (name, end) = (Nonce(), Hash?.none)
        while let chunk = try await requests.next() {
            (name, end) = (chunk.upload, chunk.envelope.first)
            let arrived = server.state.withLock { UInt64($0.uploads[name, default: []].count) }
            guard arrived == chunk.offset else { throw RPCError(.outOfRange, "offset") }
            server.state.withLock { $0.uploads[name, default: []] += chunk.data }
            count += 1
            if count == limit { throw RPCError(.unavailable, "broken") }
        }
        let (upload, hash) = (name, end)
        let promised = try? server.state.withLock { state in
            guard let report = state.promised.values.first, let hash,
                sha256(state.uploads[upload] ?? []) == hash
            else { throw Missing() }
            let message = MessagePosted(
                agencies: report.submit.agencies, report: report.promised.promise.commitment,
                direction: .supplement, agency: "", counter: state.counters[upload] ?? 0, envelope: hash)
            let promised = try state.promise(Record(format: 1, body: .messagePosted(message)))
            state.supplements.append(promised)
            return state.faults.promise?(promised) ?? promised
        }
        guard let promised else { throw RPCError(.invalidArgument, "hash") }
        return promised
    }
}

extension SampleSourceServer.State {
    func promise(_ record: Record) throws -> Promised {
        let opening = Opening(nonce: site.random.hash(), record: record)
        // Never one that is published already.
        let epoch = max(2, (site.state.lastEpoch?.number ?? 0) + 1)
        return Promised(promise: try site.promise(Commitment.of(opening), epoch: epoch), opening: opening)
    }
}

extension ListenerOptions {
    /// Of a server that lets go soon of who says nothing.
    static var impatient: ListenerOptions {
        var options = ListenerOptions(handshakeTimeout: .seconds(2))
        options.limits.idle = 2_000
        return options
    }
}
