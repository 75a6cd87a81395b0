import AuditLog
import Keys
import Sealing
import Wire
import Words

/// The second to fourth cells of a full visit: what they ask, and what their answers come to.
struct FullVisit {
    /// The cells behind the site's, in their order.
    enum Cell: Int {
        case inbox, parcel, message
    }

    private let errand: FullErrand
    private let exporter: FixedBytes<32>?
    /// What left as the third cell.
    private var sent: SentParcel?
    private(set) var sealedReply: SealedReply?
    private(set) var visited: Visited

    private enum SentParcel {
        case submission(SealedSubmission, isRepeated: Bool)
        case reply(SealedReply)

        /// Room for reports comes back within an epoch, that for answers with the next one.
        var isReport: Bool { if case .submission = self { true } else { false } }
    }

    init(_ errand: FullErrand, at site: TrustedSite, exporter: FixedBytes<32>?, now: UInt64) {
        self.errand = errand
        self.exporter = exporter
        var timeliness = site.timeliness(at: now)
        if timeliness == .timely { timeliness = errand.seen.timeliness(at: now) }
        visited = Visited(site: site, timeliness: timeliness)
    }

    private var site: TrustedSite { visited.site }

    private var report: CheckedReport? {
        if case .report(let report) = visited.inbox { report } else { nil }
    }

    /// The connection broke before this cell was answered.
    mutating func breakOff(before cell: Cell) {
        if cell.rawValue <= Cell.inbox.rawValue, errand.inbox != nil { visited.inbox = .unanswered }
        if cell.rawValue <= Cell.parcel.rawValue, sent != nil { visited.parcel = .unanswered }
        if cell.rawValue <= Cell.parcel.rawValue, sent == nil, visited.parcel == .nothing,
            errand.parcel != nil
        {
            visited.parcel = .notSealed
        }
        if wanted != nil { visited.message = .unanswered }
    }

    // MARK: The inbox's cell

    func inboxRequest() -> ExchangeRequest {
        // No promise is judged by a clock that may be wrong.
        if case .ahead = visited.timeliness { return decoy }
        return errand.inbox.flatMap { inboxRequest(0, $0) } ?? decoy
    }

    mutating func takeInbox(_ answer: Visit.Answer, now: UInt64) {
        guard let keys = errand.inbox else { return }
        if case .ahead = visited.timeliness { return }
        guard exporter != nil else {
            visited.inbox = .fault(.noExporter)
            return
        }
        switch answer {
        case .reply(.report(let shown)):
            do {
                visited.inbox = .report(
                    try CheckedReport(
                        shown, site: site, seen: errand.seen, mailbox: keys.mailbox.publicKey, now: now))
            } catch {
                visited.inbox = .fault(.report(error))
            }
        case .reply(.refused(let status)) where status.code == .notFound: visited.inbox = .unknownCodename
        case .reply(.refused(let status)): visited.inbox = .fault(.refused(status))
        case .reply: visited.inbox = .fault(.otherAnswer(expected: .report))
        case .undecodable(let error): visited.inbox = .fault(.undecodable(error))
        }
    }

    // MARK: The parcel's cell

    mutating func parcelRequest(random: RandomBytes) -> ExchangeRequest {
        guard let parcel = errand.parcel else { return decoy }
        // Nothing new is sealed to keys that may be old, or by a clock that may be wrong.
        guard visited.timeliness == .timely || parcel.isRepeated else {
            visited.parcel = .held
            return decoy
        }
        if !parcel.isRepeated, let new = UnsettledSite(errand.seen, readers: parcel.readers, at: site) {
            visited.parcel = .unsettled(new)
            return decoy
        }
        switch parcel {
        case .submission(let sealed, let isRepeated): return request(sealed, isRepeated: isRepeated)
        case .reply(let draft):
            guard let report, let keys = errand.inbox else {
                visited.parcel = .notSealed
                return decoy
            }
            do {
                return request(
                    try SealedReply(draft, to: report, site: site, keys: keys, random: random), keys)
            } catch {
                visited.parcel = .refused(error)
                return decoy
            }
        case .repeatedReply(let sealed):
            guard let keys = errand.inbox else {
                visited.parcel = .notSealed
                return decoy
            }
            return request(sealed, keys)
        }
    }

    private mutating func request(_ sealed: SealedSubmission, isRepeated: Bool) -> ExchangeRequest {
        if let fault = site.workFault {
            visited.parcel = .fault(.work(fault))
            return decoy
        }
        guard isRepeated || site.keySet == sealed.submit.keySet else {
            visited.parcel = .stale
            return decoy
        }
        sent = .submission(sealed, isRepeated: isRepeated)
        return .submit(sealed.submit)
    }

    private mutating func request(_ sealed: SealedReply, _ keys: SourceKeys) -> ExchangeRequest {
        guard let authentication = authentication(keys) else {
            visited.parcel = .fault(.noExporter)
            return decoy
        }
        sealedReply = sealed
        sent = .reply(sealed)
        return .reply(sealed.cell(authentication))
    }

