import AuditLog
import Keys
package import Sealing
package import Wire

/// One visit of a source to a site, without the connection: one event in, one action out.
///
/// The rules are:
///  - the first cell asks for the site, and nothing else leaves before every check of `TrustedSite` held;
///  - the next cell is sent only when the one before was answered;
///  - a look is two cells and a full visit four, whatever they are for and whatever is answered: what is not needed, or
///    must not leave, is a decoy;
///  - nothing is sealed to, or believed of, an agency whose identity is too new by the look's `SiteStanding`;
///  - nothing that was said before the site was trusted is kept but a status's code;
///  - what is wrong with an answer is a fault that says who is at fault, and never traps;
///  - after an end nothing more is sent.
///
/// Who drives it carries cells and times; see `VisitCells` for those who carry bytes.
package struct Visit {
    /// What to do next.
    package enum Action: Equatable, Sendable {
        /// Send this as one cell and bring its answer.
        case send(ExchangeRequest)
        /// The visit is over; close the connection.
        case finish(VisitFinding)
    }

    private enum State {
        case idle
        /// The site is asked for.
        case site
        /// A look's second cell is on its way.
        case witnessed(TrustedSite)
        /// A full visit's cells are on their way, one after the other.
        case inbox(FullVisit)
        case parcel(FullVisit)
        case message(FullVisit)
        case over
    }

    private let errand: Errand
    private let fingerprint: Hash
    private let tlsKey: Hash
    private let exporter: FixedBytes<32>?
    private let random: RandomBytes
    private var state = State.idle

    /// Nothing is sent before `start`.
    ///
    /// - Parameters:
    ///   - errand: what the visit is for, once the site is trusted.
    ///   - fingerprint: the site link's, SHA-256 of the labelled root key.
    ///   - tlsKey: SHA-256 of the SubjectPublicKeyInfo that this connection showed.
    ///   - exporter: the connection's keying material (RFC 8446 section 7.5); nil where it lends none.
    ///   - random: bytes fit for keys, for what is sealed within the visit.
    package init(
        _ errand: Errand, fingerprint: Hash, tlsKey: Hash, exporter: FixedBytes<32>?,
        random: @escaping RandomBytes
    ) {
        self.errand = errand
        self.fingerprint = fingerprint
        self.tlsKey = tlsKey
        self.exporter = exporter
        self.random = random
    }

    /// Whether the site showed itself to be the one of the link.
    package private(set) var isSiteTrusted = false

    /// An answer that was sealed in this visit: what is sent again must be these bytes.
    package var sealedReply: SealedReply? {
        switch state {
        case .parcel(let visit), .message(let visit): visit.sealedReply
        default: nil
        }
    }

    /// The connection is there.
    ///
    /// Asked a second time, the visit is over.
    package mutating func start() -> Action {
        guard case .idle = state else { return end(.fault(.notASite)) }
        state = .site
        return .send(.site(SiteRequest()))
    }

    /// Takes the answer to the cell sent last.
    ///
    /// - Parameters:
    ///   - reply: as it came, of which nothing is believed.
    ///   - now: the caller's clock, seconds since 1970.
    /// - Returns: what to do next; the end, as a fault, where the answer is wrong or none is awaited.
    package mutating func receive(_ reply: ExchangeReply, now: UInt64) -> Action {
        take(.reply(reply.result), now: now)
    }

    /// The connection broke.
    ///
    /// - Returns: what the visit came to by then; nil where the site was not seen whole, so nothing of it counts.
    package mutating func breakOff() -> VisitFinding? {
        defer { state = .over }
        switch state {
        case .idle, .site, .witnessed, .over: return nil
        case .inbox(var visit):
            visit.breakOff(before: .inbox)
            return .visited(visit.visited)
        case .parcel(var visit):
            visit.breakOff(before: .parcel)
            return .visited(visit.visited)
        case .message(var visit):
            visit.breakOff(before: .message)
            return .visited(visit.visited)
        }
    }

    mutating func take(_ answer: Answer, now: UInt64) -> Action {
        switch state {
        case .idle, .over: return end(.fault(.notASite))
        case .site: return takeSite(answer, now: now)
        case .witnessed(let site): return takeWitnessed(answer, at: site, now: now)
        case .inbox(var visit):
            visit.takeInbox(answer, now: now)
            let request = visit.parcelRequest(random: random)
            state = .parcel(visit)
            return .send(request)
        case .parcel(var visit):
            visit.takeParcel(answer, now: now)
            let request = visit.messageRequest()
            state = .message(visit)
            return .send(request)
        case .message(var visit):
            visit.takeMessage(answer)
            return end(.visited(visit.visited))
        }
    }

    private mutating func end(_ finding: VisitFinding) -> Action {
        state = .over
        return .finish(finding)
    }

    // MARK: Site and witnesses

    private mutating func takeSite(_ answer: Answer, now: UInt64) -> Action {
        switch answer {
        case .reply(.site(let reply)):
            do {
                let site = try TrustedSite(
                    reply: reply, fingerprint: fingerprint, tlsKey: tlsKey,
                    now: errand.readsExpired ? nil : now)
                return try begin(at: site, now: now)
            } catch {
                return end(.fault(.site(error)))
            }
        // Whoever this is, it is not the site yet: its words stay here.
        case .reply(.refused(let status)): return end(.fault(.refused(Status(status.code))))
        case .reply: return end(.fault(.notASite))
        case .undecodable(let error): return end(.fault(.undecodable(error)))
        }
    }

    private mutating func begin(at site: TrustedSite, now: UInt64) throws(LogError) -> Action {
        switch errand {
        case .site:
            isSiteTrusted = true
            return end(.site(site))
        case .look:
            isSiteTrusted = true
            state = .witnessed(site)
            return .send(.witnessed(WitnessedRequest()))
        case .full(let errand):
            try errand.seen.check(later: site)
            isSiteTrusted = true
            let visit = FullVisit(errand, at: site, exporter: exporter, now: now)
            let request = visit.inboxRequest()
            state = .inbox(visit)
            return .send(request)
        }
    }

    private mutating func takeWitnessed(_ answer: Answer, at site: TrustedSite, now: UInt64) -> Action {
        switch answer {
        case .reply(.witnessed(let reply)):
            do { return end(.seen(try SeenSite(reply, at: site, now: now))) } catch {
                return end(.fault(.site(error)))
            }
        case .reply(.refused(let status)): return end(.fault(.refused(status)))
        case .reply: return end(.fault(.otherAnswer(expected: .witnessed)))
        case .undecodable(let error): return end(.fault(.undecodable(error)))
        }
    }
}

extension Visit {
    /// What a cell brought: an answer, or bytes that are none.
    enum Answer {
        case reply(ExchangeResult)
        case undecodable(DecodeError)
    }
}

extension Errand {
    fileprivate var readsExpired: Bool {
        if case .site(let readsExpired) = self { readsExpired } else { false }
    }
}
