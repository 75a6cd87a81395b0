package import AuditLog
package import Cases
import Keys
package import Wire
import Words

/// What a sample log says month by month, as a server does: out of the records before each batch.
package struct SampleMonths: Sendable {
    /// What is said of a month is changed by this before it is said; nil leaves it out.
    package var change: @Sendable (Aggregate) -> Aggregate? = { $0 }
    /// One record that the server does not count.
    package enum Lie: Sendable { case act, report }
    package var leavesOut: Lie?
    package private(set) var ledger = CaseLedger()
    package private(set) var clock = MonthClock()
    private var site: SiteDescriptor?
    private var salt = Hash()

    /// Of a log without any batch.
    package init() {}

    /// Adds what the batch of an epoch due then has to say.
    package mutating func speak(at scheduled: UInt64, in entries: inout PublicEntries) throws {
        for statement in entries.statements where statement.kind == .canariesOpened {
            guard let named = try? CanariesOpened(decoding: statement.body) else { continue }
            ledger.exclude(named.canaries.map(\.commitment))
        }
        guard let site = site ?? entries.site else { return }
        let due = clock.due(at: scheduled, in: site.zone)
        for month in due {
            let exact = ledger.figures(
                of: month, in: site.zone, agencies: site.agencies.map(\.code), salt: salt)
            guard let said = change(try exact.aggregate()) else { continue }
            entries.statements.append(try Statement(log: said))
        }
        clock.advance(over: due, at: scheduled, in: site.zone)
    }

    /// Takes the batch that was closed, with the openings of all of its sealed entries.
    package mutating func close(_ scheduled: UInt64, _ entries: PublicEntries, _ openings: [OpenedEntry])
        throws
    {
        var nonces: [UInt8] = []
        for opened in openings {
            nonces += opened.opening.nonce.bytes
            switch (leavesOut, opened.opening.record.body) {
            case (.act, .act), (.report, .reportReceived):
                leavesOut = nil
                continue
            default: break
            }
            ledger.enter(
                opened.opening.record.body, commitment: try Commitment.of(opened.opening), at: opened.index)
        }
        site = entries.site ?? site
        if let month = clock.current { ledger.close(scheduled: scheduled, in: month, by: site) }
        salt = sha256(nonces)
    }
}
