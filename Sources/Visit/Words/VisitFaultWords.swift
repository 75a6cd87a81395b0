import AuditLog
import Keys
import Wire
package import Words

extension VisitFault: Explainable {
    /// What a visit's early end means to the source.
    package var failure: Failure {
        switch self {
        case .site(let error) where error.code == .stale:
            let ended = UInt64(error.found).map { CivilTime.text($0, in: .wib) }
            let now = UInt64(error.expected.drop { !$0.isNumber }).map { CivilTime.text($0, in: .wib) }
            // Nothing of a description that has run out is believed, its time zone neither.
            return Failure(
                .stale, SiteText.expired(on: ended ?? .name(error.found), now: now ?? .name(error.expected)),
                field: error.field)
        case .site(let error):
            return Failure(.untrusted, VisitText.otherSite(error.code.rawValue), field: error.field)
        case .notASite: return Failure(.untrusted, VisitText.notASite)
        case .noExporter: return Failure(.untrusted, VisitText.noExporter)
        case .refused(let status): return Failure(status)
        case .used:
            return Failure(.badInput, SubmissionText.alreadyUsed)
        case .work(let fault): return fault.failure
        case .crowded(let minutes):
            return Failure(.tryLater, VisitText.crowded(minutes: minutes), field: Shortage.room.rawValue)
        case .otherAnswer(expected: .promised): return Failure(.untrusted, VisitText.notAPromise)
        case .otherAnswer: return Failure(.untrusted, VisitText.otherItem)
        case .promise:
            return Failure(.untrusted, SubmissionText.brokenPromise, field: "promise")
        case .report(let fault): return fault.failure
        case .undecodable(let error):
            return Failure(.untrusted, VisitText.undecodable, field: error.field)
        }
    }
}

extension WorkFault: Explainable {
    /// Of kind `untrusted` for what no right site asks for.
    package var failure: Failure {
        let field = "SiteReply.work"
        return switch self {
        case .unknownKind(let kind): Failure(.tryLater, VisitText.unknownWork(kind.rawValue), field: field)
        case .tooHard(let bits):
            Failure(
                .untrusted, VisitText.tooMuchWork(bits, limit: Work.hardest), field: field,
                limit: UInt64(Work.hardest))
        case .otherChallenge: Failure(.untrusted, VisitText.otherWork, field: field)
        }
    }
}

extension ReportFault: Explainable {
    /// Of kind `untrusted`.
    package var failure: Failure {
        switch self {
        case .kind: Failure(.untrusted, VisitText.notAReport, field: "record")
        case .notSent: Failure(.untrusted, VisitText.notSent, field: "signature")
        case .promise:
            Failure(.untrusted, VisitText.brokenPromise, field: "promise")
        }
    }
}
