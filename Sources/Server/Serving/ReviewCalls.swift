import AuditLog
import Cases
import Keys
import RPC
import Storage
import TransparencyLog
import Wire

/// Agencies and the auditor: their openings, envelopes, questions and acts.
struct ReviewCalls: ReviewService {
    let session: Session

    private var node: Node { session.node }

    func authenticate(_ request: Authentication) async throws(RPCError) -> Authenticated {
        switch try session.authenticate(request) {
        case .agency(let code, _): return Authenticated(agency: code)
        case .auditor: return Authenticated(agency: "")
        case .source: throw RPCError(.unauthenticated, "not a reviewer", field: "Authentication.role")
        }
    }

    func openings(_ request: OpeningsRequest, _ replies: Replies<OpenedEntry>) async throws(RPCError) {
        let reader = try self.reader()
        try await answering {
            var next: UInt64? = request.first
            var isWhole = true
            while let first = next {
                try await replies.ready()
                let page = try await node.store.openings(for: reader, from: first, limit: Self.page)
                for opening in page.openings { try await replies.send(opening) }
                isWhole = isWhole && page.unreadable.isEmpty
                next = page.next
            }
            // Silence would look like having nothing more to open.
            guard isWhole else { throw RPCError(.dataLoss, "a stored record cannot be read") }
        }
    }

    func envelope(_ request: EnvelopeRequest, _ replies: Replies<EnvelopeChunk>) async throws(RPCError) {
        guard case .agency(let code, _) = try session.requireCaller() else { throw notTheirs }
        try await answering {
            // Another agency's is answered as one that there is not.
            guard let envelope = try await node.store.envelope(request.envelope, of: code) else {
                throw RPCError(.notFound, "no such envelope", field: "EnvelopeRequest.envelope")
            }
            guard envelope.length > 0 else { throw RPCError(.notFound, "the envelope was erased") }
            try await node.send(envelope, from: request.offset, to: replies)
        }
    }

    func ask(_ request: Question) async throws(RPCError) -> Promised {
        let (code, _) = try agency()
        try EnvelopeCheck.header(request.envelope, stanzas: 1, field: "Question.envelope")
        return try await answering {
            _ = try await report(request.report, of: code)
            let message = MessagePosted(
                agencies: [code], report: request.report, direction: .question, agency: code,
                counter: request.counter,
                envelope: sha256(request.envelope))
            let record = Record(format: 1, body: .messagePosted(message))
            return try await node.stage(record, as: .act(code), payload: .bytes(request.envelope))
                .promised()
        }
    }

    func note(_ request: Note) async throws(RPCError) -> Promised {
        let (code, _) = try agency()
        try await checkHeader(request.envelope, besides: 0, field: "Note.envelope")
        return try await answering {
            let report = try await report(request.report, of: code)
            let message = MessagePosted(
                agencies: report.agencies, report: request.report, direction: .note, agency: code,
                counter: request.counter, envelope: sha256(request.envelope))
            let record = Record(format: 1, body: .messagePosted(message))
            return try await node.stage(record, as: .act(code), payload: .bytes(request.envelope))
                .promised()
        }
    }

    func act(_ request: ActRequest) async throws(RPCError) -> Promised {
        let (code, key) = try agency()
        try check(request.act, of: code, by: key)
        let reason = try await reason(of: request)
        return try await answering {
            let report = try await report(request.act.report, of: code)
            let record = Record(
                format: 1, body: .act(ActRecorded(agencies: report.agencies, act: request.act)))
            return try await node.stage(
                record, as: .act(code), payload: reason.map { .bytes($0) } ?? .none
            ).promised()
        }
    }

    /// The envelope that the act names, sealed to every agency and to the source; nil where it names none.
    private func reason(of request: ActRequest) async throws(RPCError) -> [UInt8]? {
        guard let hash = request.act.reasonEnvelope else {
            guard request.reason == nil else {
                throw RPCError(
                    .invalidArgument, "an envelope that the act does not name", field: "ActRequest.reason")
            }
            return nil
        }
        guard let envelope = request.reason, sha256(envelope) == hash else {
            throw RPCError(
                .invalidArgument, "not the envelope that the act names", field: "ActRequest.reason")
        }
        try await checkHeader(envelope, besides: 1, field: "ActRequest.reason")
        return envelope
    }

    /// As many stanzas as the site has agencies, or had under one of the descriptors before: who writes without a network does not know
    /// that somebody joined, and hands in the same bytes each time.
    private func checkHeader(
        _ envelope: [UInt8], besides more: Int, field: String
    ) async throws(RPCError) {
        let newest = node.site.descriptor.agencies.count
        do throws(RPCError) {
            try EnvelopeCheck.header(envelope, stanzas: newest + more, field: field)
        } catch {
            for count in try await earlierCounts() where count != newest {
                let isOlder =
                    (try? EnvelopeCheck.header(envelope, stanzas: count + more, field: field)) != nil
                if isOlder { return }
            }
            throw error
        }
    }

