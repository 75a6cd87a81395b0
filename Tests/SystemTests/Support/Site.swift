import Foundation
import TestSupport
import Testing

/// A site that `kentongand init` made, with two agencies and an auditor.
struct Site: Sendable {
    static let origin = "uji.kentongan.example"
    static let codes = ["bawaslu_prov", "bkn"]

    let folder: TemporaryFolder
    /// What `init --json` said.
    let link: String

    /// Makes the keys and the site.
    ///
    /// - Parameter more: arguments of `kentongand init` besides.
    /// - Returns: the site, which nobody serves yet.
    /// - Throws: where a program fails.
    static func make(_ more: [String] = []) async throws -> Site {
        let folder = try TemporaryFolder()
        for code in codes {
            let made = try await Program.review.run(
                "keygen", "--agency", code, "--name", "Kantor \(code)", "--out", folder.file(code))
            try #require(made.status == 0, "\(made.error)")
        }
        let auditor = try await Program.review.run(
            "keygen", "--auditor", "--name", "Auditor", "--out", folder.file("auditor"))
        try #require(auditor.status == 0)
        let made = try await Program.server.run(initialisation(folder, data: "data") + more)
        try #require(made.status == 0, "\(made.error)")
        return Site(folder: folder, link: try #require(try made.json["link"] as? String))
    }

    static func initialisation(_ folder: TemporaryFolder, data: String) -> [String] {
        [
            "init", "--data", folder.file(data), "--origin", origin, "--epoch-seconds", "1",
            "--answer-delay-ms", "20",
            "--listen", "127.0.0.1:0", "--root-key", folder.file("\(data).root.key"), "--json",
            "--auditor", folder.file("auditor/auditor.card"),
        ] + codes.flatMap { ["--agency", folder.file("\($0)/agency.card")] }
    }

    var data: String { folder.file("data") }
    var auditorKey: String { folder.file("auditor/auditor.key") }

    func key(_ code: String) -> String { folder.file("\(code)/agency.key") }

    /// Starts the server and waits until it says that it is ready; with `descriptors`, it may have so many files open.
    func serve(
        _ data: String = "data", descriptors: Int? = nil, _ more: [String] = []
    ) async throws -> Server {
        try? FileManager.default.removeItem(atPath: folder.file("ready.json"))
        let running = try Running(
            .server,
            ["serve", "--data", folder.file(data), "--ready-file", folder.file("ready.json")] + more,
            descriptors: descriptors)
        // Whenever it is there it is whole.
        for _ in 0..<2_000 {
            if let bytes = try? folder.data("ready.json") {
                let ready = try object(bytes)
                #expect(Set(ready.keys).subtracting(["publish", "onion"]) == ["address", "link", "pid"])
                #expect(ready["pid"] as? Int == Int(running.process.processIdentifier))
                return Server(
                    running: running, link: try #require(ready["link"] as? String),
                    address: try #require(ready["address"] as? String), onion: ready["onion"] as? String)
            }
            guard running.process.isRunning else { break }
            try await Task.sleep(for: .milliseconds(10))
        }
        let output = try await running.ended()
        Issue.record("the server did not start: \(output.status) \(output.error)")
        throw NotReady()
    }

    struct NotReady: Error {}
}

/// `kentongand serve`.
struct Server: Sendable {
    let running: Running
    let link: String
    let address: String
    /// Where Tor brings visitors.
    var onion: String?

    var port: UInt16 { address.split(separator: ":").last.flatMap { UInt16($0) } ?? 0 }

    /// SIGTERM; the exit code, and how long it took.
    func stop() async throws -> (status: Int32, seconds: Double) {
        let clock = ContinuousClock()
        let start = clock.now
        running.signal(SIGTERM)
        let output = try await running.ended()
        return (output.status, (clock.now - start) / .seconds(1))
    }
}

/// Runs `body` until it gives something, at most 20 s.
func eventually<Value>(_ body: () async throws -> Value?) async throws -> Value {
    try await waiting("what was said", limit: .seconds(20), every: .milliseconds(150), body)
}
