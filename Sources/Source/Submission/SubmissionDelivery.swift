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
    func deliver(_ sealed: SealedSubmission) async throws(Failure) -> Outcome {
        let dialogue = environment.dialogue
        if let outcome = try await visit(sealed, isRepeated: false) { return outcome }
        dialogue.say(SubmissionText.retrying)
        let again: Outcome?
        do {
            again = try await visit(sealed, isRepeated: true)
        } catch  where error.kind == .unreachable {
            again = nil
        }
        guard let again else { throw Failure(SubmissionError.unconfirmed, language: dialogue.language) }
        return again
    }

    /// Nil where the connection broke after the submission was on its way.
    private func visit(_ sealed: SealedSubmission, isRepeated: Bool) async throws(Failure) -> Outcome? {
        let visit = try await VisitConnection.open(address)
        let end: VisitConnection.End
        do {
            end = try await visit.run(.submit(sealed, isRepeated: isRepeated), now: environment.now)
        } catch {
            await visit.close()
            throw error
        }
        await visit.close()
        let language = environment.dialogue.language
        switch end {
        case .finding(.accepted(let accepted, let site)): return .accepted(accepted, site)
        case .finding(.stale(let site)): return .stale(site)
        // What was sent the first time may have arrived: "nothing was sent" would not be true.
        case .finding(.untimely) where isRepeated: return nil
        case .finding(.untimely(_, let timeliness)):
            throw Failure(timeliness, now: environment.now(), language: language)
                ?? Failure(.otherAnswer(expected: .promised), language: language)
        case .finding(.fault(let fault)): throw Failure(fault, language: language)
        case .finding: throw Failure(.otherAnswer(expected: .promised), language: language)
        case .failed(let error):
            guard error.isBrokenConnection else { throw Failure(error) }
            return nil
        }
    }
}
