package import AuditLog
package import Cases
import Keys
package import RPC
package import Sealing
package import Verification
package import Visit
package import Wire

/// What became of an agency's word that it has reports: the act `received` on each, once.
///
/// A source sees in its inbox which agencies said so: operator and auditor together cannot keep a report from an agency
/// without its source noticing.
package struct ReceivedActs: Equatable, Sendable {
    /// Why the site did not take one.
    package enum Refusal: Error, Equatable, Sendable {
        case call(RPCError)
        case promise(PromiseRefusal)
        case signing(String)
        /// Nothing was sent.
        case untimely(UntimelySite)
    }

    /// Reports on which the act was promised now.
    package private(set) var promised: [Hash] = []
    /// Of the first report that it was refused on, and how many stay without it.
    package private(set) var refused: (refusal: Refusal, reports: Int)?

    /// Compares reports and refusal.
    package static func == (left: Self, right: Self) -> Bool {
        left.promised == right.promised && left.refused?.refusal == right.refused?.refusal
            && left.refused?.reports == right.refused?.reports
    }

    /// Hands the act in for each report that has none of the agency's, published or staged.
    ///
    /// It never fails what was asked for: a site that refuses or is too old leaves everything as it was.
    ///
    /// - Parameters:
    ///   - reports: proven and read.
    ///   - proven: all that the agency was given.
    ///   - session: the agency's.
    ///   - key: the agency's; signs.
    ///   - now: seconds since 1970.
    /// - Returns: what was promised, and what was not.
    package static func handIn(
        _ reports: [ReviewRecord], of proven: ProvenRecords, session: ReviewSession, key: AgencyKeyFile,
        now: UInt64
    ) async -> ReceivedActs {
        await handIn(
            reports.filter { !proven.records.hasAct(on: $0.commitment, by: key.code) }, session: session,
            key: key, now: now)
    }

    /// The same where it is known already that no published act of the agency's is on any of the reports.
    package static func handIn(
        _ reports: [ReviewRecord], session: ReviewSession, key: AgencyKeyFile, now: UInt64
    ) async -> ReceivedActs {
        var done = ReceivedActs()
        var waiting = reports
        guard !waiting.isEmpty else { return done }
        var next = 0
        do throws(Refusal) {
            do { try session.checkClock(at: now) } catch { throw .untimely(error) }
            let staged = try await stagedActs(session)
            waiting.removeAll { staged.contains($0.commitment) }
            while next < waiting.count {
                let report = waiting[next]
                if try await handIn(report, session: session, key: key, now: now) {
                    done.promised.append(report.commitment)
                }
                next += 1
            }
        } catch {
            done.refused = (error, waiting.count - next)
        }
        return done
    }

    private static func stagedActs(_ session: ReviewSession) async throws(Refusal) -> Set<Hash> {
        var reports: Set<Hash> = []
        let stream = session.review.staged(StagedRequest())
        do throws(RPCError) {
            while let promised = try await stream.next() {
                if case .act(let recorded) = promised.opening.record.body {
                    reports.insert(recorded.act.report)
                }
            }
        } catch {
            throw .call(error)
        }
        return reports
    }

    /// False where a colleague acted at the same moment.
    private static func handIn(
        _ report: ReviewRecord, session: ReviewSession, key: AgencyKeyFile, now: UInt64
    ) async throws(Refusal) -> Bool {
        let descriptor = session.site.descriptor
        let act: Act
        do {
            act = try Act(
                format: 1, kind: .received, report: report.commitment, agency: key.code, counter: 0,
                previous: Hash(), state: .received, outcome: .none, due: .none, other: "", related: Hash(),
                reason: Hash(), signer: session.signer.publicKey, second: nil, signature: Signature()
            ).signed(by: session.signer, origin: descriptor.origin)
        } catch {
            throw .signing("\(error)")
        }
        let promised: Promised
        let request = ActRequest(act: act, reason: nil)
        do { promised = try await session.review.act(request, deadline: .seconds(60)) } catch {
            guard error.code != .aborted else { return false }
            throw .call(error)
        }
        let sent = ActRecorded(agencies: report.received?.agencies ?? [], act: act)
        do { _ = try AcceptedPromise(promised, for: .act(sent), descriptor: descriptor, now: now) } catch {
            throw .promise(error)
        }
        return true
    }

    /// How often `opened` is signed anew, where another act of the agency's has its place.
    private static let attempts = 3

    /// Hands in the act `opened`, once: that somebody opened a report is seen by the report's other agencies.
    ///
    /// The case is read anew where an act of the agency's stands behind it by now.
    mutating func sayOpened(
        _ file: CaseFile, session: ReviewSession, key: AgencyKeyFile, now: UInt64
    ) async {
        do { try session.checkClock(at: now) } catch { return refused = (.untimely(error), 1) }
        var file = file
        for attempt in 1...Self.attempts {
            do {
                let staged = try await session.stagedPromises()
                if attempt > 1 {
                    // Behind `staged`, or an act that is published meanwhile would be in neither.
                    file = try await SiteCases.read(session, key: key, isNewest: true).file(file.id.hex)
                }
                return try await sayOpened(file, staged, session: session, key: key, now: now)
            } catch let error as RPCError {
                guard error.code == .aborted, attempt < Self.attempts else {
                    return refused = (.call(error), 1)
                }
            } catch let error as PromiseRefusal {
                return refused = (.promise(error), 1)
            } catch ActingError.promise(let reason) {
                return refused = (.signing(reason), 1)
            } catch {
                return refused = (.signing("\(error)"), 1)
            }
        }
    }

    private func sayOpened(
        _ file: CaseFile, _ staged: [Promised], session: ReviewSession, key: AgencyKeyFile, now: UInt64
    ) async throws {
        let own = try OwnActs(file, staged: staged, session: session, by: key.code, now: now)
        guard !own.items.contains(where: { $0.act.kind == .opened }) else { return }
        let acted = ActedCase(
            report: file.id, agencies: file.agencies, reply: nil,
            standing: own.standing, last: own.last)
        let signed = try SignedAct(
            ActWish(ActCodes(.opened, of: own.standing)), on: acted, by: key.code,
            signer: session.signer, second: nil, descriptor: session.site.descriptor,
            keys: session.site.keys, random: { [UInt8](repeating: 0, count: $0) })
        let promised = try await session.review.act(signed.request, deadline: .seconds(60))
        _ = try AcceptedPromise(
            promised, for: .act(signed.record), descriptor: session.site.descriptor, now: now)
    }
}
