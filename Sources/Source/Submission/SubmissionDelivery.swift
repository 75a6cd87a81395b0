import AuditLog
import Console
import RPC
import Verification
import Visit
import Wire
import Words

/// Brings one sealed submission to its site.
///
/// A visit is always the same cells: site, submit.
struct SubmissionDelivery {
    enum Outcome: Equatable {
        case accepted(AcceptedPromise, TrustedSite)
        /// Sealed to keys that are no longer the newest; nothing is stored. The site where it was seen.
        case stale(TrustedSite)
    }

    let address: SiteAddress
    let environment: Environment

    /// Where the connection breaks, the same bytes go once more: the server answers them as it did before.
    func deliver(_ sealed: SealedSubmission) async throws -> Outcome {
        let dialogue = environment.dialogue
        if let outcome = try await visit(sealed, isRepeated: false) { return outcome }
        dialogue.say(SubmissionText.retrying)
        let again: Outcome?
        do {
            again = try await visit(sealed, isRepeated: true)
        } catch let error as any Explainable where error.kind == .unreachable {
            again = nil
        }
        guard let again else { throw SubmissionError.unconfirmed }
        return again
    }

    /// Nil where the connection broke after the submission was on its way.
    private func visit(_ sealed: SealedSubmission, isRepeated: Bool) async throws -> Outcome? {
        let visit = try await VisitConnection.dial(address)
        let end: VisitConnection.End
        do {
            end = try await visit.carry(.submit(sealed, isRepeated: isRepeated), now: environment.now)
        } catch {
            await visit.close()
            throw error
        }
        await visit.close()
        switch end {
        case .finding(.accepted(let accepted, let site)): return .accepted(accepted, site)
        case .finding(.stale(let site)): return .stale(site)
        // What was sent the first time may have arrived: "nothing was sent" would not be true.
        case .finding(.untimely) where isRepeated: return nil
        case .finding(.untimely(_, let timeliness)):
            if let untimely = UntimelySite(timeliness, now: environment.now()) { throw untimely }
            throw VisitFault.otherAnswer(expected: .promised)
        case .finding(.fault(let fault)): throw fault
        case .finding: throw VisitFault.otherAnswer(expected: .promised)
        case .failed(let error):
            guard error.isBrokenConnection else { throw VerificationError.site(.call(error)) }
            return nil
        }
    }
}
