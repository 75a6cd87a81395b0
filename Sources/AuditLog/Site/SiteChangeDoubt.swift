package import Wire

/// What may well be meant, and has to be looked at twice before a root key signs it.
package enum SiteChangeDoubt: Equatable, Sendable {
    /// Nobody can report to it any more, and the site answers it no longer.
    case dropsAgency(Agency)
    /// The old identity does not say that the new one is its own: clients count it after seven days.
    case identityUnendorsed(Agency)
    /// The old auditor does not say that the new one takes its place.
    case auditorUnendorsed
    /// Nobody accounts for the sealed entries any more.
    case auditorDropped
    /// The one agency can read everything, and nobody else knows what it leaves undone.
    case oneAgency
    /// There is no auditor, before nor after.
    case noAuditor
    /// Fewer witnesses have to agree.
    case quorumLowered(from: UInt8, to: UInt8)
    /// No witness has to agree: key freshness rests on the operator.
    case noQuorum
    /// A witness is gone, or has another key: what counts as witnessed is another thing for seven days.
    case witnessesChanged
    /// Witnesses go, and no quorum of those there are has signed the log's newest checkpoints: only so many of them have.
    case quorumSilent(signed: Int, quorum: UInt8)
    /// Witnesses go, and of those that stay or come only so many have ever signed this log: fewer than have to.
    case nextQuorumUnseen(signed: Int, quorum: UInt8)
    /// Reports are erased sooner.
    case shorterRetention(from: UInt16, to: UInt16)
    /// Clients that know only these keys refuse the site.
    case tlsDropped
    /// A difference that this version does not know.
    case unknown

    /// Whether a site may take it only knowingly: verifiers call it not settled for seven days.
    package var needsTime: Bool {
        switch self {
        case .identityUnendorsed, .auditorUnendorsed, .auditorDropped, .quorumLowered, .noQuorum,
            .witnessesChanged, .quorumSilent, .nextQuorumUnseen:
            true
        case .dropsAgency, .oneAgency, .noAuditor, .shorterRetention, .tlsDropped, .unknown: false
        }
    }
}

extension SiteChangeDoubt {
    /// What the differences to the descriptor `next` give reason for.
    static func about(_ differences: [SiteDifference], _ next: SiteDescriptor) -> [SiteChangeDoubt] {
        var doubts: [SiteChangeDoubt] = []
        func add(_ doubt: SiteChangeDoubt) {
            if !doubts.contains(doubt) { doubts.append(doubt) }
        }
        for difference in differences {
            switch difference {
            case .agencyRemoved(let agency): add(.dropsAgency(agency))
            case .identityChanged(_, let agency, isEndorsed: false): add(.identityUnendorsed(agency))
            case .auditorChanged(_, _, isEndorsed: false): add(.auditorUnendorsed)
            case .auditorRemoved: add(.auditorDropped)
            case .witnessRemoved, .witnessChanged: add(.witnessesChanged)
            case .quorum(let old, let new, _) where new < old:
                add(new == 0 ? .noQuorum : .quorumLowered(from: old, to: new))
            case .retention(let old, let new) where new < old: add(.shorterRetention(from: old, to: new))
            case .tlsRemoved: add(.tlsDropped)
            case .unknown: add(.unknown)
            default: break
            }
        }
        if next.agencies.count == 1 { add(.oneAgency) }
        if next.auditor == nil, !doubts.contains(.auditorDropped) { add(.noAuditor) }
        return doubts
    }
}
