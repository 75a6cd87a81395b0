package import Wire

/// What callers who showed who they are may read about reports.
package protocol ReportReads: Sendable {
    /// A report, published or not. For the holder of the mailbox key alone.
    ///
    /// - Returns: nil for a mailbox that is unknown or wholly erased.
    func report(mailbox: PublicKey) async throws(StoreError) -> MailboxReport?

    /// Nil for a report that is unknown, erased or not published, and for one that does not carry the agency's code: these
    /// are told apart neither by the answer nor by the work that it takes.
    func publishedReport(_ commitment: Hash, of agency: AgencyCode) async throws(StoreError)
        -> PublishedReport?

    /// Nil for an envelope that no published record names, and for one whose record does not carry the agency's code: told
    /// apart as little.
    func envelope(_ hash: Hash, of agency: AgencyCode) async throws(StoreError) -> PublishedEnvelope?

    /// The n-th of a report's published questions and replies, from 1: in the order of the log, each author's by counter.
    ///
    /// - Returns: nil where there are fewer, or its payload and all are gone.
    func inboxItem(_ n: UInt64, of report: Hash) async throws(StoreError) -> PublishedMessage?

    /// The report that a published supplement's envelope belongs to; nil for no supplement, or one that is not published.
    func report(ofSupplement envelope: Hash) async throws(StoreError) -> Hash?

    /// What an author's next message about a report counts as, staged ones included: for the author alone.
    func nextCounter(of message: MessagePosted) async throws(StoreError) -> UInt32

    /// The records of an agency, or of the auditor (""), that are promised and stand in no epoch that is shown. For their author
    /// alone.
    ///
    /// - Parameters:
    ///   - author: the agency's code, or "".
    ///   - shown: the newest epoch that visitors are shown: what is published behind it is nowhere else for its author to see.
    /// - Returns: each with the site's promise, by epoch and commitment.
    /// - Throws: `StoreError`.
    func staged(by author: String, behind shown: UInt64) async throws(StoreError) -> [Promised]
}

/// A report as its mailbox's holder sees it, from the moment it is staged.
package struct MailboxReport: Equatable, Sendable {
    /// The promise, and what opens it.
    package let promised: Promised
    /// The key set that the submission named.
    package let keySet: Hash
    /// The submission's.
    package let signature: Signature
    /// Where it stands, once published.
    package let index: UInt64?
    /// Where the epoch entry stands that closes its batch, once published.
    package let batchEnd: UInt64?
    /// The newest published act of each agency that has one, by agency.
    package let acts: [PostedAct]
    /// How far its source's conversation with each of its agencies has come, in their order.
    package let conversations: [Conversation]
    /// The counter of its next supplement.
    package let supplement: UInt32
    /// Its published questions and replies.
    package let messages: UInt64
    /// Its newest published supplements, 64 at most, by counter.
    package let supplements: [PostedSupplement]
    /// The published erasure of its envelope; nil where there is none.
    package let erasure: PublishedErasure?
}

/// An erasure as the log has it.
package struct PublishedErasure: Equatable, Sendable {
    /// Of its entry in the log.
    package let index: UInt64
    /// Of a `payload_erased`.
    package let opening: Opening
}

/// A published report, as the server needs it to judge what agencies ask about it.
package struct PublishedReport: Equatable, Sendable {
    /// Of the record.
    package let commitment: Hash
    /// Whose it is, ascending.
    package let agencies: [AgencyCode]
    /// Of its entry in the log.
    package let index: UInt64
}

/// A published message about a report.
package struct PublishedMessage: Equatable, Sendable {
    /// The promise, and what opens it.
    package let promised: Promised
    /// The record's body.
    package let message: MessagePosted
}
