import AuditLog
import Console
import RPC
import Verification
import Wire
import Words

/// Brings one sealed submission to its site. A visit is always the same cells: site, submit.
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
        guard let again else { throw Failure(.unreachable, SubmissionText.unconfirmed(dialogue.language)) }
        return again
    }

    /// Nil where the connection broke after the submission was on its way.
    private func visit(_ sealed: SealedSubmission, isRepeated: Bool) async throws(Failure) -> Outcome? {
        let connection = try await SiteConnection.open(address, now: environment.now())
        let site = connection.site
        guard isRepeated || site.keySet == sealed.submit.keySet else {
            await connection.close()
            return .stale(site)
        }
        let reply: ExchangeReply
        do {
            reply = try await connection.connection.source.exchange(.submit(sealed.submit))
        } catch {
            await connection.close()
            guard error.isBrokenConnection else { throw Failure(error) }
            return nil
        }
        await connection.close()
        return try outcome(reply.result, of: sealed, at: site)
    }

    private func outcome(
        _ result: ExchangeResult, of sealed: SealedSubmission, at site: TrustedSite
    ) throws(Failure) -> Outcome {
        let language = environment.dialogue.language
        switch result {
        case .promised(let promised):
            do {
                let accepted = try AcceptedPromise(
                    promised, for: .report(envelope: sealed.envelope, agencies: sealed.submit.agencies),
                    descriptor: site.descriptor, now: environment.now())
                return .accepted(accepted, site)
            } catch {
                throw Failure(
                    .untrusted, SubmissionText.brokenPromise("\(error)")(language), field: "promise")
            }
        case .refused(let status) where status.code == .failedPrecondition:
            return .stale(site)
        case .refused(let status) where status.code == .alreadyExists:
            throw Failure(.badInput, SubmissionText.alreadyUsed(plain(status.message))(language))
        case .refused(let status):
            throw Failure(RPCError(status))
        default:
            throw Failure(.untrusted, "the site answered a submission with something else than a promise")
        }
    }
}
