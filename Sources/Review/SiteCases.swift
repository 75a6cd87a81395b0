import AuditLog
import Cases
import RPC
import Sealing
import TransparencyLog
import Verification
import Wire

/// An agency's cases as a site shows them, each record proven or with why it is not; nothing is kept.
struct SiteCases: Sendable {
    /// What the verification found.
    let outcome: VerifyOutcome
    /// By their reports; those whose report the site did not give, too.
    private(set) var files: [CaseFile]
    let reader: CaseReader
    private let session: ReviewSession
    private let key: AgencyKeyFile

    /// Reads the log of a visit, and that of the newest checkpoint where an envelope seems to be gone, or at once where that
    /// `isNewest`; fetches no envelope.
    ///
    /// - Throws: `source` where the entries are not those of the site's checkpoint: then nothing is proven.
    static func read(
        _ session: ReviewSession, key: AgencyKeyFile, isNewest: Bool = false
    ) async throws(VerificationError) -> SiteCases {
        guard !isNewest else {
            return try await read(session, key: key, note: session.newestCheckpoint())
        }
        let first = try await read(session, key: key, note: nil)
        guard first.files.contains(where: { $0.records.contains { $0.isProven && $0.content == .gone } })
        else {
            return first
        }
        // An erasure may have been published since the visit began; without a newer checkpoint it was not.
        guard let newest = try? await session.newestCheckpoint() else { return first }
        return try await read(session, key: key, note: newest)
    }

    private static func read(
        _ session: ReviewSession, key: AgencyKeyFile, note: [UInt8]?
    ) async throws(VerificationError) -> SiteCases {
        let outcome = try await session.verified(keys: key, note: note, held: LogEpochs())
        return SiteCases(outcome, session: session, key: key)
    }

    private init(_ outcome: VerifyOutcome, session: ReviewSession, key: AgencyKeyFile) {
        self.outcome = outcome
        self.session = session
        self.key = key
        reader = CaseReader(outcome, site: session.site, key: key)
        let rules = outcome.rules(own: key.code)
        files = outcome.caseRecords.map { report, records in
            var file = CaseFile(id: report)
            for record in records { file.take(record) }
            file.prove(by: rules)
            for record in file.records where record.content == .waiting && record.opened.length == 0 {
                file.set(file.erased.contains(record.commitment) ? .erased : .gone, at: record.index)
            }
            return file
        }.sorted { ($0.received?.index ?? .max, $0.id.hex) < ($1.received?.index ?? .max, $1.id.hex) }
    }

    /// The one case whose id begins so, its report proven.
    ///
    /// - Throws: `records` where it is none, `site` where it is not proven.
    func file(_ prefix: String) throws(VerificationError) -> CaseFile {
        let ids = files.filter { $0.received != nil }.map(\.id)
        let id: Hash
        do { id = try ReviewRecords.only(prefix, among: ids) } catch { throw .records(error) }
        guard let file = files.first(where: { $0.id == id }), let received = file.received else {
            throw .records(.noReport(prefix))
        }
        guard let fault = received.fault else { return file }
        throw .site(.notProven(id, fault))
    }

    // MARK: Envelopes

    private static let atOnce = 8

    /// Fetches and opens the reports' own envelopes, a few at a time.
    mutating func readReports() async {
        let cases = self
        let found = await withTaskGroup(of: (Int, CaseContent).self) { group in
            var found: [Int: CaseContent] = [:]
            var running = 0
            for (place, file) in cases.files.enumerated() {
                guard let received = file.received, received.isProven, received.content == .waiting else {
                    continue
                }
                if running >= Self.atOnce, let (place, content) = await group.next() {
                    found[place] = content
                }
                running += 1
                group.addTask { (place, await cases.read(received, of: file)) }
            }
            for await (place, content) in group { found[place] = content }
            return found
        }
        for (place, content) in found {
            guard let received = files[place].received else { continue }
            files[place].set(content, at: received.index)
        }
    }

    /// A case with everything that its envelopes say.
    func whole(_ file: CaseFile) async -> CaseFile {
        var file = file
        let waiting = file.records.filter { $0.isProven && $0.content == .waiting }
        for record in waiting.filter({ $0.commitment == file.id })
            + waiting.filter({ $0.commitment != file.id })
        {
            file.set(await read(record, of: file), at: record.index)
        }
        return file
    }

    private func read(_ record: CaseRecord, of file: CaseFile) async -> CaseContent {
        guard let hash = record.envelope else { return .none }
        var envelope = reader.envelope(of: record, in: file)
        do throws(VerificationError) {
            var stream = session.envelope(hash)
            while envelope.length <= record.opened.length, let chunk = try await stream.reply() {
                _ = envelope.receive(chunk.data)
            }
        } catch {
            guard case .site(.call(let error)) = error else {
                return .refused("the site gives next to nothing")
            }
            return error.code == .notFound ? .gone : .refused("\(error)")
        }
        let found = envelope.finish().hash
        return reader.content(of: envelope, found: found, expected: hash)
    }
}

extension VerifyOutcome {
    /// The openings that were read, by report, with their places in the log; nothing is proven yet.
    var caseRecords: [Hash: [CaseRecord]] {
        let clock = descriptor.flatMap { EpochClock($0) }
        var records: [Hash: [CaseRecord]] = [:]
        for held in openings where held.opened.opening.record.format == 1 {
            guard let report = held.opened.opening.record.body.report(held.commitment) else { continue }
            let epoch = epochs.number(holding: held.opened.index)
            records[report, default: []].append(
                CaseRecord(
                    held.opened, commitment: held.commitment, epoch: epoch,
                    date: epoch.flatMap { clock?.scheduled($0) }, isInLog: held.isInLog))
        }
        return records
    }
}
