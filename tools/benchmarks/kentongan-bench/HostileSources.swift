import Age
import AuditLog
import Console
import Foundation
import Keys
import RPC
import Sealing
import Synchronization
import Verification
import Wire

/// Sources that keep the protocol and mean harm, in a process of their own: 60 mailboxes whose uploads come but for their
/// last chunk, and 20 who submit reports as fast as they are taken. Who is cut off or refused comes back a second later.
struct HostileSources {
    static let name = "hostile-sources"
    private static let uploaders = 60
    private static let submitters = 20
    private static let reportsEach = 150
    /// Of each upload: 60 of them are twice what the site may keep.
    private static let length: UInt64 = 16 << 20 - 1_024

    private let link: SiteLink
    private let end: Double
    private let counts = Counts()

    private final class Counts: Sendable {
        let values = Mutex<[String: Int]>([:])

        func add(_ name: String, _ count: Int = 1) { values.withLock { $0[name, default: 0] += count } }
    }

    /// Says `ready` when its reports are made; ends with a line of what it met.
    static func run(_ arguments: [String]) async throws {
        guard arguments.count == 2, let duration = Double(arguments[1]), duration <= 600 else {
            throw BenchError("usage")
        }
        setpriority(Int32(PRIO_PROCESS.rawValue), 0, 10)
        let link = try SiteLink(arguments[0])
        let first = try await SiteConnection.connect(to: SiteAddress(link: link), now: System.now())
        await first.close()
        let count = uploaders + submitters * reportsEach
        let reports = try (0..<count).map { _ in try BenchReport(first.site) }
        let head = try BenchReport.supplementHead(first.site)
        print("ready")
        fflush(nil)
        let all = HostileSources(link: link, end: seconds() + duration)
        // What hangs in a call then is given up.
        Task.detached {
            try await Task.sleep(for: .seconds(duration + 5))
            all.say()
            exit(0)
        }
        await withDiscardingTaskGroup { group in
            for index in 0..<uploaders {
                group.addTask { await all.upload(reports[index], head: head) }
            }
            for index in 0..<submitters {
                let from = uploaders + index * reportsEach
                group.addTask { await all.submit(reports[from..<from + reportsEach]) }
            }
        }
        all.say()
    }

    private func say() {
        let said = counts.values.withLock { $0.sorted { $0.key < $1.key } }
        print(said.map { "\($0.key) \($0.value)" }.joined(separator: ", "))
        fflush(nil)
    }

    private init(link: SiteLink, end: Double) {
        self.link = link
        self.end = end
    }

    /// Does something on a fresh connection until the time is over; whatever ends it is counted.
    private func insist(_ name: String, _ body: (SiteConnection) async throws -> Void) async {
        while seconds() < end {
            do {
                let visit = try await SiteConnection.connect(to: SiteAddress(link: link), now: System.now())
                do {
                    try await body(visit)
                } catch let error as RPCError {
                    counts.add("\(name) \(error.code)")
                }
                await visit.close()
            } catch {
                counts.add("\(name) cut off")
            }
            try? await Task.sleep(for: .seconds(1))
        }
    }

    private func upload(_ report: BenchReport, head: [UInt8]) async {
        await insist("upload") { visit in
            guard case .promised = try await visit.connection.source.exchange(.submit(report.submit)).result
            else {
                counts.add("upload without report")
                return
            }
            let upload = Nonce(sha256(report.submit.envelope).bytes) ?? Nonce()
            let start = UploadStart(
                authentication: try visit.authentication(.source, key: report.mailbox), upload: upload,
                length: Self.length, counter: 0)
            var position = try await visit.connection.upload.startUpload(start).offset
            let call = visit.connection.upload.upload()
            while position < Self.length - 65_536, seconds() < end {
                let chunk = UploadChunk(
                    upload: upload, offset: position,
                    data: position == 0 ? head : [UInt8](repeating: 7, count: 65_536), envelope: [])
                try await call.send(chunk)
                position += UInt64(chunk.data.count)
                counts.add("upload bytes", chunk.data.count)
            }
            // The last chunk never comes; the connection stays.
            while seconds() < end { try await Task.sleep(for: .seconds(1)) }
        }
    }

    private func submit(_ reports: ArraySlice<BenchReport>) async {
        let left = Mutex(reports)
        await insist("report") { visit in
            while seconds() < end, let report = left.withLock({ $0.popFirst() }) {
                switch try await visit.connection.source.exchange(.submit(report.submit)).result {
                case .promised: counts.add("report taken")
                default: counts.add("report refused")
                }
            }
        }
    }
}

extension BenchReport {
    /// The beginning of a supplement that a server lets in: an age header with a stanza for each agency and the source.
    static func supplementHead(_ site: TrustedSite) throws -> [UInt8] {
        let recipients = (site.keys + site.keys.prefix(1)).map { Recipient.hybrid(publicKey: $0.recipient) }
        return try sealEnvelope(message: [0], recipients: recipients, random: System.random)
    }
}
