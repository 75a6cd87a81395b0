import Age
import Keys
import Sealing
import Wire

/// A question that is to be sealed to its report's source.
struct QuestionDraft: Sendable {
    /// The report's commitment.
    let report: Hash
    /// Among the agency's questions on it.
    let counter: UInt32
    /// The highest counter of the source's answers that was read.
    let lastSeen: UInt32
    /// What is asked.
    let text: String

    /// Signs and seals it.
    ///
    /// - Parameters:
    ///   - reply: the source's reply key, from inside its report.
    ///   - signer: an act key of the agency's.
    ///   - agency: who asks.
    ///   - origin: the log's.
    ///   - random: gives as many random bytes as it is asked for, fit for keys.
    /// - Returns: what is handed in, and the message that nobody but the source can read in it.
    /// - Throws: `sealing`.
    func sealed(
        to reply: [UInt8], by signer: SigningKey, of agency: AgencyCode, origin: Origin,
        random: (Int) -> [UInt8]
    ) throws(AskingError) -> (question: Question, message: [UInt8]) {
        let message = Message(
            format: 1, direction: .question, kind: .words, report: report, agency: agency, counter: counter,
            lastSeen: lastSeen, text: text, signer: signer.publicKey, signature: Signature())
        do {
            let bytes = try message.signed(by: signer, reply: reply, origin: origin).encoded()
            let envelope = try sealEnvelope(
                message: bytes, recipients: [.hybrid(publicKey: reply)], random: random)
            return (Question(report: report, counter: counter, envelope: envelope), bytes)
        } catch {
            throw .sealing(reason: "\(error)")
        }
    }
}
