import Age
import AuditLog
package import Cases
package import Console
import RPC
import Sealing
package import Wire

/// What `open` found and wrote.
package struct OpenedCase: Equatable, Sendable {
    package enum Outcome: Equatable, Sendable {
        case opened
        /// The envelope is the recorded one, and nobody can read it: somebody sent noise.
        case garbage(String)
        /// What the site gave is not what the log says; nothing of it was opened.
        case wrongEnvelope(expected: Hash, found: Hash)
        /// The payload was erased.
        case erased
    }

    package var id: Hash
    package var outcome: Outcome
    /// Relative to the folder, in the order in which they were written.
    package var files: [String]
    /// Supplements and replies that cannot be read, by what is wrong.
    package var unreadable: [String]

    package init(id: Hash, outcome: Outcome, files: [String], unreadable: [String]) {
        self.id = id
        self.outcome = outcome
        self.files = files
        self.unreadable = unreadable
    }

    package var isWhole: Bool { outcome == .opened && unreadable.isEmpty }

    package var json: JSON {
        let (word, reason): (String, String?) =
            switch outcome {
            case .opened: ("opened", nil)
            case .garbage(let reason): ("garbage", reason)
            case .wrongEnvelope(let expected, let found):
                ("envelope_mismatch", "expected \(expected.hex), found \(found.hex)")
            case .erased: ("erased", nil)
            }
        return [
            "id": JSON(id), "result": .string(word), "reason": JSON(reason),
            "files": .array(files.map { .string($0) }),
            "unreadable": .array(unreadable.map { .string($0) }),
        ]
    }

    package func text(_ language: Language) -> String {
        let head =
            switch outcome {
            case .opened:
                Phrase("Laporan \(id.hex) dibuka; \(files.count) berkas ditulis.",
                    "Report \(id.hex) opened; \(files.count) files written.")
            case .garbage(let reason):
                Phrase(
                    "Amplop \(id.hex) memang yang tercatat, tetapi isinya tidak dapat dibaca: \(reason)",
                    "The envelope of \(id.hex) is the recorded one, but its content cannot be read: \(reason)")
            case .wrongEnvelope(let expected, let found):
                Phrase(
                    "Amplop dari server bukan yang tercatat: seharusnya \(expected.hex), ditemukan \(found.hex)",
                    "The server's envelope is not the recorded one: expected \(expected.hex), found \(found.hex)")
            case .erased:
                Phrase("Isi laporan ini sudah dihapus.", "The payload of this report was erased.")
            }
        return ([head(language)] + unreadable).joined(separator: "\n")
    }
}

