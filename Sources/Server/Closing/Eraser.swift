import AuditLog
import Keys
import Storage
import Wire

/// Erases what its time has come for: a step of every close, behind settling, and never another way.
///
/// An erasure is first a record, promised and published like all others; only behind that its payload goes. So nobody who
/// verifies meanwhile misses an envelope that no erasure names, and a crash at any point is made up for by the next step:
/// what a published erasure names goes, what everybody agreed to is staged, once.
///
/// Time is the log's: a payload is due when the newest published epoch is, by the retention in force at its inclusion. A
/// clock that runs ahead erases nothing early.
struct Eraser: Sendable {
    /// Seconds from a record's inclusion until consents to its erasure are taken.
    static let earliestByConsent: UInt64 = 30 * 86_400
    /// Seconds for which the inbox shows an erasure at least.
    static let shown: UInt64 = 30 * 86_400
    /// Erasures by retention of one epoch, so that they raise no batch's step; more only where a month would not be enough.
    static let pace = 64

    private let state: SiteState
    private var store: any Store { state.store }

    init(_ state: SiteState) {
        self.state = state
    }

    /// Erases what a published erasure names: before the next epoch is closed, since whoever verifies finds it there then.
    func erase() async throws {
        while true {
            let envelopes = try await store.condemned(limit: Self.pace)
            for envelope in envelopes { try await store.erasePayload(envelope) }
            guard envelopes.count == Self.pace else { return }
        }
    }

    /// Does what is due, as far as one epoch goes.
    ///
    /// - Throws: `StoreError`, with everything before it done; the same again goes on.
    func step() async throws {
        try await erase()
        let site = state.site
        // What the clock alone says would be promised, and readers would wait for it for years.
        guard site.judge(state.now()).isBelieved else { return }
        let terms = try await RetentionTerm.all(of: store)
        try await closeMailboxes(terms, at: site)
        for agreed in try await store.agreed(limit: Self.pace) {
            try await stage(agreed.payload, by: agreed.consents, at: site)
        }
        try await stageDue(terms, at: site)
    }

    /// Stages the erasure of a payload that every agency of its record consented to.
    func stage(_ held: HeldPayload, by consents: [ErasureConsent]) async throws {
        try await stage(held, by: consents, at: state.site)
    }

    /// When consents to the erasure of a payload are taken: seconds since 1970, by the log's own time.
    func consentable(_ held: HeldPayload) -> UInt64? {
        let (time, overflow) = (state.site.clock.scheduled(held.batch) ?? .max)
            .addingReportingOverflow(Self.earliestByConsent)
        return overflow ? nil : time
    }

    /// Whether the identity under which an agency consents now is the one that it had at the record's entry: those who
    /// verify take no other, but for endorsed ones, of which this server knows none.
    func mayConsent(_ agency: AgencyCode, to held: HeldPayload) async throws -> Bool {
        let terms = try await RetentionTerm.all(of: store)
        let then = terms.last { $0.index < held.index }?.descriptor.agencies.first { $0.code == agency }
        let now = state.site.descriptor.agencies.first { $0.code == agency }
        return then != nil && then?.identity == now?.identity
    }

    private func stageDue(_ terms: [RetentionTerm], at site: PublishedSite) async throws {
        var due: [HeldPayload] = []
        for (place, term) in terms.enumerated() {
            let end = place + 1 < terms.count ? terms[place + 1].before : site.epoch.number
            guard let reach = site.number(ago: term.seconds) else { continue }
            due += try await store.payloads(
                from: place == 0 ? 0 : term.before.plus(1), through: min(end, reach), limit: Self.looked
            ).filter { term.isOver(for: $0, at: site) }
        }
        for held in due.prefix(max(Self.pace, due.count / Self.share)) {
            try await stage(held, by: nil, at: site)
        }
    }

    /// Payloads of one term that a step looks at.
    private static let looked = 4_096
    /// Of a backlog, what one epoch takes.
    private static let share = 28

    /// A retention by the server alone, or the consent of all.
    private func stage(_ held: HeldPayload, by consents: [ErasureConsent]?, at site: PublishedSite)
        async throws
    {
        let erased = PayloadErased(
            agencies: held.agencies, commitment: held.commitment, index: held.index, envelope: held.envelope,
            cause: consents == nil ? .retention : .fetchedByAll, consents: consents ?? [])
        guard let nonce = Nonce(state.random(32)) else { throw StoreError.refused("no randomness") }
        let (clock, time) = (site.clock, state.now())
        let request = StageRequest(nonce: nonce, record: Record(format: 1, body: .payloadErased(erased))) {
            clock.promiseEpoch(at: time, lastCut: $0)
        }
        // Erased, or staged already: then there is nothing to do.
        _ = try await store.stage(request, promise: state.promise)
    }

    /// The mailbox of a report goes when all that was recorded of it is over, and its erasure was shown.
    private func closeMailboxes(_ terms: [RetentionTerm], at site: PublishedSite) async throws {
        guard let longest = terms.map({ $0.seconds }).max(),
            let quiet = site.number(ago: longest), let erased = site.number(ago: Self.shown)
        else { return }
        for report in try await store.quietReports(since: quiet, erased: erased, limit: Self.pace) {
            try await store.closeMailbox(of: report)
        }
    }
}

extension PublishedSite {
    /// The newest epoch that was due so long before the newest published one; nil where there is none.
    fileprivate func number(ago seconds: UInt64) -> UInt64? {
        let earliest = clock.t0
        guard epoch.scheduled >= earliest.plus(seconds) else { return nil }
        return clock.number(at: epoch.scheduled.less(seconds))
    }
}
