import AuditLog
import Console
import Verification
import Visit
import Wire

/// Brings one sealed submission to its site.
struct SubmissionDelivery {
    enum Outcome: Equatable {
        case accepted(AcceptedPromise, TrustedSite)
        /// Sealed to keys that are no longer the newest; nothing is stored.
        case stale
    }

    let visits: CommandVisits
    let environment: Environment

    /// Where the connection breaks, the same bytes go once more: the server answers them as it did before.
    ///
    /// - Parameters:
    ///   - sealed: to the keys of `seen`.
    ///   - seen: the look.
    ///   - began: see `CommandVisits.full`.
    /// - Returns: what the site did with it.
    /// - Throws: `SubmissionError.unconfirmed` where it left and was not answered; `UntimelySite`; `VisitFault`; what
    ///   `CommandVisits.full` throws.
    func deliver(_ sealed: SealedSubmission, seen: SeenSite, began: UInt64?) async throws -> Outcome {
        let visited = try await visits.full(
            FullErrand(after: seen, parcel: .submission(sealed, isRepeated: false)), began: began)
        switch visited.parcel {
        case .accepted(let accepted): return .accepted(accepted, visited.site)
        case .stale: return .stale
        case .unanswered: throw SubmissionError.unconfirmed
        case .fault(let fault): throw fault
        case .unsettled(let new): throw new
        case .held:
            let zone = visited.site.clock.zone
            if let untimely = UntimelySite(visited.timeliness, now: environment.now(), zone: zone) {
                throw untimely
            }
            throw VisitFault.otherAnswer(expected: .promised)
        case .nothing, .notSealed, .refused: throw VisitFault.otherAnswer(expected: .promised)
        }
    }
}
