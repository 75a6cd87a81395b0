import Foundation

/// A log of two million entries, or ten where there is time: how it is verified, how long a start takes, how fast it
/// gives proofs.
struct LargeBenchmark {
    private let bench: Bench

    init(_ bench: Bench) {
        self.bench = bench
    }

    func run() async throws -> [Figure] {
        let path = try bench.directory("large")
        defer { try? FileManager.default.removeItem(atPath: path) }
        Output.say("  making the log …")
        let log = try await BigLog(in: path, bench.options.isLong ? .tenMillion : .twoMillion)
        let tiles = path + "/public"
        try await log.writeTiles(to: tiles)
        Output.say("  verifying …")
        let verified = try await LargeVerification(bench, log, tiles: tiles).run()
        Output.say("  starts and proofs …")
        return try await verified + LargeService(bench, log).run() + [published(log, tiles)]
    }

    private func published(_ log: BigLog, _ tiles: String) throws -> Figure {
        let directory = try Directory(tiles)
        return Figure(
            "published bytes for each entry", Double(directory.bytes) / Double(log.size), "B",
            note: "\(short(Double(directory.files))) files: entries of 79 bytes, and hashes of 32 in tiles"
        ).atMost(150)
    }
}
