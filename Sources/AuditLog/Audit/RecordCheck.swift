import Keys
import Wire

/// What sealed entries hold, as far as this audit may know: openings, envelopes, erasures, accounts.
///
/// An opening is offered before its entry, in index order; nothing is kept of entries that are settled.
struct RecordCheck: Sendable {
    private struct Offer: Sendable {
        var opened: OpenedEntry
        var commitment: Hash
        var envelope: EnvelopeFinding
    }

    private let level: AuditLevel
    private var offers: [Offer] = []
    private var firstOffer = 0
    private var missing = MissingCheck()
    private(set) var ledgers: [AgencyCode: AccountLedger]
    private(set) var auditor: AuditorTerm?
    private var scheduled: UInt64 = 0
    /// Of an agency without any commitment so far.
    private var none = AccountLedger()

    /// Takes what is known so far; `ends` are the indices of the last epochs, ascending.
    init(
        level: AuditLevel, ledgers: [AgencyCode: AccountLedger] = [:], auditor: AuditorTerm? = nil,
        ends: [UInt64] = []
    ) {
        self.level = level
        self.ledgers = ledgers
        self.auditor = auditor
        for index in ends { none.close(at: index, scheduled: 0) }
    }

    /// Index of the next opening offered; `max` without one.
    private var nextOffered: UInt64 { firstOffer < offers.count ? offers[firstOffer].opened.index : .max }

    /// Whether a sealed entry at one of these indices is of any interest.
    func concerns(_ indices: Range<UInt64>) -> Bool {
        level == .auditor || nextOffered < indices.upperBound
    }

    /// Keeps an opening until its entry comes.
    ///
    /// - Parameters:
    ///   - opened: of an index above those offered before.
    ///   - envelope: what became of the envelope that the record names.
    ///   - next: index of the next entry, the lowest that can still be offered.
    /// - Throws: `recordMismatch` for an index that is too low or the largest there is, `entryUndecodable`
    ///   where the record has no encoding.
    mutating func offer(_ opened: OpenedEntry, envelope: EnvelopeFinding, next: UInt64) throws(LogError) {
        let earliest = offers.last.map { $0.opened.index + 1 } ?? next
        guard opened.index >= earliest, opened.index < .max else {
            throw LogError(
                .recordMismatch, at: opened.index, "OpenedEntry.index", expected: "\(earliest) or above",
                found: "\(opened.index)")
        }
        let commitment: Hash
        do { commitment = try Commitment.of(opened.opening) } catch { throw LogError(error).at(opened.index) }
        offers.append(Offer(opened: opened, commitment: commitment, envelope: envelope))
    }

    /// The sealed entry at `index`.
    mutating func enter(_ commitment: HashWords, at index: UInt64, site: SiteCheck, tally: inout AuditTally) {
        dropStale(before: index, tally: &tally)
        guard nextOffered == index else {
            if level == .auditor { missing.opening(of: commitment.hash, at: index, tally: &tally) }
            return
        }
        let offer = takeOffer()
        guard HashWords(offer.commitment) == commitment else {
            tally.fail(
                LogError(
                    .recordMismatch, at: index, "SealedRecord.commitment", expected: commitment.hash,
                    found: offer.commitment))
            if level == .auditor { tally.counts.unopenable += 1 }
            return
        }
        tally.counts.opened += 1
        let record = offer.opened.opening.record
        guard record.format == 1 else {
            tally.counts.notUnderstood += 1
            return
        }
        do { try check(record.body, at: index, offer: offer, site: site, tally: &tally) } catch {
            tally.fail(error.at(index))
        }
        for agency in record.body.agencies where level == .auditor || level == .agency(agency) {
            ledgers[agency, default: none].append(
                offer.commitment, at: index, isAccount: record.body.discriminant == .account)
        }
    }