    mutating func takeParcel(_ answer: Visit.Answer, now: UInt64) {
        guard let sent else { return }
        switch answer {
        case .reply(.promised(let promised)):
            do throws(PromiseRefusal) {
                visited.parcel = .accepted(try accepted(promised, for: sent, now: now))
            } catch {
                visited.parcel = .fault(.promise(error))
            }
        case .reply(.refused(let status)) where status.code == .failedPrecondition: visited.parcel = .stale
        case .reply(.refused(let status)) where status.code == .alreadyExists:
            visited.parcel = .fault(.used(status))
        case .reply(.refused(let status)) where Shortage(status) == .room && sent.isReport:
            visited.parcel = .fault(.crowded(minutes: site.clock.seconds / 16 / 60 + 1))
        case .reply(.refused(let status)): visited.parcel = .fault(.refused(status))
        case .reply: visited.parcel = .fault(.otherAnswer(expected: .promised))
        case .undecodable(let error): visited.parcel = .fault(.undecodable(error))
        }
    }

    private func accepted(
        _ promised: Promised, for sent: SentParcel, now: UInt64
    ) throws(PromiseRefusal) -> AcceptedPromise {
        let (record, isNew): (SentRecord, Bool) =
            switch sent {
            case .submission(let sealed, let isRepeated):
                (.report(envelope: sealed.envelope, agencies: sealed.submit.agencies), !isRepeated)
            case .reply(let sealed): (.message(sealed.record), false)
            }
        let accepted = try AcceptedPromise(promised, for: record, descriptor: site.descriptor, now: now)
        // What nobody sent before cannot be in what is published: such a promise is broken as it is made.
        guard !isNew || accepted.promise.epoch > site.epoch.number else {
            throw PromiseRefusal.epochPassed(promised: accepted.promise.epoch, newest: site.epoch.number)
        }
        return accepted
    }

    // MARK: The message's cell

    func messageRequest() -> ExchangeRequest {
        guard let keys = errand.inbox, let wanted else { return decoy }
        switch wanted {
        case .message(let number): return inboxRequest(number, keys) ?? decoy
        case .reason(let act):
            return authentication(keys).map {
                .reason(ReasonRequest(authentication: $0, agency: act.agency))
            } ?? decoy
        }
    }

    private enum Wanted {
        /// From 1.
        case message(UInt32)
        case reason(Act)
    }

    /// Nil where there is no such thing.
    private var wanted: Wanted? {
        guard let report else { return nil }
        switch errand.reading {
        case .newest:
            if !report.hasOpenQuestion, let act = report.newestReason { return .reason(act) }
            return report.messages > 0 ? .message(report.messages) : nil
        case .message(let number):
            return report.messages > 0 ? .message(min(max(number, 1), report.messages)) : nil
        case .reason(let agency):
            let act = report.acts.first { $0.agency == agency && $0.reasonEnvelope != nil }
            return act.map { .reason($0) }
        }
    }

    mutating func takeMessage(_ answer: Visit.Answer) {
        visited.isWhole = true
        guard let wanted, let report, let keys = errand.inbox else { return }
        switch (wanted, answer) {
        case (.message(let number), .reply(.message(let item))):
            let message = ReadMessage(item, at: number, of: report, site: site, keys: keys)
            visited.message = message.map { .message($0) } ?? .doubt(.message(item.opening.message.agency))
        case (.reason(let act), .reply(.reason(let sealed))):
            visited.message =
                Reason(sealed, of: act, keys: keys).map { .reason($0) } ?? .doubt(.message(act.agency))
        case (_, .reply(.refused(let status))) where status.code == .notFound:
            visited.message = .doubt(.erased)
        case (_, .reply(.refused(let status))): visited.message = .fault(.refused(status))
        case (_, .reply): visited.message = .fault(.otherAnswer(expected: .message))
        case (_, .undecodable(let error)): visited.message = .fault(.undecodable(error))
        }
    }

    // MARK: Requests

    private var decoy: ExchangeRequest { .decoy(Decoy()) }

    private func inboxRequest(_ item: UInt32, _ keys: SourceKeys) -> ExchangeRequest? {
        authentication(keys).map { .inbox(InboxRequest(authentication: $0, item: item)) }
    }

    /// Proves the mailbox key on this connection, and on no other.
    private func authentication(_ keys: SourceKeys) -> Authentication? {
        exporter.flatMap {
            try? Authentication(
                role: .source, key: keys.mailbox, origin: site.descriptor.origin, root: site.fingerprint,
                exporter: $0)
        }
    }
}

extension Parcel {
    /// Codes of those to whom it is sealed.
    fileprivate var readers: [AgencyCode] {
        switch self {
        case .submission(let sealed, _): sealed.submit.agencies
        case .reply(let draft): [draft.agency]
        case .repeatedReply(let sealed): sealed.record.agencies
        }
    }

    /// Whether the same bytes were on their way before.
    var isRepeated: Bool {
        switch self {
        case .submission(_, let isRepeated): isRepeated
        case .reply: false
        case .repeatedReply: true
        }
    }
}
