import AuditLog
package import Cases
import RPC
package import Sealing
package import Verification
package import Wire

/// A report with all that came behind it, proven, opened and believed; nothing of it is written anywhere.
package struct WholeCase: Sendable {
    /// What the source wrote.
    package var opened: OpenedReport
    /// The report's record, and its messages and acts in the order of the log, proven or not.
    package var records: [ReviewRecord]
    /// Supplements and replies that the site no longer has, or that cannot be read: those of the records whose commitments
    /// these are.
    package var unread: [Hash: Unread] = [:]

    /// Why a supplement or a reply is not there.
    package enum Unread: Equatable, Sendable {
        /// A lawful erasure in the log says so.
        case erased
        /// Gone, and no lawful erasure says so.
        case gone
        /// Somebody sent noise, or the site gave another envelope.
        case garbage
    }

    /// Whether everything that came was proven and read, or lawfully erased.
    package var isWhole: Bool {
        records.allSatisfy { $0.fault == nil } && unread.values.allSatisfy { $0 == .erased }
    }

    /// Takes what was opened.
    package init(opened: OpenedReport, records: [ReviewRecord]) {
        self.opened = opened
        self.records = records
    }

    /// Fetches and opens everything, the files' bytes included, which are checked and dropped.
    ///
    /// - Parameters:
    ///   - prefix: of the report's id, 8 to 64 hexadecimal digits.
    ///   - proven: the agency's records.
    ///   - session: a visit of this agency's.
    ///   - key: the agency's.
    /// - Returns: the case, whole or with what is wrong with its parts.
    /// - Throws: `UnreadReport`; `VerificationError`, also of an id that is none or not proven.
    package static func fetch(
        _ prefix: String, of proven: ProvenRecords, session: ReviewSession, key: AgencyKeyFile
    ) async throws -> WholeCase {
        let record = try proven.report(prefix)
        let report = try await ReportReading.fetch(record, of: proven, session: session, key: key).report()
        let opened = OpenedReport(
            record: record, epoch: proven.epoch(holding: record.index) ?? 0, report: report)
        var whole = WholeCase(
            opened: opened, records: [record] + proven.records.all(of: record.commitment))
        let site = session.site
        let origin = site.descriptor.origin
        for (record, message) in proven.records.messages(of: record.commitment, .supplement) {
            let rule = EnvelopeRule.supplement(
                message, of: report.binding, root: site.fingerprint, origin: origin)
            let content = try await whole.read(
                record, message, rule, of: proven, session: session, key: key)
            if case .supplement(let supplement)? = content { whole.opened.supplements.append(supplement) }
        }
        for (record, message) in proven.records.messages(of: record.commitment, .reply)
        where message.agencies == [key.code] {
            let rule = EnvelopeRule.reply(message, of: report.binding, origin: origin)
            let content = try await whole.read(
                record, message, rule, of: proven, session: session, key: key)
            if case .reply(let reply)? = content { whole.opened.replies.append(reply) }
        }
        return whole
    }

    /// Nil, with the reason kept, where a proven message is not there or not what it must be.
    private mutating func read(
        _ record: ReviewRecord, _ message: MessagePosted, _ rule: EnvelopeRule, of proven: ProvenRecords,
        session: ReviewSession, key: AgencyKeyFile
    ) async throws -> OpenedContent? {
        guard record.fault == nil else { return nil }
        guard record.length > 0 else {
            unread[record.commitment] = proven.records.isErased(record.commitment) ? .erased : .gone
            return nil
        }
        let (envelope, found): (OpenedEnvelope, Hash)
        do throws(VerificationError) {
            (envelope, found) = try await session.fetch(
                message.envelope, length: record.length, rule: rule, key: key)
        } catch {
            guard case .site(.call(let call)) = error, call.code == .notFound else { throw error }
            unread[record.commitment] = .gone
            return nil
        }
        guard found == message.envelope, envelope.problem == nil, let content = envelope.content,
            proven.names(content)
        else {
            unread[record.commitment] = .garbage
            return nil
        }
        return content
    }
}
