import AuditLog
import Console
import Foundation
import RPC
import Sealing
import Source
import Verification
import Visit
import Wire
import Words

/// One attachment, from the file to the promise, through the client's own code in a process of its own: against a C
/// program that writes the same rows to SQLite, and against AES-256-GCM.
struct UploadBenchmark {
    private let bench: Bench
    private var rounds: Int { 3 }
    /// Bytes of the envelope: 2^k cells less 1,024.
    private var length: UInt64 { (bench.options.isLong ? 1 << 30 : 1 << 28) - 1_024 }

    init(_ bench: Bench) {
        self.bench = bench
    }

    func run() async throws -> [Figure] {
        let path = try bench.directory("upload")
        let file = path + "/evidence.bin"
        try write(file)
        let site = try await BenchSite(in: path)
        let server = try await site.serve(bench)
        defer { server.child.end() }
        var (transfers, clientCPU, serverCPU) = ([Double](), [Double](), [Double]())
        var rows: [Double] = []
        let megabytes = Double(length) / 1e6
        for _ in 0..<rounds {
            rows.append(megabytes / (try bench.peers.rows(length)))
            let before = try Usage.cpu(of: server.child.pid)
            let client = try Child(
                CommandLine.arguments[0], [UploadClient.name, "\(server.link)", file, "\(length)"])
            let output = try await offPool { try client.finish() }
            let result = try JSONDecoder().decode(UploadClient.Result.self, from: Data(output.utf8))
            serverCPU.append((try Usage.cpu(of: server.child.pid) - before) * 1e3 / megabytes)
            clientCPU.append(result.cpu * 1e3 / megabytes)
            transfers.append(megabytes / result.transfer)
        }
        let clientPeak = try await programPeak(sending: file, to: server)
        let serverPeak = (Usage.memory(of: server.child.pid)?.peak ?? 0) / 1024
        let gcm = try bench.peers.rates().gcm
        let slower = min(gcm, median(rows))
        return [
            Figure(
                "\(length >> 20 + 1) MiB, seal and send, durable, promise", median(transfers), "MB/s",
                note:
                    "sealed once, never held whole; a MB costs \(short(median(serverCPU))) ms of server CPU and "
                    + "\(short(median(clientCPU))) ms of the client's; \(rounds) rounds"
            ).against(gcm < median(rows) ? "AES-256-GCM" : "C, the same rows into SQLite", slower).atLeast(
                0.5),
            Figure(
                "memory of the client at most", clientPeak, "MiB",
                note: "kentongan submit --attach, from its start: scrypt, the look, the visit, the upload"
            )
            .atMost(64),
            Figure(
                "memory of the server at most", serverPeak, "MiB",
                note: "\(rounds + 1) uploads, one after the other"
            )
            .atMost(64),
        ]
    }

    /// MiB of the program that people run, for a report and the same attachment.
    private func programPeak(sending file: String, to server: RunningSite) async throws -> Double {
        let program = try Child(
            "\(bench.options.programs)/kentongan",
            [
                "submit", "--site", "\(server.link)", "--from", bench.options.sample, "--attach", file,
                "--keep-metadata", "--yes", "--json",
            ], quiet: true)
        return try await Usage.peak(of: program.pid) { _ = try program.finish() }.1
    }

    /// Such that the envelope is as long as said: what age adds to each 64 KiB, and room for the header.
    private func write(_ path: String) throws {
        let count = length - length / 4_096 - 32_768
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let handle = FileHandle(forWritingAtPath: path)
        else { throw BenchError("cannot write \(path)") }
        defer { try? handle.close() }
        let block = Data(System.random(1 << 20))
        var left = count
        while left > 0 {
            let part = block.prefix(Int(min(left, UInt64(block.count))))
            try handle.write(contentsOf: part)
            left -= UInt64(part.count)
        }
        try handle.synchronize()
    }
}

/// The other end, in a process of its own: submits a report, then its attachment with the client's own code.
enum UploadClient {
    static let name = "upload-client"

    struct Result: Codable {
        /// Seconds.
        var transfer: Double
        /// Seconds.
        var cpu: Double
    }

    static func run(_ arguments: [String]) async throws {
        guard arguments.count == 3, let length = UInt64(arguments[2]) else { throw BenchError("usage") }
        let link = try SiteLink(arguments[0])
        let file = try EvidenceFile(arguments[1])
        let story = story(evidence: [file.evidence])
        let draft = Supplement.Draft(files: [file], story: story)
        let dialogue = Dialogue(language: .english, isInteractive: false, read: { nil }, write: { _ in })
        let environment = Environment(now: System.now, random: System.random, dialogue: dialogue)
        guard let codename = Codename(random: System.random(Codename.randomCount)) else {
            throw BenchError("codename")
        }
        let keys = try SourceKeys(codename: codename, root: link.fingerprint)
        let visit = try await SiteConnection.connect(to: SiteAddress(link: link), now: System.now())
        let readers = visit.site.keys.map(\.agency)
        let sealed = try SealedSubmission(
            story, readers: readers, site: visit.site, keys: keys, random: System.random)
        let reply = try await visit.connection.source.exchange(.submit(sealed.submit))
        await visit.end()
        guard case .promised(let promised) = reply.result else {
            throw BenchError("no promise: \(reply.result)")
        }
        let report = promised.promise.commitment

        let seen = try await SourceVisit(SiteAddress(link: link), now: System.now, random: System.random)
            .look()
        let cpu = Usage.ownCPU
        let envelope = try SupplementEnvelope(
            draft, report: report, readers: readers, site: visit.site, keys: keys, random: System.random)
        guard envelope.length == length else {
            throw BenchError("the envelope has \(envelope.length) bytes, not \(length)")
        }
        let started = seconds()
        let upload = SupplementUpload(address: SiteAddress(link: link), environment: environment, keys: keys)
        _ = try await upload.send(draft, counter: 0, report: report, readers: readers, seen: seen)
        let transfer = seconds() - started
        let result = Result(transfer: transfer, cpu: Usage.ownCPU - cpu)
        print(String(decoding: try JSONEncoder().encode(result), as: UTF8.self))
    }
}
