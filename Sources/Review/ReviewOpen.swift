import Cases
import Files
import RPC
package import Sealing
package import Verification
import Wire
package import Words

/// Takes one report with all that came after it, from a site or a store, and lays it out in a folder.
package struct ReviewOpen {
    private let source: EnvelopeSource
    private let reader: CaseReader
    private let folder: OutputFolder
    private let file: CaseFile
    private var manifest: [JSON] = []
    private var opened: OpenedCase

    private init(_ file: CaseFile, source: EnvelopeSource, reader: CaseReader, folder: OutputFolder) {
        self.file = file
        self.source = source
        self.reader = reader
        self.folder = folder
        opened = OpenedCase(id: file.id, outcome: .opened, files: [], unreadable: [])
        opened.isErasedThere = file.erased.contains(file.id)
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
        let cases = try await SiteCases.read(session, key: key)
        let file = try cases.file(prefix)
        var opened = try await lay(
            file, from: .site(session), reader: cases.reader, path: path, language: language, calendar)
        if opened.outcome == .opened, let received = file.received, !file.hasAct(of: key.code) {
            opened.received = await ReceivedActs.handIn(
                [received.record], session: session, key: key, now: now)
        }
        if opened.outcome == .opened, opened.received.refused == nil {
            await opened.received.sayOpened(file, session: session, key: key, now: now)
        }
        return opened
    }

    /// Writes a case into a new folder.
    static func lay(
        _ file: CaseFile, from source: EnvelopeSource, reader: CaseReader, path: String, language: Language,
        _ calendar: ElectionCalendar
    ) async throws -> OpenedCase {
        let folder = try OutputFolder(creating: path)
        var opening = ReviewOpen(file, source: source, reader: reader, folder: folder)
        do { try await opening.open(language: language, calendar) } catch {
            folder.discard()
            throw error
        }
        return opening.opened
    }

    private mutating func open(language: Language, _ calendar: ElectionCalendar) async throws {
        guard let received = file.received else { return }
        if received.content.isOver, let outcome = outcome(of: received.content, received) {
            opened.outcome = outcome
            return
        }
        for record in file.records {
            guard let fault = record.fault else { continue }
            opened.doubts.append(
                ReviewList.Doubt(index: record.index, kind: record.body.discriminant, fault: fault))
        }
        try folder.makeSubfolder("evidence")
        let reading = try await fetch(received, of: file, as: "envelope.age")
        guard case .report(let content) = reading else {
            opened.outcome = outcome(of: reading, received) ?? .waiting
            return
        }
        var whole = OpenedReport(record: received.record, epoch: received.epoch ?? 0, report: content)
        var read = file
        read.set(reading, at: received.index)
        try await openSupplements(to: &whole, of: read)
        try await openReplies(to: &whole, of: read)
        opened.missing = whole.missing
        let state = try? file.history(of: reader.key.code).state
        try write("report.json", whole.json(state: state, calendar, language: language))
        try write("report.txt", text: whole.text(state: state, calendar, language: language))
        try write(
            "manifest.json",
            ["files": .array(manifest), "missing": .array(opened.missing.map(\.missingJSON))])
    }

    /// What becomes of opening a report that cannot be read; nil where it can.
    private func outcome(of content: CaseContent, _ record: CaseRecord) -> OpenedCase.Outcome? {
        switch content {
        case .garbage(let reason): .garbage(plain(reason))
        case .otherEnvelope(let found): .wrongEnvelope(expected: record.envelope ?? Hash(), found: found)
        case .unknownKeySet(let keySet): .unknownKeySet(keySet)
        case .erased: .erased
        case .gone: .gone
        case .forgotten: .forgotten
        case .waiting, .refused: .waiting
        case .none, .notForUs, .report, .supplement, .message, .reason: nil
        }
    }

    /// What of a message can be read at all: it is there, or lawfully erased.
    private mutating func isThere(_ record: CaseRecord, _ name: String) -> Bool {
        switch record.content {
        case .gone:
            opened.gone.append(name)
            return false
        case .erased, .forgotten: return false
        default: return true
        }
    }

    private mutating func openSupplements(to report: inout OpenedReport, of file: CaseFile) async throws {
        let supplements = file.messages(.supplement)
        if !supplements.isEmpty { try folder.makeSubfolder("supplements") }
        for (record, message) in supplements where isThere(record, "supplement \(message.counter.plus(1))") {
            let name = "supplements/\(message.counter).age"
            let reading = try await fetch(record, of: file, as: name)
            if case .supplement(let content) = reading {
                report.supplements.append(content)
            } else {
                opened.unreadable.append("supplement \(message.counter.plus(1)): \(reading.reason)")
            }
        }
    }

    private mutating func openReplies(to report: inout OpenedReport, of file: CaseFile) async throws {
        for (record, message) in file.messages(.reply) where message.agencies == [reader.key.code] {
            guard isThere(record, "reply \(message.counter.plus(1))") else { continue }
            let reading = try await fetch(record, of: file, as: nil)
            if case .message(let content) = reading {
                report.replies.append(content)
                if content.kind == .identity { opened.identities += 1 }
            } else {
                opened.unreadable.append("reply \(message.counter.plus(1)): \(reading.reason)")
            }
        }
    }

    /// Reads one envelope; keeps it under `name`, and its evidence only where all of it is right.
    private mutating func fetch(
        _ record: CaseRecord, of file: CaseFile, as name: String?
    ) async throws -> CaseContent {
        guard let hash = record.envelope else { return .none }
        var envelope = reader.envelope(of: record, in: file)
        let copy = try name.map { _ in try folder.begin() }
        var evidence = OpenedEvidence(folder: folder)
        let isThere = try await source.read(record, of: file.id) { portion in
            guard envelope.length <= record.opened.length else { return false }
            try copy?.write(portion)
            try evidence.take(envelope.receive(portion))
            return true
        }
        guard isThere else { return record.content.isWanted ? record.content : .gone }
        let (found, parts) = envelope.finish()
        try evidence.take(parts)
        var content = reader.content(of: envelope, found: found, expected: hash)
        // A store does not judge again what was judged when it came.
        if case .unknownKeySet = record.content, found == hash { content = record.content }
        if case .otherEnvelope = content { return content }
        if let copy, let name {
            try copy.keep(as: name)
            opened.files.append(name)
        }
        for kept in try evidence.keep(content.evidence, from: manifest.count + 1) {
            opened.files.append(kept.path)
            manifest.append(kept.json)
        }
        return content
    }

    private mutating func write(_ name: String, _ json: JSON) throws { try write(name, text: json.fileText) }

    private mutating func write(_ name: String, text: String) throws {
        try folder.write(name, Array(text.utf8))
        opened.files.append(name)
    }
}

extension CaseContent {
    /// Whether there is nothing to read any more.
    fileprivate var isOver: Bool { [.erased, .gone, .forgotten].contains(self) }

    fileprivate var reason: String {
        switch self {
        case .garbage(let reason): plain(reason)
        case .otherEnvelope(let found): "envelope: found \(found.hex)"
        case .unknownKeySet(let keySet): "key_unknown: no epoch of the log named key set \(keySet.hex)"
        case .gone: "the site has it no more, and the log does not say that it was erased"
        case .waiting: "not fetched yet"
        default: name
        }
    }
}