    /// The epoch at `index` closed its batch.
    mutating func close(_ epoch: Epoch, at index: UInt64, site: SiteDescriptor?, tally: inout AuditTally) {
        scheduled = epoch.scheduled
        for agency in ledgers.keys { ledgers[agency]?.close(at: index, scheduled: scheduled) }
        none.close(at: index, scheduled: scheduled)
        let key = site?.auditor?.key
        if auditor?.key != key { auditor = key.map { AuditorTerm(key: $0, since: scheduled) } }
        missing.close(epoch, retention: site?.retention, tally: &tally)
    }

    /// No entry follows.
    mutating func finish(tally: inout AuditTally) {
        dropStale(before: .max, tally: &tally)
        missing.finish(tally: &tally)
        for agency in ledgers.keys.sorted(by: { $0.precedes($1) }) {
            if let failure = ledgers[agency]?.unexplained { tally.fail(failure) }
        }
        if case .agency(let own) = level, let auditor,
            let failure = ledgers[own]?.overdue(scheduled: scheduled, auditor: auditor.since)
        {
            tally.fail(failure)
        }
    }

    /// Openings of what turned out not to be sealed, or not to be.
    private mutating func dropStale(before index: UInt64, tally: inout AuditTally) {
        while nextOffered < index {
            let index = takeOffer().opened.index
            tally.fail(
                LogError(.recordMismatch, at: index, "OpenedEntry", expected: "a sealed entry", found: "none")
            )
        }
    }

    private mutating func takeOffer() -> Offer {
        let offer = offers[firstOffer]
        firstOffer += 1
        if firstOffer == offers.count || firstOffer >= 4096 {
            offers.removeFirst(firstOffer)
            firstOffer = 0
        }
        return offer
    }

    private mutating func check(
        _ body: RecordBody, at index: UInt64, offer: Offer, site: SiteCheck, tally: inout AuditTally
    ) throws(LogError) {
        if case .unknown = body {
            tally.counts.notUnderstood += 1
            return
        }
        try body.checkAgencies(level: level, known: site.isUncertain ? nil : site.codes)
        switch body {
        case .filler: tally.counts.filler += 1
        case .reportReceived(let report):
            try settle(offer, envelope: report.envelope, report: offer.commitment, tally: &tally)
        case .messagePosted(let message):
            try settle(offer, envelope: message.envelope, report: message.report, tally: &tally)
        case .act(let recorded):
            try recorded.check(site: site)
            if offer.envelope != .notFetched {
                try settle(offer, envelope: recorded.act.reason, report: recorded.act.report, tally: &tally)
            }
        case .account(let given):
            try given.check(site: site)
            let isCompared = try ledgers[given.account.agency, default: none]
                .compare(given.account, at: index)
            if !isCompared { tally.counts.unchecked += 1 }
        case .payloadErased(let erased):
            guard ErasureCause.allCases.contains(erased.cause) else {
                tally.counts.notUnderstood += 1
                return
            }
            try erased.check(site: site)
            tally.counts.erased += 1
            missing.erasure(erased, at: index)
            for agency in erased.agencies { ledgers[agency]?.erased += 1 }
        case .unknown: return
        }
    }

    /// The envelope that a record names: the right one if fetched, and gone only by an erasure of its report.
    private mutating func settle(
        _ offer: Offer, envelope: Hash, report: Hash, tally: inout AuditTally
    ) throws(LogError) {
        switch offer.envelope {
        case .fetched(let hash, let isReadable):
            tally.counts.envelopes += 1
            guard hash == envelope else {
                throw LogError(.envelopeMismatch, "envelope", expected: envelope, found: hash)
            }
            if !isReadable { tally.counts.garbage += 1 }
        case .notFetched:
            guard offer.opened.length > 0 else {
                missing.envelope(of: report, record: offer.commitment, at: offer.opened.index, tally: &tally)
                return
            }
            guard EnvelopeLength.isValid(offer.opened.length) else {
                throw LogError(
                    .envelopeMismatch, "OpenedEntry.length", expected: "32768 * 2^k - 1024",
                    found: "\(offer.opened.length)")
            }
        }
    }
}
