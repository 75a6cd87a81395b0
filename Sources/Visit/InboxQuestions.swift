package import AuditLog
import Keys
package import Sealing
package import Wire

/// A question to the source, opened and verified.
package struct InboxQuestion: Equatable, Sendable {
    /// Who asks.
    package let agency: AgencyCode
    /// Of this agency's questions on the report, from 0.
    package let counter: UInt32
    /// As it was written: show it through `plain` only.
    package let text: String
}

/// Questions of one report, as its inbox's items come.
package struct InboxQuestions: Equatable, Sendable {
    private let report: Hash
    private let agencies: [AgencyCode]
    private var seen: [AgencyCode: Set<UInt32>] = [:]
    private var questions: [InboxQuestion] = []
    private var failed: [InboxDoubt] = []
    private var erased = 0

    /// - Parameters:
    ///   - report: the report's commitment.
    ///   - agencies: its readers; nobody else may ask.
    package init(report: Hash, agencies: [AgencyCode]) {
        self.report = report
        self.agencies = agencies
    }

    /// Takes one item.
    ///
    /// Own replies are sealed to their agency and passed over.
    package mutating func receive(_ item: InboxMessage, site: TrustedSite, keys: SourceKeys) {
        let record = item.opening.message
        guard record.direction == .question else { return }
        let agency = record.agencies.first ?? ""
        guard let question = opened(item, site: site, keys: keys) else {
            failed.append(.question(agency))
            return
        }
        guard seen[agency, default: []].insert(question.counter).inserted else {
            failed.append(.missingQuestion(agency))
            return
        }
        questions.append(question)
    }

    /// An item that the site erased when its time was over.
    package mutating func receiveErased() {
        erased += 1
    }

    /// By agency, each one's in the order of its counter.
    package var inOrder: [InboxQuestion] {
        questions.sorted { ($0.agency, $0.counter) < ($1.agency, $1.counter) }
    }

    /// Items that failed, in the order in which they came; then gaps in an agency's counters, or else how many items
    /// are erased, which explains gaps.
    package var doubts: [InboxDoubt] {
        guard erased == 0 else { return failed + [.erased(erased)] }
        let gaps = seen.filter { Int($0.value.max() ?? 0) != $0.value.count - 1 }
        return failed + gaps.keys.sorted().map { .missingQuestion($0) }
    }

    private func opened(_ item: InboxMessage, site: TrustedSite, keys: SourceKeys) -> InboxQuestion? {
        let record = item.opening.message
        guard record.report == report, record.agencies.count == 1, let agency = record.agencies.first,
            agencies.contains(agency), let signers = site.keys.first(where: { $0.agency == agency })?.acts,
            (try? item.promise.check(descriptor: site.descriptor)) != nil,
            (try? Commitment.of(item.opening.opening)) == item.promise.commitment,
            let bytes = try? openEnvelope(item.envelope, identity: keys.reply),
            let message = try? Message.verified(
                bytes, record: record, envelope: sha256(item.envelope), reply: keys.replyRecipient,
                signers: signers, origin: site.descriptor.origin)
        else { return nil }
        return InboxQuestion(agency: agency, counter: message.counter, text: message.text)
    }
}