    /// How many agencies the newest descriptors before this one named.
    private func earlierCounts() async throws(RPCError) -> Set<Int> {
        try await answering {
            var counts: Set<Int> = []
            let places = try await node.store.publicEntries(
                .site, of: "", below: node.site.size, limit: Self.descriptors)
            for place in places {
                let entry = try Entry(decoding: try await node.store.entry(at: place))
                if case .site(let site) = entry.body { counts.insert(site.agencies.count) }
            }
            return counts
        }
    }

    func consent(_ request: Consent) async throws(RPCError) -> Consents {
        let (code, key) = try agency()
        let consent = request.consent
        guard consent.agency == code else {
            throw RPCError(.permissionDenied, "another agency's consent", field: "ErasureConsent.agency")
        }
        guard consent.signer == key,
            consent.isValid(
                origin: node.store.origin, commitment: request.commitment, cause: .fetchedByAll)
        else {
            throw RPCError(
                .unauthenticated, "not signed by the caller's act key for this record",
                field: "ErasureConsent.signature")
        }
        return try await answering {
            // Another agency's is answered as one that there is not, and as one that is erased.
            guard let held = try await node.store.payload(of: request.commitment, carrying: code) else {
                throw RPCError(.notFound, "no such envelope", field: "Consent.commitment")
            }
            let earliest = node.eraser.consentable(held) ?? .max
            guard node.site.epoch.scheduled >= earliest else {
                throw RPCError(
                    .failedPrecondition, "too early: 30 days behind its epoch at the earliest",
                    field: "Consent.commitment", limit: earliest)
            }
            guard try await node.eraser.mayConsent(code, to: held) else {
                throw RPCError(
                    .failedPrecondition, "the agency's identity is not the one of the record's entry",
                    field: "ErasureConsent.agency")
            }
            let consents = try await node.store.consent(consent, to: request.commitment)
            if consents.map({ $0.agency }) == held.agencies {
                try await node.eraser.stage(held, by: consents)
            }
            return Consents(agencies: consents.map { $0.agency })
        }
    }

    private func check(_ request: Act, of code: AgencyCode, by key: PublicKey) throws(RPCError) {
        let actKeys = node.site.keys.first { $0.agency == code }?.acts ?? []
        let fault = request.fault(
            on: request.report, agencies: [code], origin: node.store.origin,
            isActKey: { $0 == key || actKeys.contains($0) })
        switch fault {
        case nil, .report: break
        case .format:
            throw RPCError(.invalidArgument, "format \(request.format)", field: "Act.format", limit: 1)
        case .agency: throw RPCError(.permissionDenied, "another agency's act", field: "Act.agency")
        case .signer, .signature:
            throw RPCError(.unauthenticated, "not signed by the caller's act key", field: "Act.signature")
        case .second:
            throw RPCError(.unauthenticated, "not signed by a second act key", field: "Act.second")
        }
        guard request.signer == key else {
            throw RPCError(.unauthenticated, "not signed by the caller's act key", field: "Act.signer")
        }
    }

    func renewKeys(_ request: AgencyKeys) async throws(RPCError) -> RenewedKeys {
        let (code, _) = try agency()
        guard request.agency == code else {
            throw RPCError(.permissionDenied, "another agency's keys", field: "AgencyKeys.agency")
        }
        return try await answering {
            // A descriptor that waits is logged with the keys, and before them.
            let descriptor = try await node.store.queuedPublicEntries().site ?? node.site.descriptor
            try KeyRenewalCheck(
                descriptor: descriptor, others: node.site.keys.filter { $0.agency != code }, now: node.now()
            ).check(request)
            guard let epoch = try await node.renew(request) else {
                throw RPCError(
                    .aborted, "other keys of this serial were taken, or these skip one",
                    field: "AgencyKeys.serial")
            }
            return RenewedKeys(epoch: epoch)
        }
    }

    func staged(_ request: StagedRequest, _ replies: Replies<Promised>) async throws(RPCError) {
        let author: String
        switch try session.requireCaller() {
        case .agency(let code, _): author = code
        case .auditor: author = ""
        case .source: throw notTheirs
        }
        try await answering {
            let shown = node.site.epoch.number
            for promised in try await node.store.staged(by: author, behind: shown) {
                try await replies.send(promised)
            }
        }
    }

    func cosign(_ request: Cosigned) async throws(RPCError) -> CosignedReply {
        switch try session.requireCaller() {
        case .agency, .auditor: break
        case .source: throw notTheirs
        }
        let witnesses = try await node.takeCosignature(request.line, size: request.size)
        return CosignedReply(witnesses: UInt8(clamping: witnesses))
    }

