import AuditLog
import Cases
package import Keys
package import Sealing
package import Verification
package import Wire
package import Words

/// A note that the site has promised to deliver to the other agencies of a report.
package struct PostedNote: Equatable, Sendable {
    /// The report's id.
    package let report: Hash
    /// From 0, of this agency's notes on the report.
    package let counter: UInt32
    /// What the site promised to publish.
    package let commitment: Hash
    /// By which it is promised.
    package let epoch: UInt64
    /// Seconds since 1970 at which that epoch is due.
    package let scheduled: UInt64?
    /// Whom it is sealed to.
    package let agencies: [AgencyCode]
    /// The site's.
    package let zone: Zone
}

extension Note {
    /// Seals and signs a note to a report's agencies, the writer's own among them; nothing is sent.
    ///
    /// - Parameters:
    ///   - text: 1 to 4,000 bytes of UTF-8.
    ///   - report: the report's commitment.
    ///   - binding: from inside the report, whose agencies read the note and whose reply key goes into the signature.
    ///   - counter: from 0, of the agency's notes on it.
    ///   - agency: who writes.
    ///   - signer: one of its act keys.
    ///   - descriptor: the site's newest.
    ///   - keys: the newest of each of its agencies, in its order.
    ///   - random: gives as many random bytes as it is asked for, fit for keys.
    /// - Throws: `ActingError.sealing`.
    package init(
        _ text: String, on report: Hash, _ binding: Binding, counter: UInt32, by agency: AgencyCode,
        signer: SigningKey, descriptor: SiteDescriptor, keys: [AgencyKeys], random: RandomBytes
    ) throws(ActingError) {
        let message = Message(
            format: 1, direction: .note, kind: .words, report: report, agency: agency, counter: counter,
            lastSeen: Message.nothingSeen, text: text, signer: signer.publicKey, signature: Signature())
        do {
            let signed = try message.signed(by: signer, reply: binding.reply, origin: descriptor.origin)
            self.init(
                report: report, counter: counter,
                envelope: try sealEnvelope(
                    message: try signed.encoded(),
                    recipients: sealedTo(binding.agencies, descriptor: descriptor, keys: keys), random: random
                ))
        } catch {
            throw .sealing(reason: "\(error)")
        }
    }
}

/// Writes to the other agencies of a report.
package enum ReviewNote {
    /// Opens the report, seals the note and hands it in.
    ///
    /// - Parameters:
    ///   - prefix: of the report's id, 8 to 64 hexadecimal digits.
    ///   - text: 1 to 4,000 bytes of UTF-8.
    ///   - session: a visit of this agency's, left open.
    ///   - key: the agency's; opens the report and signs the note.
    ///   - handIn: brings it to the site.
    ///   - now: seconds since 1970.
    ///   - random: gives as many random bytes as it is asked for, fit for keys.
    /// - Returns: the note's place, and what the site promised.
    /// - Throws: `ActingError`, `UnreadReport`, `UntimelySite`; `VerificationError`, also of an id that is none or not proven.
    package static func run(
        _ prefix: String, text: String, session: ReviewSession, key: AgencyKeyFile, handIn: ActHandIn,
        now: UInt64, random: (Int) -> [UInt8]
    ) async throws -> PostedNote {
        try session.checkClock(at: now)
        let staged = try await session.staged()
        let proven = try await ProvenRecords.read(session, keys: key, isNewest: true)
        let record = try proven.report(prefix)
        let report = try await ReportReading.fetch(record, of: proven, session: session, key: key).report()
        let site = session.site
        let counter = proven.records.nextNote(
            of: record.commitment, by: key.code, staged: staged)
        let note = try Note(
            text, on: record.commitment, report.binding, counter: counter, by: key.code,
            signer: session.signer,
            descriptor: site.descriptor, keys: site.keys, random: random)
        let promise = try await handIn.hand(
            note, to: report.binding.agencies, by: key.code, over: session, now: now
        ).promise
        return PostedNote(
            report: record.commitment, counter: counter, commitment: promise.commitment, epoch: promise.epoch,
            scheduled: site.clock.scheduled(promise.epoch), agencies: report.binding.agencies,
            zone: site.clock.zone)
    }
}
