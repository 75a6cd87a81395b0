import AuditLog
import Cases
import Keys
import Storage
import Wire
import Words

/// What the log says of its cases month by month: read from the published records, codes only, and kept up to date
/// from batch to batch, so that the close that ends a month finds it ready.
actor MonthStatements {
    private let store: any Store
    private var ledger = CaseLedger()
    private var clock = MonthClock()
    /// The newest batch in the ledger.
    private var newest: (number: UInt64, first: UInt64)?
    /// SHA-256 of the body of what was said of each month.
    private var said: [CalendarMonth: Hash] = [:]
    /// In force with that batch.
    private var site: SiteDescriptor?
    private let turn = Turn()

    /// Nothing is read yet.
    init(store: any Store) { self.store = store }

    /// Reads what was published since the last time.
    func catchUp(_ epochs: EpochClock) async throws {
        try await turn.run { try await self.read(epochs) }
    }

    private func read(_ epochs: EpochClock) async throws {
        if newest == nil { try await begin(epochs) }
        while true {
            let batches = try await store.caseBatches(after: newest?.number)
            guard !batches.isEmpty else { return }
            for batch in batches { take(batch, epochs) }
        }
    }

    /// The month of the first epoch is the first one.
    private func begin(_ epochs: EpochClock) async throws {
        guard case .site(let site) = try Entry(decoding: try await store.entry(at: 0)).body else { return }
        clock.advance(over: [], at: epochs.scheduled(0) ?? 0, in: site.zone)
    }

    private func take(_ batch: CaseBatch, _ epochs: EpochClock) {
        let scheduled = epochs.scheduled(batch.number) ?? .max
        site = batch.site ?? site
        var months: [CalendarMonth] = []
        for statement in batch.statements {
            switch statement.kind {
            case .aggregate:
                guard let month = (try? Aggregate(decoding: statement.body))?.calendarMonth else { continue }
                months.append(month)
                said[month] = sha256(statement.body)
            case .canariesOpened: ledger.exclude(Self.tests(in: [statement]))
            default: break
            }
        }
        clock.advance(over: months.sorted(), at: scheduled, in: .utc)
        for (commitment, body) in batch.records { ledger.enter(body, commitment: commitment, at: 0) }
        if let month = clock.current { ledger.close(scheduled: scheduled, in: month, by: site) }
        newest = (batch.number, batch.first)
    }

    /// SHA-256 of the body of what the log says of a month; nil for one that it does not say.
    func said(of month: CalendarMonth, _ epochs: EpochClock) async throws -> Hash? {
        try await catchUp(epochs)
        return said[month]
    }

    /// The month in which the log took a report; nil for none that is published.
    func month(of report: Hash, _ epochs: EpochClock) async throws -> CalendarMonth? {
        try await catchUp(epochs)
        return ledger.month(of: report)
    }

    /// What the batch of an epoch has to say, but for the tests that it names itself.
    ///
    /// - Returns: nil where no month is over.
    func prepare(closing number: UInt64, of site: PublishedSite) async throws -> PreparedMonths? {
        try await catchUp(site.clock)
        let zone = site.descriptor.zone
        let due = clock.due(at: site.clock.scheduled(number) ?? .max, in: zone)
        guard !due.isEmpty else { return nil }
        return PreparedMonths(
            months: due, zone: zone, agencies: site.descriptor.agencies.map { $0.code },
            salt: try await salt(), ledger: ledger)
    }

    /// SHA-256 over the nonces of the newest batch's sealed entries: nobody but server and auditor has all of them.
    private func salt() async throws -> Hash {
        var nonces: [UInt8] = []
        var next = newest?.first
        while let first = next {
            let page = try await store.openings(for: .auditor, from: first)
            for opened in page.openings { nonces += opened.opening.nonce.bytes }
            next = page.next
        }
        return sha256(nonces)
    }

    /// The reports that statements name as tests.
    static func tests(in statements: [Statement]) -> [Hash] {
        statements.filter { $0.kind == .canariesOpened }.flatMap { statement in
            let named = try? CanariesOpened(decoding: statement.body)
            return (named?.canaries ?? []).map { $0.commitment }
        }
    }
}

/// The figures of months that are over, as the records published by then have them.
struct PreparedMonths: Sendable {
    let months: [CalendarMonth]
    let zone: Zone
    let agencies: [AgencyCode]
    let salt: Hash
    let ledger: CaseLedger

    /// The statements, without the tests that are named beside them.
    func statements(beside entries: PublicEntries) throws -> [Statement] {
        var ledger = ledger
        ledger.exclude(MonthStatements.tests(in: entries.statements))
        return try months.map { month in
            let exact = ledger.figures(of: month, in: zone, agencies: agencies, salt: salt)
            return try Statement(log: try exact.aggregate())
        }
    }
}
