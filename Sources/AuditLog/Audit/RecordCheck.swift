import Cases
import Keys
import Wire
import Words

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
    private var erasures: ErasureCheck
    /// Accounts of the batch under way: each agency's, and through which entry they go.
    private var accounts: [AgencyCode: Set<UInt64>] = [:]
    private(set) var ledgers: [AgencyCode: AccountLedger]
    private(set) var auditor: AuditorTerm?
    private var scheduled: UInt64 = 0
    /// Of an agency without any commitment so far.
    private var none = AccountLedger()
    /// Every report and where it stands, of an auditor's audit that began at entry 0.
    private var cases: CaseLedger?
    /// Over the nonces of the batch under way, and of the one before it.
    private var nonces = CommitmentDigest()
    private var salt = Hash()

    /// Takes what is known so far; `ends` are the trees at the last epochs, ascending.
    init(
        level: AuditLevel, ledgers: [AgencyCode: AccountLedger] = [:], auditor: AuditorTerm? = nil,
        ends: [AttestedTree] = [], kept: [Hash: ErasureCheck.Kept] = [:]
    ) {
        self.level = level
        erasures = ErasureCheck(kept: kept)
        self.ledgers = ledgers
        self.auditor = auditor
        for end in ends { none.close(at: end.size.less(1), scheduled: end.scheduled) }
        if level == .auditor, ends.isEmpty { cases = CaseLedger() }
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
        let earliest = offers.last.map { $0.opened.index.plus(1) } ?? next
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
            // An opening is kept for the log's life: nothing excuses one that is missing.
            guard level == .auditor else { return }
            tally.counts.unopenable += 1
            return tally.fail(
                LogError(.unaccounted, at: index, "Opening", expected: "one", found: "none"))
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
        if cases != nil { nonces.append(offer.opened.opening.nonce) }
        let record = offer.opened.opening.record
        guard record.format == 1 else {
            tally.counts.notUnderstood += 1
            return
        }
        do { try check(record.body, at: index, offer: offer, site: site, tally: &tally) } catch {
            tally.fail(error.at(index))
        }
        cases?.enter(record.body, commitment: offer.commitment, at: index)
        for agency in record.body.agencies where level == .auditor || level == .agency(agency) {
            ledgers[agency, default: none].append(offer.commitment)
        }
    }

    /// The epoch at `index` closed its batch.
    ///
    /// - Parameters:
    ///   - epoch: the one that closes it.
    ///   - index: of its entry.
    ///   - month: the one under way, which its reports belong to; nil where nobody knows.
    ///   - attested: sizes of the trees that attestations of the batch are about.
    ///   - site: as the log has it so far.
    ///   - tally: gets what is wrong.
    mutating func close(
        _ epoch: Epoch, at index: UInt64, in month: CalendarMonth?, attested: [UInt64], site: SiteCheck,
        tally: inout AuditTally
    ) {
        scheduled = epoch.scheduled
        salt = nonces.finalize()
        nonces = CommitmentDigest()
        if let month { cases?.close(scheduled: scheduled, in: month, by: site.descriptor) }
        checkAccounts(beside: attested, at: index, site: site, tally: &tally)
        for agency in ledgers.keys { ledgers[agency]?.close(at: index, scheduled: scheduled) }
        none.close(at: index, scheduled: scheduled)
        let key = site.descriptor?.auditor?.key
        if auditor?.key != key { auditor = key.map { AuditorTerm(key: $0, since: scheduled) } }
        erasures.close(epoch, site: site, tally: &tally)
    }

    /// Holds a month's figures against the records of the batches before.
    ///
    /// - Returns: false where they are not all known here: for others than the auditor, and where an audit went on.
    /// - Throws: `statementInvalid` with the first figure that is another one.
    mutating func recompute(
        _ said: Aggregate, of month: CalendarMonth, in site: SiteDescriptor
    ) throws(LogError) -> Bool {
        // Who counted by years that are not known here counted something else.
        guard let cases, said.holidays <= WorkCalendar.known.lastYear else { return false }
        let calendar = WorkCalendar.known.through(said.holidays)
        let exact = cases.figures(
            of: month, in: site.zone, agencies: site.agencies.map { $0.code }, salt: salt, calendar)
        let own: Aggregate
        do { own = try exact.aggregate(calendar) } catch { throw LogError(error) }
        guard own != said else { return true }
        for (mine, theirs) in zip(own.agencies, said.agencies) where mine != theirs {
            throw LogError(
                .statementInvalid, "AgencyFigures.figures", expected: mine.text, found: theirs.text)
        }
        guard own.holidays == said.holidays else {
            throw LogError(
                .statementInvalid, "Aggregate.holidays", expected: own.holidays, found: said.holidays)
        }
        throw LogError(.statementInvalid, "Aggregate.exact", expected: own.exact, found: said.exact)
    }

    /// Takes tests of a month out of all figures from now on.
    ///
    /// - Throws: where the auditor named what is no report of that month.
    mutating func exclude(_ named: CanariesOpened, of month: CalendarMonth) throws(LogError) {
        guard cases != nil else { return }
        cases?.exclude(named.canaries.map { $0.commitment })
        for canary in named.canaries where cases?.holds(canary, of: month) == false {
            throw LogError(
                .statementInvalid, "CanariesOpened.canaries", expected: "a report of \(month.text)",
                found: "entry \(canary.index)")
        }
    }

    /// An attestation says to every agency that it has its account: one that has none beside it was kept from it.
    private mutating func checkAccounts(
        beside attested: [UInt64], at index: UInt64, site: SiteCheck, tally: inout AuditTally
    ) {
        defer { accounts = [:] }
        for size in attested where size > 0 {
            for agency in site.agencies(at: size - 1) where level == .auditor || level == .agency(agency) {
                guard accounts[agency]?.contains(size - 1) != true else { continue }
                tally.fail(
                    LogError(
                        .accountMismatch, at: index, "Account",
                        expected: "one for \(agency) through entry \(size - 1) beside its attestation",
                        found: "none"))
            }
        }
    }

    /// No entry follows.
    mutating func finish(tally: inout AuditTally) {
        dropStale(before: .max, tally: &tally)
        erasures.finish(tally: &tally)
    }

    /// By commitment, what the next audit needs to judge erasures.
    var kept: [Hash: ErasureCheck.Kept] { erasures.kept }

    /// Since when nobody has told this agency that it was shown everything.
    ///
    /// - Parameter seconds: an epoch's length.
    /// - Returns: seconds since 1970; nil where somebody did within two epochs and an hour, and for others than an
    ///   agency.
    func silence(seconds: UInt64) -> UInt64? {
        guard case .agency(let own) = level else { return nil }
        let ledger = ledgers[own] ?? none
        guard let auditor else { return ledger.begun ?? scheduled }
        let said = ledger.accounted?.scheduled ?? max(auditor.since, ledger.begun ?? 0)
        let (patience, overflow) = seconds.multipliedReportingOverflow(by: 2)
        let (limit, beyond) = said.addingReportingOverflow(overflow ? .max : patience)
        let (end, far) = limit.addingReportingOverflow(3_600)
        return !beyond && !far && scheduled > end ? said : nil
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
            try settle(offer, body, envelope: report.envelope, site: site, tally: &tally)
        case .messagePosted(let message):
            try settle(offer, body, envelope: message.envelope, site: site, tally: &tally)
        case .act(let recorded):
            try recorded.check(site: site)
            guard let reason = recorded.act.reasonEnvelope else { return }
            try settle(offer, body, envelope: reason, site: site, tally: &tally)
        case .account(let given):
            try given.check(site: site)
            accounts[given.account.agency, default: []].insert(given.account.through)
            let isCompared = try ledgers[given.account.agency, default: none]
                .compare(given.account)
            if !isCompared { tally.counts.unchecked += 1 }
        case .payloadErased(let erased):
            guard ErasureCause.allCases.contains(erased.cause) else {
                tally.counts.notUnderstood += 1
                return
            }
            erasures.enter(erased, at: index)
        case .unknown: return
        }
    }

    /// The envelope that a record names: the right one if fetched, and gone only by an erasure of this record.
    private mutating func settle(
        _ offer: Offer, _ body: RecordBody, envelope: Hash, site: SiteCheck, tally: inout AuditTally
    ) throws(LogError) {
        try erasures.enter(
            offer.commitment, envelope: envelope, agencies: body.agencies, at: offer.opened.index,
            isThere: offer.opened.length > 0, retention: site.descriptor?.retention.payload ?? 0)
        switch offer.envelope {
        case .fetched(let hash, let isReadable):
            tally.counts.envelopes += 1
            guard hash == envelope else {
                throw LogError(.envelopeMismatch, "envelope", expected: envelope, found: hash)
            }
            if !isReadable { tally.counts.garbage += 1 }
        case .notFetched:
            guard offer.opened.length == 0 || EnvelopeLength.isValid(offer.opened.length) else {
                throw LogError(
                    .envelopeMismatch, "OpenedEntry.length", expected: "32768 * 2^k - 1024",
                    found: "\(offer.opened.length)")
            }
        }
    }
}

extension AgencyFigures {
    /// `bawaslu: received 20-99; step 2 5-19, days from 7`.
    fileprivate var text: String {
        var parts: [String] = []
        for figure in figures {
            var part = figure.measure.word
            if figure.code != 0 { part += " \(figure.code)" }
            part += " \(figure.cases.lowest)"
            if let most = figure.cases.highest { part += "-\(most)" } else { part += "+" }
            if let days = figure.age.lowest { part += ", days from \(days)" }
            parts.append(part)
        }
        return "\(agency): \(parts.isEmpty ? "nothing" : parts.joined(separator: "; "))"
    }
}
