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
    /// The newest act of each agency, signed by it.
    package let acts: [Act]
    /// What the site shows of the report that does not hold.
    package let doubts: [InboxDoubt]

    /// Holds what a site shows against the codename's keys and the site's.
    ///
    /// - Parameters:
    ///   - report: the inbox's first answer, of which nothing is believed.
    ///   - site: whose keys, checkpoint and epoch it is judged by.
    ///   - mailbox: the codename's, which must have signed this very envelope and these agencies.
    ///   - now: seconds since 1970.
    /// - Throws: where the record is not this codename's, or the promise not this site's.
    package init(
        _ report: InboxReport, site: TrustedSite, mailbox: PublicKey, now: UInt64
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
        self.doubts = doubts
    }

    /// The farthest state that an agency has brought the case to: acts of different agencies have no order.
    package var state: CaseState {
        acts.map { $0.state }.max { $0.rawValue < $1.rawValue } ?? .received
    }

    /// Whether a quorum of witnesses signed the checkpoint that the receipt is for.
    package func isWitnessed(at site: TrustedSite) -> Bool {
        guard receipt != nil, case .witnessed = site.freshness else { return false }
        return true
    }
}
