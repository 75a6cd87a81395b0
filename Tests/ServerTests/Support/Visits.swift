import AuditLog
import Keys
import RPC
import Sealing
@testable import Server
import Source
import TestSupport
import Testing
import TransparencyLog
import Verification
import Visit
import Wire

extension Daemon {
    /// Connects as a client does: TLS, the site cell, every check of it.
    func visit(_ site: TestSite) async throws -> SiteConnection {
        try await SiteConnection.connect(to: SiteAddress(link: link), now: site.clock.now)
    }

    /// Connects and authenticates as a reviewer or the auditor.
    func review(_ site: TestSite, _ key: KeyFile) async throws -> SiteConnection {
        let visit = try await visit(site)
        _ = try await ReviewSession.open(visit, key: key)
        return visit
    }

    /// How a source's promise stands, as its inbox shows and proves it.
    func standing(of source: TestSource, _ site: TestSite) async throws -> PromiseStanding {
        let visit = try await visit(site)
        guard case .report(let report) = try await visit.inbox(source).result else { throw Missing() }
        let checked = try CheckedReport(
            report, site: visit.site, mailbox: source.keys.mailbox.publicKey, now: site.clock.now)
        #expect(checked.doubts.isEmpty)
        return checked.standing
    }
}

extension SiteConnection {
    func send(_ request: ExchangeRequest) async throws -> ExchangeReply {
        try await connection.source.exchange(request)
    }

    /// The promise, or the status that there is instead.
    func submit(_ submission: SealedSubmission) async throws -> Promised {
        try await send(.submit(submission.submit)).promised()
    }

    func authentication(_ role: Role, _ key: SigningKey) throws -> Authentication {
        try Authentication(
            role: role, key: key, origin: site.descriptor.origin, root: site.fingerprint,
            exporter: try #require(FixedBytes<32>(connection.exporter)))
    }

    func inbox(_ source: TestSource, item: UInt32 = 0) async throws -> ExchangeReply {
        let authentication = try authentication(.source, source.keys.mailbox)
        return try await send(.inbox(InboxRequest(authentication: authentication, item: item)))
    }

    func openings() async throws -> [OpenedEntry] {
        try await connection.review.openings(OpeningsRequest(first: 0)).all()
    }

    func staged() async throws -> [Promised] {
        try await connection.review.staged(StagedRequest()).all()
    }

    func entries() async throws -> [[UInt8]] {
        let size = site.checkpoint.checkpoint.size
        var entries: [[UInt8]] = []
        for part in try await connection.audit.entries(EntriesRequest(first: 0, end: size)).all() {
            let ranges = part.bundle
            var offset = 0
            while offset < ranges.count {
                let length = Int(ranges[offset]) << 8 | Int(ranges[offset + 1])
                entries.append(Array(ranges[offset + 2..<offset + 2 + length]))
                offset += 2 + length
            }
        }
        return entries
    }

    func close() async { await connection.close() }
}

extension ExchangeReply {
    func promised() throws -> Promised {
        switch result {
        case .promised(let promised): return promised
        case .refused(let status): throw RPCError(status)
        default: throw Missing()
        }
    }

    // Swift 6.3.1 optimises its callers into what its own verifier refuses.
    @inline(never)
    var refusal: StatusCode? {
        if case .refused(let status) = result { status.code } else { nil }
    }
}

extension ReplyStream {
    func all() async throws -> [Reply] {
        var all: [Reply] = []
        while let reply = try await next() { all.append(reply) }
        return all
    }
}

/// What ended a call.
func code<Value>(of body: () async throws -> Value) async throws -> StatusCode {
    do {
        _ = try await body()
        return .ok
    } catch let error as RPCError {
        return error.code
    }
}
