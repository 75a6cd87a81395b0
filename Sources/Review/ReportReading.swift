import AuditLog
package import Cases
import Keys
package import RPC
package import Sealing
package import Verification
package import Wire

/// What an agency finds in the envelope of a report's record.
package enum ReportReading: Equatable, Sendable {
    /// Read, and believed.
    case read(Report)
    /// Read, and sealed to a key set that no epoch of the log named.
    case unknownKeySet(Report)
    /// The recorded envelope, which nobody can read: somebody sent noise.
    case garbage(SealingError?)
    /// Not what the log says; nothing of it was opened.
    case otherEnvelope(found: Hash)
    /// The site does not hand it out.
    case refused(RPCError)
    /// Erased, as a lawful erasure in the log says.
    case erased
    /// Gone, and no lawful erasure says so.
    case gone

    /// The report, read and believed.
    ///
    /// - Throws: `UnreadReport`; `VerificationError` where the site does not hand it out.
    package func report() throws -> Report {
        switch self {
        case .read(let report): return report
        case .unknownKeySet: throw UnreadReport.unknownKeySet
        case .garbage(let problem): throw UnreadReport.garbage(reason: problem.map { "\($0)" })
        case .otherEnvelope: throw UnreadReport.otherEnvelope
        case .refused(let error): throw VerificationError.site(.call(error))
        case .erased: throw UnreadReport.erased
        case .gone: throw UnreadReport.gone
        }
    }

    /// Fetches and opens the envelope of one report, whose record is proven.
    package static func fetch(
        _ record: ReviewRecord, of proven: ProvenRecords, session: ReviewSession, key: AgencyKeyFile
    ) async -> ReportReading {
        guard let received = record.received else { return .garbage(nil) }
        guard record.length > 0 else {
            return proven.records.isErased(record.commitment) ? .erased : .gone
        }
        let site = session.site
        let rule = EnvelopeRule.report(received, root: site.fingerprint, origin: site.descriptor.origin)
        let (envelope, found): (OpenedEnvelope, Hash)
        do throws(VerificationError) {
            (envelope, found) = try await session.fetch(
                received.envelope, length: record.length, rule: rule, key: key)
        } catch {
            guard case .site(.call(let error)) = error else {
                return .refused(RPCError(.unavailable, "the site gives next to nothing"))
            }
            return error.code == .notFound ? .gone : .refused(error)
        }
        guard found == received.envelope else { return .otherEnvelope(found: found) }
        guard envelope.problem == nil, let content = envelope.content, case .report(let report) = content
        else { return .garbage(envelope.problem) }
        return proven.names(content) ? .read(report) : .unknownKeySet(report)
    }

    /// The same for many, a few at a time; by their commitments.
    package static func fetch(
        _ records: [ReviewRecord], of proven: ProvenRecords, session: ReviewSession, key: AgencyKeyFile
    ) async -> [Hash: ReportReading] {
        await withTaskGroup(of: (Hash, ReportReading).self) { group in
            var readings: [Hash: ReportReading] = [:]
            for (place, record) in records.enumerated() {
                if place >= atOnce, let (id, reading) = await group.next() { readings[id] = reading }
                group.addTask {
                    (record.commitment, await fetch(record, of: proven, session: session, key: key))
                }
            }
            for await (id, reading) in group { readings[id] = reading }
            return readings
        }
    }

    /// Envelopes that are fetched at once.
    private static let atOnce = 8
}
