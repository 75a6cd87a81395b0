import Age
import AuditLog
import Cases
import Files
package import Keys
import RPC
package import Sealing
package import Verification
package import Wire

/// An identity that a source gave to this agency, opened by an act that two of its keys signed.
package struct IdentityOpening: Equatable, Sendable {
    /// The report's id.
    package let report: Hash
    /// SHA-256 of the envelope that brought it.
    package let envelope: Hash
    /// The act's, of this agency's on the report.
    package let counter: UInt32
    /// By whose close the act is in the log, where it was made now; nil where an act of before opens it again.
    package let epoch: UInt64?
    /// The new file that holds it.
    package let path: String

    /// Proves that the identity is the source's, has the act promised, and only then opens and writes.
    ///
    /// Whoever holds the agency's recipient key could read it without an act: that the tool does not is what this is.
    ///
    /// - Parameters:
    ///   - prefix: of the report's id, 8 to 64 hexadecimal digits.
    ///   - session: a visit of this agency's, left open; its key signs the act.
    ///   - key: the agency's; opens the identity.
    ///   - second: another act key of the agency; nil where an act of before is enough.
    ///   - path: a new file, for its owner alone.
    ///   - now: seconds since 1970.
    /// - Returns: what was opened, and by which act.
    /// - Throws: `IdentityError`, `UnreadReport`, `UntimelySite`, and `VerificationError`, also of an id that is none or not proven.
    package static func run(
        _ prefix: String, session: ReviewSession, key: AgencyKeyFile, second: SigningKey?, path: String,
        now: UInt64
    ) async throws -> IdentityOpening {
        do throws(FileError) { try Files.checkNew(path) } catch {
            throw IdentityError.unwritable(path: path, error)
        }
        try session.checkClock(at: now)
        let staged = try await session.stagedPromises()
        let proven = try await ProvenRecords.read(session, keys: key, isNewest: true)
        let record = try proven.report(prefix)
        let report = try await ReportReading.fetch(record, of: proven, session: session, key: key).report()
        let given = try await given(record.commitment, by: report, of: proven, session: session, key: key)
        let own: OwnActs
        do {
            own = try OwnActs(
                on: record, in: proven, staged: staged, session: session, by: key.code, now: now)
        } catch ActingError.history(let reason) {
            throw IdentityError.history(reason: reason)
        }
        let opened: (act: Act, epoch: UInt64?)
        let acts = own.items.map { $0.act }
        if let act = acts.last(where: { $0.kind == .identityOpened && $0.related == given.envelope }) {
            opened = (act, nil)
        } else {
            let act = try opening(
                given.envelope, of: report, record.commitment, behind: own, by: key.code, session: session,
                second: second)
            opened = (act, try await handIn(act, of: report, session: session, now: now))
        }
        let text: String
        do { text = try SealedIdentity.open(given.message.text, identities: key.identities) } catch {
            throw IdentityError.notOpened(reason: "\(error)")
        }
        do throws(FileError) { try Files.create(path, Array((text + "\n").utf8), secret: true) } catch {
            throw IdentityError.unwritable(path: path, error)
        }
        return IdentityOpening(
            report: record.commitment, envelope: given.envelope, counter: opened.act.counter,
            epoch: opened.epoch, path: path)
    }

    /// The newest identity that the report's author gave to this agency.
    private static func given(
        _ commitment: Hash, by report: Report, of proven: ProvenRecords, session: ReviewSession,
        key: AgencyKeyFile
    ) async throws -> (envelope: Hash, message: Message) {
        for (record, posted) in proven.records.messages(of: commitment, .reply).reversed()
        where posted.agencies == [key.code] && record.fault == nil && record.length > 0 {
            let rule = EnvelopeRule.reply(
                posted, of: report.binding, origin: session.site.descriptor.origin)
            let (envelope, found) = try await session.fetch(
                posted.envelope, length: record.length, rule: rule, key: key)
            guard found == posted.envelope, envelope.problem == nil,
                case .reply(let message)? = envelope.content, message.kind == .identity
            else { continue }
            return (posted.envelope, message)
        }
        throw IdentityError.none
    }

    /// Says that the agency opens the identity; where its case stands stays as it is.
    private static func opening(
        _ envelope: Hash, of report: Report, _ commitment: Hash, behind own: OwnActs, by agency: AgencyCode,
        session: ReviewSession, second: SigningKey?
    ) throws(IdentityError) -> Act {
        let acted = ActedCase(
            report: commitment, agencies: report.binding.agencies, reply: report.binding.reply,
            standing: own.standing, last: own.last)
        do throws(ActingError) {
            return try SignedAct(
                ActWish(ActCodes(.identityOpened, of: own.standing, related: envelope)), on: acted,
                by: agency,
                signer: session.signer, second: second, descriptor: session.site.descriptor,
                keys: session.site.keys, random: { [UInt8](repeating: 0, count: $0) }
            ).record.act
        } catch {
            switch error {
            case .secondMissing: throw .secondMissing
            case .notASecondKey: throw .notASecondKey
            default: throw .signing(reason: "\(error)")
            }
        }
    }

    /// Says the epoch only of a promise that holds.
    private static func handIn(
        _ act: Act, of report: Report, session: ReviewSession, now: UInt64
    ) async throws -> UInt64 {
        let promised: Promised
        do {
            promised = try await session.review.act(
                ActRequest(act: act, reason: nil), deadline: .seconds(60))
        } catch {
            guard error.code == .aborted else { throw VerificationError.site(.call(error)) }
            throw IdentityError.concurrent
        }
        do {
            return try AcceptedPromise(
                promised, for: .act(ActRecorded(agencies: report.binding.agencies, act: act)),
                descriptor: session.site.descriptor, now: now
            ).promise.epoch
        } catch {
            throw IdentityError.promise(reason: "\(error)")
        }
    }
}
