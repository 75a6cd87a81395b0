import AuditLog
import Cases
import Keys
import RPC
package import Sealing
package import Verification
package import Wire
package import Words

/// An agency's consents to the early erasure of what it has fetched itself of a report.
package struct ReviewConsent: Equatable, Sendable {
    /// One record whose sealed content is to go.
    package struct Given: Equatable, Sendable {
        /// The record's.
        package var commitment: Hash
        /// Of its entry.
        package var index: UInt64
        /// What it is.
        package var kind: RecordKind
        /// Those of its agencies that have consented by now, this one among them.
        package var agencies: [AgencyCode]
        /// Those that have not.
        package var missing: [AgencyCode]
    }

    /// The report's id.
    package let report: Hash
    /// In the order of the log.
    package private(set) var given: [Given] = []
    /// Entries that are too young, with the time from which on consents are taken, seconds since 1970.
    package private(set) var early: [(index: UInt64, from: UInt64)] = []
    /// Entries whose content this agency could not fetch, prove or read: it consents to none of them.
    package private(set) var unread: [UInt64] = []
    /// The site's.
    package let zone: Zone

    /// Compares all of it.
    package static func == (left: Self, right: Self) -> Bool {
        left.report == right.report && left.given == right.given && left.unread == right.unread
            && left.early.elementsEqual(right.early) { $0 == $1 }
    }

    /// Seconds from a record's inclusion until consents are taken.
    package static let earliest: UInt64 = 30 * 86_400

    /// From when on the consent to the erasure of a report is taken, seconds since 1970; nil where its date is not proven, or it
    /// was erased.
    static func start(of file: CaseFile) -> UInt64? {
        guard let received = file.received, received.isProven, !file.erased.contains(file.id) else {
            return nil
        }
        return received.date.map { $0.plus(earliest) }
    }

    /// Fetches, proves and opens the report with all that came behind it, and consents to the erasure of each part that is old
    /// enough: what is sealed to the agency it has read, of all else it has compared the hash.
    ///
    /// - Parameters:
    ///   - prefix: of the report's id, 8 to 64 hexadecimal digits.
    ///   - session: a visit of this agency's, left open; its key signs.
    ///   - key: the agency's.
    /// - Returns: what it consented to, and to what it did not.
    /// - Throws: `UnreadReport`; `VerificationError`, also of an id that is none or not proven, and where the site refuses.
    package static func run(
        _ prefix: String, session: ReviewSession, key: AgencyKeyFile
    ) async throws -> ReviewConsent {
        let cases = try await SiteCases.read(session, key: key)
        let file = await cases.whole(try cases.file(prefix))
        guard file.report != nil else { throw UnreadReport(file.received?.content ?? .waiting) }
        let site = session.site
        var consent = ReviewConsent(report: file.id, zone: site.clock.zone)
        for record in file.records where record.opened.length > 0 {
            guard record.envelope != nil, record.body.agencies.contains(key.code) else { continue }
            guard record.isProven, record.content.isCompared, let included = record.date else {
                consent.unread.append(record.index)
                continue
            }
            let from = included.plus(earliest)
            guard site.epoch.scheduled >= from else {
                consent.early.append((record.index, from))
                continue
            }
            consent.given.append(try await session.consent(to: record.record, by: key.code))
        }
        return consent
    }

    private init(report: Hash, zone: Zone) {
        self.report = report
        self.zone = zone
    }
}

extension CaseContent {
    /// Whether the recorded envelope was fetched, and read by whom it is sealed to.
    fileprivate var isCompared: Bool {
        switch self {
        case .report, .supplement, .message, .reason, .notForUs: true
        default: false
        }
    }
}

extension ReviewSession {
    fileprivate func consent(
        to record: ReviewRecord, by agency: AgencyCode
    ) async throws -> ReviewConsent.Given {
        let consent = try ErasureConsent(
            agency: agency, key: signer, origin: site.descriptor.origin, commitment: record.commitment,
            cause: .fetchedByAll)
        let answer: Consents
        do {
            answer = try await review.consent(
                Consent(commitment: record.commitment, consent: consent), deadline: .seconds(60))
        } catch {
            throw VerificationError.site(.call(error))
        }
        let agencies = record.body.agencies
        return ReviewConsent.Given(
            commitment: record.commitment, index: record.index, kind: record.body.discriminant,
            agencies: agencies.filter { answer.agencies.contains($0) },
            missing: agencies.filter { !answer.agencies.contains($0) })
    }
}
