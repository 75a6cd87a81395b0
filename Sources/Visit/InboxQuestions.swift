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
///
/// Each author counts from 0, one by one, and the site gives them in that order: who gives an item again, or one that
/// is not the next, has not the inbox of this report, and could go on for ever. Only as many may be missing as were
/// erased.
package struct InboxQuestions: Equatable, Sendable {
    private let report: Hash
    private let agencies: [AgencyCode]
    /// Of the agencies, as the site gives them.
    private let older: [AgencyKeys]
    /// Erased items of one inbox that are believed in: nothing shows that there is such an item at all.
    package static let erasedLimit: UInt32 = 256

    /// The counter that an author's next item has at least.
    private var next: [Conversation: UInt64] = [:]
    private var questions: [InboxQuestion] = []
    private var failed: [InboxDoubt] = []
    private var erased: UInt32 = 0
    /// Items that were neither given nor are explained by a counter yet.
    private var unexplained: UInt64 = 0

    private struct Conversation: Hashable {
        var agency: AgencyCode
        var direction: Direction
    }

    /// - Parameters:
    ///   - report: the report's commitment.
    ///   - agencies: its readers; nobody else may ask.
    ///   - older: keys that they have no more, unverified, by which they may have asked.
    package init(report: Hash, agencies: [AgencyCode], older: [AgencyKeys] = []) {
        self.report = report
        self.agencies = agencies
        self.older = older
    }

    /// Takes one item.
    ///
    /// Own replies are sealed to their agency and passed over.
    ///
    /// - Returns: false where it is not the next one of its author.
    package mutating func receive(_ item: InboxMessage, site: TrustedSite, keys: SourceKeys) -> Bool {
        let record = item.opening.message
        let agency = record.agencies.first ?? ""
        guard isNext(record.counter, in: Conversation(agency: agency, direction: record.direction)) else {
            return false
        }
        guard record.direction == .question else { return true }
        if let question = opened(item, site: site, keys: keys) {
            questions.append(question)
        } else {
            failed.append(.question(agency))
        }
        return true
    }

    /// An item that the site erased when its time was over.
    ///
    /// - Returns: false where there are more of them than any inbox needs.
    package mutating func receiveErased() -> Bool {
        guard erased < Self.erasedLimit else { return false }
        erased += 1
        unexplained += 1
        return true
    }

    private mutating func isNext(_ counter: UInt32, in conversation: Conversation) -> Bool {
        let expected = next[conversation] ?? 0
        guard UInt64(counter) >= expected, UInt64(counter) - expected <= unexplained else { return false }
        unexplained -= UInt64(counter) - expected
        next[conversation] = UInt64(counter) + 1
        return true
    }

    /// By agency, each one's in the order of its counter.
    package var inOrder: [InboxQuestion] {
        questions.sorted { ($0.agency, $0.counter) < ($1.agency, $1.counter) }
    }

    /// Items that failed, in the order in which they came; then how many are erased.
    package var doubts: [InboxDoubt] { failed + (erased == 0 ? [] : [.erased(Int(erased))]) }

    private func opened(_ item: InboxMessage, site: TrustedSite, keys: SourceKeys) -> InboxQuestion? {
        let record = item.opening.message
        guard record.report == report, record.agencies.count == 1, let agency = record.agencies.first,
            agencies.contains(agency),
            (try? item.promise.check(descriptor: site.descriptor)) != nil,
            (try? Commitment.of(item.opening.opening)) == item.promise.commitment,
            let bytes = try? openEnvelope(item.envelope, identity: keys.reply),
            let message = try? Message.verified(
                bytes, record: record, envelope: sha256(item.envelope), reply: keys.replyRecipient,
                signers: signers(of: agency, promised: item.promise.epoch, site: site),
                origin: site.descriptor.origin)
        else { return nil }
        return InboxQuestion(agency: agency, counter: message.counter, text: message.text)
    }

    /// A question is promised for the epoch behind the one in which it was asked.
    private func signers(of agency: AgencyCode, promised epoch: UInt64, site: TrustedSite) -> [PublicKey] {
        site.actKeys(of: agency, older: older, at: epoch == 0 ? 0 : site.clock.scheduled(epoch - 1) ?? .max)
    }
}
