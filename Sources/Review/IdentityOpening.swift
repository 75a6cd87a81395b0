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
    /// - Throws: `IdentityError`, `UnreadReport`, and `VerificationError`, also of an id that is none or not proven.
    package static func run(
        _ prefix: String, session: ReviewSession, key: AgencyKeyFile, second: SigningKey?, path: String,
        now: UInt64
    ) async throws -> IdentityOpening {
        do throws(FileError) { try Files.checkNew(path) } catch {
            throw IdentityError.unwritable(path: path, error)
        }
        let proven = try await ProvenRecords.read(session, keys: key)
        let record = try proven.report(prefix)
        let report = try await ReportReading.fetch(record, of: proven, session: session, key: key).report()
        let given = try await given(record.commitment, by: report, of: proven, session: session, key: key)
        let acts = try await acts(
            on: record.commitment, of: report, by: key.code, in: proven, session: session, now: now)
        let opened: (act: Act, epoch: UInt64?)
        if let act = acts.last(where: { $0.kind == .identityOpened && $0.related == given.envelope }) {
            opened = (act, nil)
        } else {
            let act = try Act.opening(
                given.envelope, of: record.commitment, behind: acts.last, by: key.code, session: session,
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

    /// The agency's acts on the report in their order: those of the log, and behind them those that are promised.
    ///
    /// What the site says to be staged counts only where it promised it, and its signatures are those of an act of the log.
    private static func acts(
        on commitment: Hash, of report: Report, by agency: AgencyCode, in proven: ProvenRecords,
        session: ReviewSession, now: UInt64
    ) async throws -> [Act] {
        let logged: [Act]
        do { logged = try proven.records.history(of: commitment, by: agency).acts } catch {
            throw IdentityError.history(reason: "\(error)")
        }
        let descriptor = session.site.descriptor
        let published = session.site.keys.first { $0.agency == agency }?.acts ?? []
        let staged = try await session.stagedPromises().compactMap { promised -> Act? in
            guard case .act(let recorded) = promised.opening.record.body, recorded.act.agency == agency,
                !logged.contains(recorded.act), recorded.agencies == report.binding.agencies,
                recorded.act.fault(
                    on: commitment, agencies: recorded.agencies, origin: descriptor.origin,
                    isActKey: published.contains) == nil,
                (try? AcceptedPromise(promised, for: .act(recorded), descriptor: descriptor, now: now)) != nil
            else { return nil }
            return recorded.act
        }
        return logged + staged.sorted { $0.counter < $1.counter }
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

extension Act {
    /// Says that an agency opens an identity; where its case stands stays as it is.
    fileprivate static func opening(
        _ envelope: Hash, of report: Hash, behind last: Act?, by agency: AgencyCode, session: ReviewSession,
        second: SigningKey?
    ) throws(IdentityError) -> Act {
        guard let second else { throw .secondMissing }
        let published = session.site.keys.first { $0.agency == agency }?.acts ?? []
        guard second.publicKey != session.signer.publicKey, published.contains(second.publicKey) else {
            throw .notASecondKey
        }
        do {
            var act = Act(
                format: 1, kind: .identityOpened, report: report, agency: agency,
                counter: last.map { $0.counter.plus(1) } ?? 0,
                previous: try last.map { sha256(try $0.encoded()) } ?? Hash(),
                state: last?.state ?? .received, outcome: last?.outcome ?? .none, due: last?.due ?? .none,
                other: "", related: envelope, reason: Hash(), signer: session.signer.publicKey, second: nil,
                signature: Signature())
            let origin = session.site.descriptor.origin
            act.second = try SecondSignature(agreeingTo: act, key: second, origin: origin)
            return try act.signed(by: session.signer, origin: origin)
        } catch {
            throw .signing(reason: "\(error)")
        }
    }
}
