import Age
import AuditLog
import Cases
import Files
import RPC
package import Sealing
import TransparencyLog
package import Verification
import Wire
package import Words

/// Fetches one report with all that came after it, and lays it out in a folder.
package struct ReviewOpen {
    private let session: ReviewSession
    private let key: AgencyKeyFile
    private let folder: OutputFolder
    private let proven: ProvenRecords
    private var manifest: [JSON] = []
    private var opened: OpenedCase

    private init(
        session: ReviewSession, key: AgencyKeyFile, folder: OutputFolder, proven: ProvenRecords, id: Hash
    ) {
        self.session = session
        self.proven = proven
        self.key = key
        self.folder = folder
        opened = OpenedCase(id: id, outcome: .opened, files: [], unreadable: [])
    }

    /// Proves the report and what came after it by the whole log, opens and writes; says to the source that the agency has it.
    ///
    /// - Parameters:
    ///   - prefix: of the report's id, 8 to 64 hexadecimal digits.
    ///   - session: a visit of this agency's, left open.
    ///   - key: the agency's; its identity opens the envelopes.
    ///   - path: a folder, new or empty.
    ///   - language: of the labels in `report.json`, and of `report.txt`.
    ///   - calendar: a file with the elections whose stage on the day of the event is shown; nil for the known ones.
    ///   - now: seconds since 1970.
    /// - Returns: what became of the report, the files written, and what could not be read.
    /// - Throws: `CalendarFileError`; `VerificationError`, also of an id that is none or not proven, and `OutputFolderError`.
    package static func run(
        _ prefix: String, session: ReviewSession, key: AgencyKeyFile, path: String, language: Language,
        calendar: String? = nil, now: UInt64
    ) async throws -> OpenedCase {
        let calendar = try ElectionCalendar.reading(calendar)
        let proven = try await ProvenRecords.read(session, keys: key)
        let report = try proven.report(prefix)
        let folder = try OutputFolder(creating: path)
        var opening = ReviewOpen(
            session: session, key: key, folder: folder, proven: proven, id: report.commitment)
        try await opening.open(report, language: language, calendar)
        if opening.opened.outcome == .opened {
            opening.opened.received = await ReceivedActs.handIn(
                [report], of: proven, session: session, key: key, now: now)
        }
        return opening.opened
    }

    private mutating func open(_ report: ReviewRecord, language: Language, _ calendar: ElectionCalendar)
        async throws
    {
        guard let received = report.received else { return }
        guard report.length > 0 else {
            opened.outcome = records.isErased(report.commitment) ? .erased : .gone
            return
        }
        for record in records.unproven where record.report == report.commitment {
            opened.doubts.append(record)
        }
        try folder.makeSubfolder("evidence")
        let site = session.site
        let rule = EnvelopeRule.report(received, root: site.fingerprint, origin: site.descriptor.origin)
        let reading = try await fetch(
            received.envelope, length: report.length, rule: rule, as: "envelope.age")
        guard case .read(.report(let content)) = reading else {
            opened.outcome = reading.outcome
            return
        }
        var whole = OpenedReport(
            record: report, epoch: proven.epoch(holding: report.index) ?? 0, report: content)
        try await openSupplements(to: &whole)
        try await openReplies(to: &whole)
        opened.missing = whole.missing
        let state = try? records.history(of: report.commitment, by: key.code).state
        try write("report.json", whole.json(state: state, calendar, language: language))
        try write("report.txt", text: whole.text(state: state, calendar, language: language))
        try write(
            "manifest.json",
            ["files": .array(manifest), "missing": .array(opened.missing.map(\.missingJSON))])
    }

    private var records: ReviewRecords { proven.records }

    /// What of a message can be read at all: it is proven, and there or lawfully erased.
    private mutating func isThere(_ record: ReviewRecord, _ name: String) -> Bool {
        guard record.fault == nil else { return false }
        guard record.length == 0 else { return true }
        if !records.isErased(record.commitment) { opened.gone.append(name) }
        return false
    }

    private mutating func openSupplements(to report: inout OpenedReport) async throws {
        let supplements = records.messages(of: report.record.commitment, .supplement)
        if !supplements.isEmpty { try folder.makeSubfolder("supplements") }
        for (record, message) in supplements where isThere(record, "supplement \(message.counter.plus(1))") {
            let rule = EnvelopeRule.supplement(
                message, of: report.report.binding, root: session.site.fingerprint,
                origin: session.site.descriptor.origin)
            let name = "supplements/\(message.counter).age"
            let reading = try await fetch(message.envelope, length: record.length, rule: rule, as: name)
            if case .read(.supplement(let content)) = reading {
                report.supplements.append(content)
            } else {
                opened.unreadable.append("supplement \(message.counter.plus(1)): \(reading.reason)")
            }
        }
    }

    private mutating func openReplies(to report: inout OpenedReport) async throws {
        let replies = records.messages(of: report.record.commitment, .reply)
        for (record, message) in replies where message.agencies == [key.code] {
            guard isThere(record, "reply \(message.counter.plus(1))") else { continue }
            let rule = EnvelopeRule.reply(
                message, of: report.report.binding, origin: session.site.descriptor.origin)
            let reading = try await fetch(message.envelope, length: record.length, rule: rule, as: nil)
            if case .read(.reply(let content)) = reading {
                report.replies.append(content)
                if content.kind == .identity { opened.identities += 1 }
            } else {
                opened.unreadable.append("reply \(message.counter.plus(1)): \(reading.reason)")
            }
        }
    }

    private enum Reading {
        case read(OpenedContent)
        case garbage(String)
        case wrong(expected: Hash, found: Hash)
        case unknownKeySet(Hash)
        case gone

        var outcome: OpenedCase.Outcome {
            switch self {
            case .read: .opened
            case .garbage(let reason): .garbage(reason)
            case .wrong(let expected, let found): .wrongEnvelope(expected: expected, found: found)
            case .unknownKeySet(let keySet): .unknownKeySet(keySet)
            case .gone: .gone
            }
        }

        var reason: String {
            switch self {
            case .read: "read"
            case .garbage(let reason): reason
            case .wrong(let expected, let found): "envelope: expected \(expected.hex), found \(found.hex)"
            case .unknownKeySet(let keySet): "key_unknown: no epoch of the log named key set \(keySet.hex)"
            case .gone: "the site has it no more, and the log does not say that it was erased"
            }
        }
    }

    /// Fetches one envelope; keeps it under `name`, and its evidence only where all of it is right.
    private mutating func fetch(
        _ hash: Hash, length: UInt64, rule: EnvelopeRule, as name: String?
    ) async throws -> Reading {
        var envelope = OpenedEnvelope(identities: key.identities, rule: rule)
        let copy = try name.map { _ in try folder.begin() }
        var evidence = OpenedEvidence(folder: folder)
        var stream = session.envelope(hash)
        do {
            while envelope.length <= length, let chunk = try await stream.reply() {
                try copy?.write(chunk.data)
                try evidence.take(envelope.receive(chunk.data))
            }
        } catch VerificationError.site(.call(let error)) where error.code == .notFound {
            return .gone
        }
        let (found, parts) = envelope.finish()
        try evidence.take(parts)
        guard found == hash else { return .wrong(expected: hash, found: found) }
        if let copy, let name {
            try copy.keep(as: name)
            opened.files.append(name)
        }
        guard envelope.problem == nil, let content = envelope.content else {
            return .garbage(envelope.problem.map { plain("\($0)") } ?? "it is empty")
        }
        guard proven.names(content) else { return .unknownKeySet(content.keySet ?? Hash()) }
        for file in try evidence.keep(content.evidence, from: manifest.count + 1) {
            opened.files.append(file.path)
            manifest.append(file.json)
        }
        return .read(content)
    }

    private mutating func write(_ name: String, _ json: JSON) throws { try write(name, text: json.fileText) }

    private mutating func write(_ name: String, text: String) throws {
        try folder.write(name, Array(text.utf8))
        opened.files.append(name)
    }
}