/// Fetches one report with all that came after it, and lays it out in a folder.
package struct ReviewOpen {
    private let session: ReviewSession
    private let key: AgencyKeyFile
    private let folder: OpenedFolder
    private var records = ReviewRecords()
    private var manifest: [JSON] = []
    private var opened: OpenedCase

    private init(session: ReviewSession, key: AgencyKeyFile, folder: OpenedFolder, id: Hash) {
        self.session = session
        self.key = key
        self.folder = folder
        opened = OpenedCase(id: id, outcome: .opened, files: [], unreadable: [])
    }

    /// - Parameters:
    ///   - prefix: of the report's id.
    ///   - path: a folder, new or empty.
    package static func run(
        _ prefix: String, session: ReviewSession, key: AgencyKeyFile, path: String, language: Language
    ) async throws(Failure) -> OpenedCase {
        let records = try await session.records()
        let report = try records.report(prefix)
        _ = try await session.receipt(of: report)
        let folder = try OpenedFolder(creating: path)
        var opening = ReviewOpen(session: session, key: key, folder: folder, id: report.commitment)
        opening.records = records
        try await opening.open(report, language: language)
        return opening.opened
    }

    private mutating func open(_ report: ReviewRecord, language: Language) async throws(Failure) {
        guard let received = report.received else { return }
        guard report.length > 0 else {
            opened.outcome = .erased
            return
        }
        try folder.makeSubfolder("evidence")
        let site = session.site
        let rule = EnvelopeRule.report(received, root: site.fingerprint, origin: site.descriptor.origin)
        let reading = try await fetch(received.envelope, length: report.length, rule: rule, as: "envelope.age")
        guard case .read(.report(let content)) = reading else {
            opened.outcome = reading.outcome
            return
        }
        var epochs = ReviewEpochs(size: site.checkpoint.checkpoint.size) { [session] index throws(Failure) in
            try await session.entry(at: index)
        }
        var whole = OpenedReport(
            record: report, epoch: try await epochs.number(holding: report.index), report: content)
        try await openSupplements(to: &whole)
        try await openReplies(to: &whole)
        let state = (try? records.history(of: report.commitment, by: key.code).state) ?? .received
        try write("report.json", whole.json(state: state, language: language))
        try write("manifest.json", ["files": .array(manifest)])
    }

    private mutating func openSupplements(to report: inout OpenedReport) async throws(Failure) {
        let supplements = records.messages(of: report.record.commitment, .supplement)
        if !supplements.isEmpty { try folder.makeSubfolder("supplements") }
        for (record, message) in supplements where record.length > 0 {
            let rule = EnvelopeRule.supplement(
                message, of: report.report.binding, root: session.site.fingerprint,
                origin: session.site.descriptor.origin)
            let name = "supplements/\(message.counter).age"
            let reading = try await fetch(message.envelope, length: record.length, rule: rule, as: name)
            if case .read(.supplement(let content)) = reading {
                report.supplements.append(content)
            } else {
                opened.unreadable.append("supplement \(message.counter): \(reading.reason)")
            }
        }
    }

    private mutating func openReplies(to report: inout OpenedReport) async throws(Failure) {
        let replies = records.messages(of: report.record.commitment, .reply)
        for (record, message) in replies where message.agencies == [key.code] && record.length > 0 {
            let rule = EnvelopeRule.reply(
                message, of: report.report.binding, origin: session.site.descriptor.origin)
            let reading = try await fetch(message.envelope, length: record.length, rule: rule, as: nil)
            if case .read(.reply(let content)) = reading {
                report.replies.append(content)
            } else {
                opened.unreadable.append("reply \(message.counter): \(reading.reason)")
            }
        }
    }

    private enum Reading {
        case read(OpenedContent)
        case garbage(String)
        case wrong(expected: Hash, found: Hash)

        var outcome: OpenedCase.Outcome {
            switch self {
            case .read: .opened
            case .garbage(let reason): .garbage(reason)
            case .wrong(let expected, let found): .wrongEnvelope(expected: expected, found: found)
            }
        }

        var reason: String {
            switch self {
            case .read: "read"
            case .garbage(let reason): reason
            case .wrong(let expected, let found): "envelope: expected \(expected.hex), found \(found.hex)"
            }
        }
    }

    /// Fetches one envelope; keeps it under `name`, and its evidence only where all of it is right.
    private mutating func fetch(
        _ hash: Hash, length: UInt64, rule: EnvelopeRule, as name: String?
    ) async throws(Failure) -> Reading {
        var envelope = OpenedEnvelope(identity: key.identity, rule: rule)
        let copy = try name.map { _ throws(Failure) in try folder.begin() }
        var evidence = EvidenceFiles(folder: folder)
        let stream = session.envelope(hash)
        while envelope.length <= length, let chunk = try await stream.reply() {
            try copy?.write(chunk.data)
            try evidence.take(envelope.receive(chunk.data))
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
        for file in try evidence.keep(content.evidence, from: manifest.count + 1) {
            opened.files.append(file.path)
            manifest.append(file.json)
        }
        return .read(content)
    }

    private mutating func write(_ name: String, _ json: JSON) throws(Failure) {
        try folder.write(name, Array(json.fileText.utf8))
        opened.files.append(name)
    }
}

/// Evidence as it comes out of an envelope, under temporary names until all of it is known to be right.
private struct EvidenceFiles {
    struct Kept {
        var path: String
        var json: JSON
    }

    private let folder: OpenedFolder
    private var files: [OpenedFile] = []

    init(folder: OpenedFolder) {
        self.folder = folder
    }

    mutating func take(_ parts: [EnvelopeOpener.Part]) throws(Failure) {
        for part in parts {
            guard case .file(let index, let bytes) = part else { continue }
            while files.count <= index { files.append(try folder.begin()) }
            try files[index].write(bytes)
        }
    }

    /// - Parameter number: of the first file, from 1.
    mutating func keep(_ evidence: [Evidence], from number: Int) throws(Failure) -> [Kept] {
        while files.count < evidence.count { files.append(try folder.begin()) }
        var kept: [Kept] = []
        for (offset, item) in evidence.enumerated() {
            let name = OpenedName.safe(item.name, number: number + offset)
            let path = "evidence/\(name)"
            try files[offset].keep(as: path)
            kept.append(
                Kept(
                    path: path,
                    json: [
                        "name": .string(name), "original_name": .string(item.name), "sha256": JSON(item.hash),
                        "bytes": JSON(item.length), "path": .string(path),
                    ]))
        }
        files = []
        return kept
    }
}
