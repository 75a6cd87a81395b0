package import AuditLog
import Keys
import RPC
package import Verification
package import Wire

/// Brings what an agency signed to its site, as the same bytes until the site answers.
package struct ActHandIn: Sendable {
    /// How often the same bytes are sent.
    private static let attempts = 3
    private let again: @Sendable () async throws -> ReviewSession

    /// Sends nothing yet.
    ///
    /// - Parameter again: opens another session, where the one before broke.
    package init(again: @escaping @Sendable () async throws -> ReviewSession) { self.again = again }

    /// Hands an act in.
    ///
    /// The site answers the same act as before: a lost answer makes no second act.
    ///
    /// - Parameters:
    ///   - signed: the act.
    ///   - session: the agency's, open; left open.
    ///   - now: seconds since 1970.
    /// - Returns: the site's promise, which holds for exactly this act.
    /// - Throws: `ActingError`: `concurrent` where a colleague acted at the same moment, `unconfirmed` where no answer came,
    ///   `promise`; `VerificationError` for what the site refuses.
    package func hand(
        _ signed: SignedAct, over session: ReviewSession, now: UInt64
    ) async throws -> AcceptedPromise {
        let promised = try await promised(session, lost: .unconfirmed) { session throws(RPCError) in
            try await session.review.act(signed.request, deadline: .seconds(60))
        }
        do {
            return try AcceptedPromise(
                promised, for: .act(signed.record), descriptor: session.site.descriptor, now: now)
        } catch {
            throw ActingError.promise(reason: "\(error)")
        }
    }

    /// The same for a note to the report's agencies.
    package func hand(
        _ note: Note, to agencies: [AgencyCode], by agency: AgencyCode, over session: ReviewSession,
        now: UInt64
    ) async throws -> AcceptedPromise {
        let promised = try await promised(session, lost: .unconfirmedNote) { session throws(RPCError) in
            try await session.review.note(note, deadline: .seconds(60))
        }
        let record = MessagePosted(
            agencies: agencies, report: note.report, direction: .note, agency: agency, counter: note.counter,
            envelope: sha256(note.envelope))
        do {
            return try AcceptedPromise(
                promised, for: .message(record), descriptor: session.site.descriptor, now: now)
        } catch {
            throw ActingError.promise(reason: "\(error)")
        }
    }

    private func promised(
        _ session: ReviewSession, lost: ActingError,
        _ call: (ReviewSession) async throws(RPCError) -> Promised
    ) async throws -> Promised {
        var session = session
        var opened: ReviewSession?
        for attempt in 1...Self.attempts {
            do throws(RPCError) {
                let promised = try await call(session)
                await opened?.close()
                return promised
            } catch {
                await opened?.close()
                guard error.code != .aborted else { throw ActingError.concurrent }
                guard error.isBrokenConnection, !error.isPeers || error.code == .unavailable else {
                    throw VerificationError.site(.call(error))
                }
                guard attempt < Self.attempts, let next = try? await again() else {
                    guard !error.isPeers else { throw VerificationError.site(.call(error)) }
                    throw lost
                }
                (session, opened) = (next, next)
            }
        }
        throw lost
    }
}
