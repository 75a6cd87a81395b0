package import AuditLog
import Cases
import Keys
import Sealing
package import Wire
package import Words

/// Something in an inbox that could not be checked, or is not as it should be. It is told and not shown.
package enum InboxDoubt: Equatable, Sendable {
    /// The agency signed an act with a key that is not among its newest ones, or not at all.
    case act(AgencyCode)
    case question(AgencyCode)
    /// Questions are counted from 0 by their author; one is missing or doubled.
    case missingQuestion(AgencyCode)
    /// That many questions are erased.
    case erased(Int)
    /// The proof that the log holds the report does not hold.
    case inclusion
}

/// A codename's report as its site shows it, held against the codename's own keys.
package struct CheckedReport: Equatable, Sendable {
    package let promise: Promise
    package let record: ReportReceived
    /// Opens the promised commitment.
    package let opening: Opening
    package let standing: PromiseStanding
    /// Nil while the report is in no published batch.
    package let receipt: Receipt?
    /// The newest act of each agency, signed by it.
    package let acts: [Act]
    package let doubts: [InboxDoubt]

    /// Throws where the record is not this codename's, or the promise not this site's.
    ///
    /// - Parameters:
    ///   - mailbox: the codename's, which must have signed this very envelope and these agencies.
    ///   - now: seconds since 1970.
    package init(
        _ report: InboxReport, site: TrustedSite, mailbox: PublicKey, now: UInt64
    ) throws(Failure) {
        guard case .reportReceived(let record) = report.promised.opening.record.body else {
            throw Failure(.untrusted, "the site shows another kind of record than a report", field: "record")
        }
        let binding = SubmitBinding(
            keySet: report.keySet, agencies: record.agencies, envelope: record.envelope)
        guard binding.isSigned(report.signature, by: mailbox, origin: site.descriptor.origin) else {
            throw Failure(
                .untrusted, "the site shows a report that this codename did not send", field: "signature")
        }
        do {
            let accepted = try AcceptedPromise(
                report.promised, for: .report(envelope: record.envelope, agencies: record.agencies),
                descriptor: site.descriptor, now: now)
            promise = accepted.promise
            opening = accepted.opening
        } catch {
            throw Failure(.untrusted, "the site's promise does not hold: \(error)", field: "promise")
        }
        self.record = record
        let commitment = promise.commitment
        var doubts: [InboxDoubt] = []
        receipt = report.inclusion.flatMap {
            try? Receipt(commitment: commitment, inclusion: $0, checkpoint: site.checkpoint)
        }
        if report.inclusion != nil, receipt == nil { doubts.append(.inclusion) }
        standing = promise.standing(receipt: receipt, newestEpoch: site.epoch.number)
        var acts: [Act] = []
        for act in report.acts {
            let isFirst = !acts.contains { $0.agency == act.agency }
            let keys = site.keys.first { $0.agency == act.agency }
            let fault = act.fault(
                on: commitment, agencies: record.agencies, origin: site.descriptor.origin,
                isActKey: { keys?.acts.contains($0) == true })
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
        acts.map(\.state).max { $0.rawValue < $1.rawValue } ?? .received
    }

    /// Whether a quorum of witnesses signed the checkpoint that the receipt is for.
    package func isWitnessed(at site: TrustedSite) -> Bool {
        guard receipt != nil, case .witnessed = site.freshness else { return false }
        return true
    }
}