    func attest(_ request: Attested) async throws(RPCError) -> AttestedReply {
        guard case .auditor(let key) = try session.requireCaller() else {
            throw RPCError(.permissionDenied, "only the auditor attests")
        }
        let statement = request.attestation
        guard statement.kind == .attestation else {
            throw RPCError(.invalidArgument, "not an attestation", field: "Statement.kind")
        }
        guard statement.signer == key, statement.isSigned(by: key, origin: node.store.origin) else {
            throw RPCError(
                .unauthenticated, "not signed by the auditor's key", field: "Statement.signature")
        }
        guard let attestation = try? Attestation(decoding: statement.body), attestation.format == 1 else {
            throw RPCError(.invalidArgument, "not an attestation of format 1", field: "Statement.body")
        }
        try check(request.accounts, beside: attestation, by: key)
        return try await answering {
            try await check(attestation)
            let accounts = try await node.attest(statement, accounts: request.accounts)
            guard let epoch = accounts.first?.promise.epoch else {
                throw RPCError(.invalidArgument, "no accounts", field: "Attested.accounts", limit: 12)
            }
            return AttestedReply(epoch: epoch, accounts: accounts)
        }
    }

    func say(_ request: Said) async throws(RPCError) -> SaidReply {
        guard case .auditor(let key) = try session.requireCaller() else {
            throw RPCError(.permissionDenied, "only the auditor says this")
        }
        let statement = request.statement
        guard [.attestedFigures, .canariesOpened].contains(statement.kind) else {
            throw RPCError(.invalidArgument, "not of a month", field: "Statement.kind")
        }
        guard statement.signer == key, statement.isSigned(by: key, origin: node.store.origin) else {
            throw RPCError(
                .unauthenticated, "not signed by the auditor's key", field: "Statement.signature")
        }
        return try await answering {
            try await SaidCheck(statement, at: node).run()
            return SaidReply(epoch: try await node.say(statement))
        }
    }

    /// One of every agency, through the last entry of the tree that is attested: an attestation that leaves out an
    /// agency says to it that it was shown everything, and is none.
    private func check(
        _ accounts: [Account], beside attestation: Attestation, by key: PublicKey
    ) throws(RPCError) {
        let codes = node.site.descriptor.agencies.map { $0.code }
        guard accounts.map({ $0.agency }) == codes else {
            throw RPCError(
                .invalidArgument, "not one account of every agency, in their order",
                field: "Attested.accounts", limit: UInt64(codes.count))
        }
        for account in accounts {
            guard account.format == 1, attestation.size > 0, account.through == attestation.size.less(1)
            else {
                throw RPCError(
                    .invalidArgument, "not through the attested tree's last entry", field: "Account.through",
                    limit: attestation.size)
            }
            guard account.signer == key, account.isSigned(by: key, origin: node.store.origin) else {
                throw RPCError(
                    .unauthenticated, "not signed by the auditor's key", field: "Account.signature")
            }
        }
    }

    /// Verifiers hold an attestation against the trees of the last 64 epochs: one that comes late in them would
    /// leave them with something that they cannot check.
    ///
    /// What is committed and not yet shown is nobody's to know, the auditor's neither.
    private func check(_ attestation: Attestation) async throws {
        let site = node.site
        guard attestation.size <= site.size, let text = try await node.store.checkpoint(at: attestation.size),
            let note = try? SignedNote([UInt8](text.utf8)), let published = try? Checkpoint(text: note.text)
        else {
            throw RPCError(.notFound, "no checkpoint of this size", field: "Attestation.size")
        }
        guard published.root == attestation.root else {
            throw RPCError(.failedPrecondition, "not the published root", field: "Attestation.root")
        }
        let last = try Entry(decoding: try await node.store.entry(at: attestation.size.less(1)))
        guard case .epoch(let epoch) = last.body, site.epoch.number.less(epoch.number) <= Self.oldest else {
            throw RPCError(
                .failedPrecondition, "older than \(Self.oldest) epochs", field: "Attestation.size",
                limit: Self.oldest)
        }
    }

    /// Descriptors before the newest whose number of agencies an envelope may still have.
    private static let descriptors = 8

    /// Openings at which a page ends, behind a whole bundle: what is in memory while the caller does not read.
    private static let page = 64

    /// Epochs since the tree that may still be attested.
    private static let oldest: UInt64 = 32

    private var notTheirs: RPCError { RPCError(.permissionDenied, "not this caller's to read") }

    private func reader() throws(RPCError) -> OpeningsReader {
        switch try session.requireCaller() {
        case .agency(let code, _): return .agency(code)
        case .auditor: return .auditor
        case .source: throw notTheirs
        }
    }

    private func agency() throws(RPCError) -> (AgencyCode, PublicKey) {
        guard case .agency(let code, let key) = try session.requireCaller() else { throw notTheirs }
        return (code, key)
    }

    /// A published report that carries the agency's code; to others there is none.
    private func report(_ commitment: Hash, of code: AgencyCode) async throws -> PublishedReport {
        guard let report = try await node.store.publishedReport(commitment, of: code) else {
            throw RPCError(.notFound, "no such report")
        }
        return report
    }
}
