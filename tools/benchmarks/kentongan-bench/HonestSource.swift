import Foundation

/// Somebody who submits one report with the real client, again and again until it is promised.
struct HonestSource: Sendable {
    /// Exit codes of `kentongan` that no flood explains: this program called it wrongly.
    private static let mistakes: Set<Int32> = [64, 65, 66, 127]
    private static let patience = 30.0

    private let program: String
    private let report: String

    init(_ bench: Bench, files: String) {
        program = "\(bench.options.programs)/kentongan"
        report = bench.options.sample
    }

    /// Sources one after the other, one at least, none of which begins behind `end`.
    func promises(_ server: RunningSite, until end: Double) async throws -> Promises {
        var promises = Promises()
        repeat {
            let started = seconds()
            while true {
                let status = try await submit(to: server)
                if status == 0 { break }
                guard !Self.mistakes.contains(status) else {
                    throw BenchError("kentongan ended with \(status)")
                }
                promises.refusals[status, default: 0] += 1
                // It counts as that long.
                guard seconds() - started < Self.patience else { break }
                try await Task.sleep(for: .milliseconds(500))
            }
            promises.times.append(seconds() - started)
        } while seconds() < end
        return promises
    }

    private func submit(to server: RunningSite) async throws -> Int32 {
        let (program, report) = (program, report)
        return try await offPool {
            try Child(
                program, ["submit", "--site", "\(server.link)", "--from", report, "--yes", "--json"],
                quiet: true
            ).status()
        }
    }
}

/// Seconds from a source's start to its promise.
struct Promises {
    var times: [Double] = []
    /// How often somebody got none, by the exit code of `kentongan`.
    var refusals: [Int32: Int] = [:]

    var refused: String {
        let told = refusals.sorted { $0.key < $1.key }.map { "\($0.value) times exit \($0.key)" }
        return told.isEmpty ? "never refused" : told.joined(separator: ", ")
    }

    var median: Double { quantile(times, 0.5) }
    var worst: Double { times.max() ?? .infinity }
}
