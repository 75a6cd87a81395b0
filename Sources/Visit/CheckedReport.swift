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
    /// The epoch by which each of `acts` was promised to be published, in their order.
    package let actEpochs: [UInt64]
    /// Whether a quorum of witnesses has seen the tree that the receipt is for.
    package let isWitnessed: Bool
    /// How far the conversation with each agency has come by the site's word, in the order of the report's agencies.
    package let conversations: [Conversation]
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
    /// Agencies whose word is not taken: their identity is too new.
    let unheard: [AgencyCode]
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
        let unheard = record.agencies.filter { seen?.isSettled($0, at: site) == false }
        self.unheard = unheard
        var acts: [Act] = []
        var epochs: [UInt64] = []
        for posted in report.acts {
            let act = posted.act
            let isFirst = !acts.contains { $0.agency == act.agency }
            let keys = unheard.contains(act.agency) ? [] : site.actKeys(of: act.agency, older: report.older)
            let fault = act.fault(
                on: commitment, agencies: record.agencies, origin: site.descriptor.origin,
                isActKey: { keys.contains($0) })
            if isFirst, fault == nil, posted.isPromised(to: record.agencies, at: site) {
                acts.append(act)
                epochs.append(posted.promise.epoch)
            } else {
                doubts.append(.act(act.agency))
            }
        }
        self.acts = acts
        actEpochs = epochs
        conversations = report.conversations
        if !report.countsAgree(with: record.agencies) { doubts.append(.counts) }
        messages = report.messages
        older = report.older
        supplements = report.supplements
        supplement = report.supplement
        erasure = report.erased.flatMap {
            $0.erasure(
                of: receipt, envelope: record.envelope, agencies: record.agencies, included: batch,
                older: report.older, at: site)
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
        if case .witnessed = site.freshness, seen.map({ $0.standing.witnesses == .settled }) ?? true {
            return true
        }
        return seen?.hasWitnessed(index, at: site) ?? false
    }

    /// The farthest state that an agency has brought the case to: acts of different agencies have no order.
    package var state: CaseState {
        acts.map { $0.state }.max { $0.rawValue < $1.rawValue } ?? .received
    }
}

extension PostedAct {
    /// Whether the site has promised exactly this act, in a record to these agencies.
    fileprivate func isPromised(to agencies: [AgencyCode], at site: TrustedSite) -> Bool {
        let record = Record(format: 1, body: .act(ActRecorded(agencies: agencies, act: act)))
        let opening = Opening(nonce: nonce, record: record)
        return (try? Commitment.of(opening)) == promise.commitment
            && (try? promise.check(descriptor: site.descriptor)) != nil
    }
}

extension InboxReport {
    /// Whether as many messages are said to be there as the conversations come to: staged replies are counted in those
    /// alone.
    fileprivate func countsAgree(with agencies: [AgencyCode]) -> Bool {
        guard conversations.map({ $0.agency }) == agencies else { return false }
        let questions = conversations.reduce(UInt64(0)) { $0.plus(UInt64($1.questions)) }
        let replies = conversations.reduce(UInt64(0)) { $0.plus(UInt64($1.replies)) }
        return (questions...questions.plus(replies)).contains(UInt64(messages))
    }
}

extension CheckedReport {
    /// Whether an agency has asked more, by the site's word, than was answered.
    var hasOpenQuestion: Bool { conversations.contains { $0.questions > $0.replies } }

    /// The act of `acts` that was promised last and names a reason; nil without one.
    var newestReason: Act? {
        var newest: (act: Act, epoch: UInt64)?
        for (act, epoch) in zip(acts, actEpochs) where act.reasonEnvelope != nil {
            if epoch >= newest?.epoch ?? 0 { newest = (act, epoch) }
        }
        return newest?.act
    }
}
