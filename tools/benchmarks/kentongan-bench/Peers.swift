import AuditLog
import Foundation
import Wire

/// The C programs of tools/benchmarks/c.
struct Peers: Sendable {
    let directory: String
    /// Where what they write goes; on the disk of everything else.
    let work: String

    /// Milliseconds of each `fdatasync`.
    func syncs(_ count: Int) throws -> [Double] {
        try written { work in
            try Child("\(directory)/disk_peer", ["sync", work, "\(count)"]).finish()
                .split(separator: "\n").compactMap { Double($0) }
        }
    }

    /// Seconds for the rows of so many bytes.
    func rows(_ bytes: UInt64) throws -> Double {
        try written { work in
            try number(try Child("\(directory)/disk_peer", ["rows", work, "\(bytes)"]).finish())
        }
    }

    /// libcrypto on one core: MB/s, ns a block, ns an entry.
    func rates() throws -> (gcm: Double, block: Double, entry: Double) {
        let text = try Child("\(directory)/openssl_rates", []).finish()
        let values = text.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
        guard values.count == 3 else { throw BenchError("openssl_rates said '\(text)'") }
        return (values[0], values[1], values[2])
    }

    /// The program with Go's x/mod; nil where there was no Go to build it with.
    var xmod: String? {
        let path = directory + "/xmod_verify"
        return FileManager.default.isExecutableFile(atPath: path) ? path : nil
    }

    /// What serves and calls by gRPC; built only where it was asked for.
    var grpc: String { directory + "/grpc-peer" }

    var sqliteVersion: String {
        (try? String(contentsOfFile: directory + "/sqlite-version", encoding: .utf8))?
            .trimmingCharacters(in: .whitespacesAndNewlines) ?? "unknown"
    }

    /// A bare server that reads and writes so many bytes again and again.
    func serve(pem: String, reads: Int, writes: Int) throws -> (child: Child, port: Int) {
        let child = try Child("\(directory)/tls_peer", ["serve", pem, "\(reads)", "\(writes)"])
        return (child, Int(try number(try child.line())))
    }

    /// A server in C that does the work of `server` for a report, shows the same site, and is visited like it.
    func serveReports(
        pem: String, files: String, site: ExchangeReply, of server: RunningSite
    ) throws -> RunningSite {
        guard case .site(let reply) = site.result else { throw BenchError("no site") }
        let origin = reply.descriptor.origin
        let shown = files + "/site"
        try Data(try site.encoded()).write(to: URL(fileURLWithPath: shown))
        let child = try Child("\(directory)/report_peer", ["serve", pem, files, origin, shown])
        guard let port = UInt16(try child.line()) else { throw BenchError("report_peer does not serve") }
        let link = SiteLink(host: server.link.host, port: port, fingerprint: server.link.fingerprint)
        return RunningSite(child: child, link: link, startSeconds: 0)
    }

    /// `count` connections, one after the other.
    func visit(port: Int, count: Int, writes: Int = 0, reads: Int = 0, exchanges: Int = 0) throws {
        _ = try Child(
            "\(directory)/tls_peer",
            ["visit", "\(port)", "\(count)", "\(writes)", "\(reads)", "\(exchanges)"]
        ).finish()
    }

    /// Connections that are open until `release`.
    func hold(port: Int, count: Int) throws -> Child {
        let child = try Child("\(directory)/tls_peer", ["hold", "\(port)", "\(count)"])
        guard try child.line() == "held" else {
            throw BenchError("tls_peer could not hold \(count) connections")
        }
        return child
    }

    private func written<Value>(_ body: (String) throws -> Value) throws -> Value {
        try FileManager.default.createDirectory(atPath: work, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: work) }
        return try body(work)
    }

    private func number(_ text: String) throws -> Double {
        guard let value = Double(text.trimmingCharacters(in: .whitespacesAndNewlines)) else {
            throw BenchError("a peer said '\(text)'")
        }
        return value
    }
}
