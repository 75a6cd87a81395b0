package import AuditLog
import Cases
import Keys
import Sealing
package import Wire

/// A codename's report as its site shows it, held against the codename's own keys.
package struct CheckedReport: Equatable, Sendable {
    /// Signed by the site for exactly this record.
    package let promise: Promise
    /// What the log says of the report: its readers and its envelope's hash.
    package let record: ReportReceived
    /// Opens the promised commitment.
    package let opening: Opening
    /// Whether the promise is kept, broken, or not due yet.
    package let standing: PromiseStanding
    /// Nil while the report is in no published batch.
    package let receipt: Receipt?
    /// The epoch that closes the batch of the receipt; nil without one.
    package let included: Epoch?
    /// The newest act of each agency, signed by it.
    package let acts: [Act]
    /// Whether a quorum of witnesses has seen the tree that the receipt is for.
    package let isWitnessed: Bool
    /// The counter of the next reply to each agency, in the order of the report's agencies.
    package let replies: [NextReply]
    /// Messages behind the report: questions and own replies.
    package let messages: UInt32
    /// The newest supplements that the site says to have published, by counter; nothing here proves it.
    package let supplements: [PostedSupplement]
    /// The counter of the next supplement.
    package let supplement: UInt32
    /// Proof of the erasure of the report's envelope; nil where none is shown, or what is shown does not hold.
    package let erasure: PayloadErased?
    /// Keys that its agencies have had and have no more, as the site gives them, unverified.
    let older: [AgencyKeys]
    /// What the site shows of the report that does not hold.
    package let doubts: [InboxDoubt]

    /// Holds what a site shows against the codename's keys and the site's.
    ///
    /// - Parameters:
    ///   - report: the inbox's first answer, of which nothing is believed.
    ///   - site: whose keys, checkpoint and epoch it is judged by.
    ///   - seen: the look's; nil where the site's own checkpoint alone says what witnesses saw.
    ///   - mailbox: the codename's, which must have signed this very envelope and these agencies.
    ///   - now: seconds since 1970.
    /// - Throws: where the record is not this codename's, or the promise not this site's.
    package init(
        _ report: InboxReport, site: TrustedSite, seen: SeenSite? = nil, mailbox: PublicKey, now: UInt64
    ) throws(ReportFault) {
        guard case .reportReceived(let record) = report.promised.opening.record.body else {
            throw .kind(report.promised.opening.record.body.discriminant)
        }
        let binding = SubmitBinding(
            format: 1, keySet: report.keySet, agencies: record.agencies, envelope: record.envelope)
        guard binding.isSigned(report.signature, by: mailbox, origin: site.descriptor.origin) else {
            throw .notSent
        }
        do {
            let accepted = try AcceptedPromise(
                report.promised, for: .report(envelope: record.envelope, agencies: record.agencies),
                descriptor: site.descriptor, now: now)
            promise = accepted.promise
            opening = accepted.opening
        } catch {
            throw .promise(error)
        }
        self.record = record
        let commitment = promise.commitment
        var doubts: [InboxDoubt] = []
        let receipt = report.inclusion.flatMap {
            try? Receipt(commitment: commitment, inclusion: $0, checkpoint: site.checkpoint)
        }
        let batch = report.batch.flatMap { $0.epoch(closing: receipt, at: site) }
        // Without its batch nobody could tell whether it came in time.
        self.receipt = batch == nil ? nil : receipt
        included = batch
        if report.inclusion != nil, self.receipt == nil { doubts.append(.inclusion) }
        standing = promise.standing(
            batch: batch, newestEpoch: site.epoch.number, clock: site.clock, at: now)
        var acts: [Act] = []
        for act in report.acts {
            let isFirst = !acts.contains { $0.agency == act.agency }
            let keys = site.actKeys(of: act.agency, older: report.older)
            let fault = act.fault(
                on: commitment, agencies: record.agencies, origin: site.descriptor.origin,
                isActKey: { keys.contains($0) })
            if isFirst, fault == nil {
                acts.append(act)
            } else {
                doubts.append(.act(act.agency))
            }
        }
        self.acts = acts
        replies = report.replies
        messages = report.messages
        older = report.older
        supplements = report.supplements
        supplement = report.supplement
        erasure = report.erased.flatMap {
            $0.erasure(
                of: receipt, envelope: record.envelope, agencies: record.agencies, included: batch, at: site)
        }
        if report.erased != nil, erasure == nil { doubts.append(.erasure) }
        self.doubts = doubts
        isWitnessed = self.receipt.map { Self.isWitnessed($0.index, at: site, seen: seen) } ?? false
    }

    /// Seconds within which an agency shows that it has a report, by an act of whatever kind.
    package static let longestSilence: UInt64 = 7 * 86_400

    /// Agencies that have not acted on the report, though it has been in the log for a week.
    ///
    /// Operator and auditor together could hide a report from an agency, but cannot sign its act.
    ///
    /// - Parameter now: the own clock, seconds since 1970.
    /// - Returns: their codes, in the report's order.
    package func silentAgencies(at now: UInt64) -> [AgencyCode] {
        guard let included, now.less(included.scheduled) > Self.longestSilence else {
            return []
        }
        return record.agencies.filter { code in !acts.contains { $0.agency == code } }
    }

    private static func isWitnessed(_ index: UInt64, at site: TrustedSite, seen: SeenSite?) -> Bool {
        if case .witnessed = site.freshness { return true }
        return seen?.hasWitnessed(index, at: site) ?? false
    }

    /// The farthest state that an agency has brought the case to: acts of different agencies have no order.
    package var state: CaseState {
        acts.map { $0.state }.max { $0.rawValue < $1.rawValue } ?? .received
    }
}
