import AuditLog
package import Cases
import Keys
import Sealing
package import Verification
package import Wire

/// An agency's acts on a report in their order, those of the log and behind them those that are promised, and where they lead.
package struct OwnActs: Sendable {
    /// One of them.
    package struct Item: Equatable, Sendable {
        /// The act.
        package let act: Act
        /// By which it is promised; nil where the log has it already.
        package let promised: UInt64?
    }

    /// By counter.
    package private(set) var items: [Item] = []
    /// Behind the last of them.
    package private(set) var standing: CaseStanding

    /// The newest one; nil without one.
    package var last: Act? { items.last?.act }

    /// Takes those that the log proves, and those that are staged.
    ///
    /// What the site says to be staged counts only where it promised it, and its signatures are those of an act of the log.
    ///
    /// - Parameters:
    ///   - report: proven.
    ///   - proven: all that the agency was given, read after `staged`.
    ///   - staged: what the agency has staged; asked first, or an act that is published meanwhile would be in neither.
    ///   - session: the agency's.
    ///   - agency: whose acts.
    ///   - now: seconds since 1970.
    /// - Throws: `ActingError.history` where those of the log do not follow each other, `promise` where a clock is wrong; `VerificationError`.
    package init(
        on report: ReviewRecord, in proven: ProvenRecords, staged: [Promised], session: ReviewSession,
        by agency: AgencyCode, now: UInt64
    ) throws {
        let (site, commitment) = (session.site, report.commitment)
        let timeline = proven.records.timeline(
            of: report, kind: site.kind,
            time: { proven.epoch(holding: $0).flatMap { site.clock.scheduled($0) } })
        let logged: [Act]
        do { logged = try proven.records.history(of: commitment, by: agency).acts } catch {
            throw ActingError.history(reason: "\(error)")
        }
        guard let standing = timeline.standing(of: agency) else {
            throw VerificationError.site(.notProven(commitment, .agencies))
        }
        try self.init(
            on: commitment, of: report.received?.agencies ?? [], logged: logged, standing: standing,
            staged: staged, session: session, by: agency, now: now)
    }

    /// The same of a case that was read already.
    ///
    /// Where it was read before `staged`, an act that was published in between is missing: the site takes none in its place.
    init(
        _ file: CaseFile, staged: [Promised], session: ReviewSession, by agency: AgencyCode, now: UInt64
    ) throws {
        let logged: [Act]
        do { logged = try file.history(of: agency).acts } catch {
            throw ActingError.history(reason: "\(error)")
        }
        guard let standing = file.timeline(session.site.kind)?.standing(of: agency) else {
            throw VerificationError.site(.notProven(file.id, .agencies))
        }
        try self.init(
            on: file.id, of: file.agencies, logged: logged, standing: standing,
            staged: staged, session: session, by: agency, now: now)
    }

    private init(
        on commitment: Hash, of agencies: [AgencyCode], logged: [Act], standing: CaseStanding,
        staged: [Promised], session: ReviewSession, by agency: AgencyCode, now: UInt64
    ) throws(ActingError) {
        let site = session.site
        let (descriptor, clock) = (site.descriptor, site.clock)
        self.standing = standing
        items = logged.map { Item(act: $0, promised: nil) }
        let published = site.keys.first { $0.agency == agency }?.acts ?? []
        var promises: [Item] = []
        for promised in staged {
            guard case .act(let recorded) = promised.opening.record.body, recorded.act.agency == agency,
                !logged.contains(recorded.act), recorded.agencies == agencies,
                recorded.act.fault(
                    on: commitment, agencies: agencies, origin: descriptor.origin,
                    isActKey: published.contains) == nil
            else { continue }
            do throws(PromiseRefusal) {
                _ = try AcceptedPromise(promised, for: .act(recorded), descriptor: descriptor, now: now)
                promises.append(Item(act: recorded.act, promised: promised.promise.epoch))
            } catch {
                // Passed over, it would look as if a colleague had acted at the same moment.
                if case .epochTooFar = error { throw .promise(reason: "\(error)") }
            }
        }
        for item in promises.sorted(by: { $0.act.counter < $1.act.counter }) {
            items.append(item)
            let time = item.promised.flatMap { clock.scheduled($0) } ?? self.standing.entered
            _ = self.standing.take(ActCodes(item.act), on: commitment, by: agency, at: time)
        }
    }
}

extension TrustedSite {
    /// What an agency is, as the site's descriptor has it.
    func kind(_ code: AgencyCode) -> AgencyKind {
        descriptor.agencies.first { $0.code == code }?.knownKind ?? .notSaid
    }
}
