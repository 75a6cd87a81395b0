import AuditLog
import Keys
import Sealing
package import Wire

/// One visit of a source to a site, without the connection: one event in, one action out.
///
/// The rules are:
///  - the first cell asks for the site, and nothing else leaves before every check of `TrustedSite` held;
///  - the next cell is sent only when the one before was answered;
///  - nothing that was said before that is kept but a status's code;
///  - what is wrong with an answer ends the visit with a fault that says who is at fault, and never traps;
///  - after an end nothing more is sent.
///
/// Who drives it carries cells and times; see `VisitCells` for those who carry bytes.
package struct Visit: Sendable {
    /// What to do next.
    package enum Action: Equatable, Sendable {
        /// Send this as one cell and bring its answer.
        case send(ExchangeRequest)
        /// The visit is over; close the connection.
        case finish(VisitFinding)
    }

    /// Items of one inbox; a site that has more of them never ends.
    package static let itemLimit: UInt32 = 4_096

    private enum State {
        case idle
        case askedForSite
        /// The errand's cell is on its way.
        case sent(TrustedSite)
        /// The inbox's report was judged and item `number` (from 1) is asked for.
        case reading(TrustedSite, CheckedReport, InboxQuestions, number: UInt32)
        case over
    }

    private let errand: Errand
    private let fingerprint: Hash
    private let tlsKey: Hash
    private let exporter: FixedBytes<32>?
    private let itemLimit: UInt32
    private var state = State.idle

    /// Nothing is sent before `start`.
    ///
    /// - Parameters:
    ///   - errand: what the visit is for, once the site is trusted.
    ///   - fingerprint: the site link's, SHA-256 of the labelled root key.
    ///   - tlsKey: SHA-256 of the SubjectPublicKeyInfo that this connection showed.
    ///   - exporter: the connection's keying material (RFC 8446 section 7.5); nil where it lends none.
    ///   - itemLimit: items of one inbox after which the visit ends as a fault.
    package init(
        _ errand: Errand, fingerprint: Hash, tlsKey: Hash, exporter: FixedBytes<32>?,
        itemLimit: UInt32 = Visit.itemLimit
    ) {
        self.errand = errand
        self.fingerprint = fingerprint
        self.tlsKey = tlsKey
        self.exporter = exporter
        self.itemLimit = itemLimit
    }

    /// Whether the site showed itself to be the one of the link.
    package private(set) var isSiteTrusted = false

    /// Whether the errand's own cell left: if the connection breaks now, it may have arrived.
    package var isErrandSent: Bool {
        switch state {
        case .sent, .reading: true
        case .idle, .askedForSite, .over: false
        }
    }

    /// The connection is there.
    ///
    /// Asked a second time, the visit is over.
    package mutating func start() -> Action {
        guard case .idle = state else { return end(.fault(.notASite)) }
        state = .askedForSite
        return .send(.site(SiteRequest()))
    }

    /// Takes the answer to the cell sent last.
    ///
    /// - Parameters:
    ///   - reply: as it came, of which nothing is believed.
    ///   - now: the caller's clock, seconds since 1970.
    /// - Returns: what to do next; the end, as a fault, where the answer is wrong or none is awaited.
    package mutating func receive(_ reply: ExchangeReply, now: UInt64) -> Action {
        switch state {
        case .idle, .over: end(.fault(.notASite))
        case .askedForSite: receiveSite(reply.result, now: now)
        case .sent(let site): receiveAnswer(reply, at: site, now: now)
        case .reading(let site, let report, let questions, let number):
            receiveItem(reply, number, at: site, report, questions)
        }
    }

    mutating func end(_ finding: VisitFinding) -> Action {
        state = .over
        return .finish(finding)
    }

    // MARK: The site

    private mutating func receiveSite(_ result: ExchangeResult, now: UInt64) -> Action {
        switch result {
        case .site(let reply):
            do {
                let site = try TrustedSite(reply: reply, fingerprint: fingerprint, tlsKey: tlsKey, now: now)
                isSiteTrusted = true
                return run(at: site, now: now)
            } catch {
                return end(.fault(.site(error)))
            }
        // Whoever this is, it is not the site yet: its words stay here.
        case .refused(let status): return end(.fault(.refused(Status(status.code))))
        default: return end(.fault(.notASite))
        }
    }

    private mutating func run(at site: TrustedSite, now: UInt64) -> Action {
        let timeliness = site.timeliness(at: now)
        switch (errand, timeliness) {
        case (.look, _), (.decoy, _), (.inbox, .timely), (.inbox, .stale), (.submit, .timely),
            (.reply, .timely):
            break
        // Nothing is sealed to keys that may be old, and no promise is judged by a clock that may be wrong.
        case (.submit, _), (.reply, _), (.inbox, .ahead): return end(.untimely(site, timeliness))
        }
        switch errand {
        case .look: return end(.site(site))
        case .decoy: return send(.decoy(Decoy()), at: site)
        case .submit(let sealed, let isRepeated):
            guard isRepeated || site.keySet == sealed.submit.keySet else { return end(.stale(site)) }
            return send(.submit(sealed.submit), at: site)
        case .inbox(let keys):
            guard let request = inboxRequest(0, keys, at: site) else { return end(.fault(.noExporter)) }
            return send(request, at: site)
        case .reply(let sealed, let keys):
            guard let authentication = authentication(keys, at: site) else {
                return end(.fault(.noExporter))
            }
            return send(.reply(sealed.cell(authentication)), at: site)
        }
    }

    private mutating func send(_ request: ExchangeRequest, at site: TrustedSite) -> Action {
        state = .sent(site)
        return .send(request)
    }

    /// Proves the mailbox key on this connection, and on no other.
    private func authentication(_ keys: SourceKeys, at site: TrustedSite) -> Authentication? {
        exporter.flatMap {
            try? Authentication(
                role: .source, key: keys.mailbox, origin: site.descriptor.origin, root: site.fingerprint,
                exporter: $0)
        }
    }

    private func inboxRequest(
        _ item: UInt32, _ keys: SourceKeys, at site: TrustedSite
    ) -> ExchangeRequest? {
        authentication(keys, at: site).map { .inbox(InboxRequest(authentication: $0, item: item)) }
    }

    // MARK: The errand's answer

    private mutating func receiveAnswer(
        _ reply: ExchangeReply, at site: TrustedSite, now: UInt64
    ) -> Action {
        switch errand {
        case .look: end(.site(site))
        case .decoy: receiveDecoy(reply.result, at: site)
        case .submit(let sealed, let isRepeated):
            receivePromise(
                reply.result, isNew: !isRepeated,
                for: .report(envelope: sealed.envelope, agencies: sealed.submit.agencies),
                at: site, now: now)
        case .reply(let sealed, _):
            receivePromise(
                reply.result, isNew: false, for: .message(sealed.record), at: site, now: now)
        case .inbox(let keys): receiveReport(reply, keys, at: site, now: now)
        }
    }

    private mutating func receiveDecoy(_ result: ExchangeResult, at site: TrustedSite) -> Action {
        switch result {
        case .decoy: end(.decoy(site))
        case .refused(let status): end(.fault(.refused(status)))
        default: end(.fault(.otherAnswer(expected: .decoy)))
        }
    }

    private mutating func receivePromise(
        _ result: ExchangeResult, isNew: Bool, for sent: SentRecord, at site: TrustedSite, now: UInt64
    ) -> Action {
        switch result {
        case .promised(let promised):
            do throws(PromiseRefusal) {
                let accepted = try AcceptedPromise(
                    promised, for: sent, descriptor: site.descriptor, now: now)
                // What nobody sent before cannot be in what is published: such a promise is broken as it is made.
                guard !isNew || accepted.promise.epoch > site.epoch.number else {
                    throw PromiseRefusal.epochPassed(
                        promised: accepted.promise.epoch, newest: site.epoch.number)
                }
                return end(.accepted(accepted, site))
            } catch {
                return end(.fault(.promise(error)))
            }
        case .refused(let status) where status.code == .failedPrecondition: return end(.stale(site))
        case .refused(let status) where status.code == .alreadyExists: return end(.fault(.used(status)))
        case .refused(let status): return end(.fault(.refused(status)))
        default: return end(.fault(.otherAnswer(expected: .promised)))
        }
    }

    // MARK: The inbox

    private mutating func receiveReport(
        _ reply: ExchangeReply, _ keys: SourceKeys, at site: TrustedSite, now: UInt64
    ) -> Action {
        switch reply.result {
        case .report(let shown):
            let report: CheckedReport
            do {
                report = try CheckedReport(shown, site: site, mailbox: keys.mailbox.publicKey, now: now)
            } catch {
                return end(.fault(.report(error)))
            }
            let questions = InboxQuestions(
                report: report.promise.commitment, agencies: report.record.agencies, older: shown.older)
            return goOn(after: 0, more: reply.more, at: site, report, questions)
        case .refused(let status) where status.code == .notFound: return end(.unknownCodename(site))
        case .refused(let status): return end(.fault(.refused(status)))
        default: return end(.fault(.otherAnswer(expected: .report)))
        }
    }

    private mutating func receiveItem(
        _ reply: ExchangeReply, _ number: UInt32, at site: TrustedSite, _ report: CheckedReport,
        _ seen: InboxQuestions
    ) -> Action {
        guard case .inbox(let keys) = errand else { return end(.fault(.otherAnswer(expected: .message))) }
        var questions = seen
        switch reply.result {
        case .message(let message):
            guard questions.receive(message, site: site, keys: keys) else {
                return end(.fault(.otherAnswer(expected: .message)))
            }
            return goOn(after: number, more: reply.more, at: site, report, questions)
        // An erased message: whether one is behind it, only asking tells.
        case .refused(let status) where status.code == .notFound:
            guard questions.receiveErased() else {
                return end(.fault(.endless(limit: InboxQuestions.erasedLimit)))
            }
            return goOn(after: number, more: true, at: site, report, questions)
        case .refused(let status) where status.code == .outOfRange:
            return end(.inbox(report, questions, site))
        case .refused(let status): return end(.fault(.refused(status)))
        default: return end(.fault(.otherAnswer(expected: .message)))
        }
    }

    private mutating func goOn(
        after number: UInt32, more: Bool, at site: TrustedSite, _ report: CheckedReport,
        _ questions: InboxQuestions
    ) -> Action {
        guard more else { return end(.inbox(report, questions, site)) }
        guard number < itemLimit else { return end(.fault(.endless(limit: itemLimit))) }
        guard case .inbox(let keys) = errand, let request = inboxRequest(number + 1, keys, at: site) else {
            return end(.fault(.noExporter))
        }
        state = .reading(site, report, questions, number: number + 1)
        return .send(request)
    }
}
