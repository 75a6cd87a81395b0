import Foundation
import Server
import Verification

/// 1,000 hostile connections press a server with its default settings, and one honest source brings a report with the
/// real client: how long it waits for its promise, what the server holds meanwhile, and what it has given back afterwards.
///
/// `hostile` (C) speaks badly, `HostileSources` (a process of its own) speaks well: uploads that are never finished,
/// reports without an end. Both stand for other machines and have a lower priority here.
struct FloodBenchmark {
    /// Connections of each kind of tools/benchmarks/c/hostile.c; with those of `HostileSources` 1,000.
    private static let kinds = [
        ("tcp", 150), ("half", 100), ("idle", 200), ("dribble", 50), ("cells", 100), ("unread", 60),
        ("mistakes", 80), ("cancels", 40), ("refused", 20), ("garbage", 60), ("entries", 60),
    ]
    /// Of a small site: the flood announces and sends twice as much.
    fileprivate static let payloadMebibytes = 512
    /// MiB that a server may have more than one that was never pressed: caches of its databases, and what is between.
    private static let kept = 32.0
    /// Fewer than the flood brings.
    private static let pending = 2_000
    private let bench: Bench
    private var duration: Double { bench.options.isLong ? 180 : 45 }

    init(_ bench: Bench) {
        self.bench = bench
    }

    func run() async throws -> [Figure] {
        let path = try bench.directory("flood")
        let site = try await BenchSite(in: path, epochSeconds: 21_600) { configuration in
            configuration.pending = Self.pending
            configuration.answerDelay = Configuration().answerDelay
            configuration.connections = Configuration().connections
            configuration.payloadBytes = UInt64(Self.payloadMebibytes) << 20
        }
        let source = HonestSource(bench, files: path)
        var server = try await site.serve(bench)
        defer { server.child.end() }
        let alone = try await source.promises(server, until: seconds() + 8)
        let before = try ServerState(server, site)
        let flood = try await press(server, site, source)
        let back = try await settled(server, site, to: before)
        let after = try await source.promises(server, until: seconds())
        server.child.end()
        server = try await site.serve(bench)
        let restarted = try await source.promises(server, until: seconds())
        return flood.figures(alone: alone, before: before)
            + Self.figures(back, before: before, after: after, restarted: restarted)
    }

    /// Honest sources, one after the other, from five seconds behind the flood's beginning to its end.
    private func press(
        _ server: RunningSite, _ site: BenchSite, _ source: HonestSource
    ) async throws -> Flood {
        let (bench, duration) = (bench, duration)
        let kinds = Self.kinds.map { "\($0.0)=\($0.1)" }
        let sources = try Child(
            CommandLine.arguments[0], [HostileSources.name, "\(server.link)", "\(Int(duration))"])
        // It has made its reports.
        _ = try sources.line()
        let strangers = try Child(
            bench.peers.directory + "/hostile", ["\(server.port)", "\(Int(duration))", "256"] + kinds)
        let started = seconds()
        let watching = Task.detached { try await FloodPeak.watch(server, site, for: duration) }
        try await Task.sleep(for: .seconds(5))
        let promises = try await source.promises(server, until: started + duration - 10)
        let said = try await offPool { (try strangers.finish(), try sources.finish()) }
        return Flood(
            promises: promises, peak: try await watching.value, strangers: said.0, sources: said.1,
            duration: duration)
    }

    /// The state when connections and memory are as few as before, or after 40 s; with the seconds that the connections took.
    private func settled(
        _ server: RunningSite, _ site: BenchSite, to before: ServerState
    ) async throws -> (state: ServerState, seconds: Double) {
        let started = seconds()
        var closed: Double?
        while true {
            let state = try ServerState(server, site)
            let passed = seconds() - started
            if state.sockets <= before.sockets { closed = closed ?? passed }
            let isBack = closed != nil && state.resident < before.resident + Self.kept
            if isBack || passed > 40 { return (state, closed ?? passed) }
            try await Task.sleep(for: .milliseconds(250))
        }
    }

    private static func figures(
        _ back: (state: ServerState, seconds: Double), before: ServerState, after: Promises,
        restarted: Promises
    ) -> [Figure] {
        [
            Figure(
                "afterwards: connections more than before",
                Double(back.state.sockets - before.sockets),
                "", note: "\(short(back.seconds)) s behind the last hostile byte, of at most 30"
            ).atMost(0),
            Figure(
                "afterwards: memory more than before", back.state.resident - before.resident, "MiB",
                note: "what is freed goes back every 30 s"
            ).atMost(kept),
            Figure("afterwards: an honest source", after.worst, "s", note: after.refused).atMost(10),
            Figure("after a new start: an honest source", restarted.worst, "s", note: restarted.refused)
                .atMost(10),
        ]
    }
}

/// What a flood did, and what it met.
private struct Flood {
    let promises: Promises
    let peak: FloodPeak
    /// What the two programs said at their end.
    let strangers: String
    let sources: String
    let duration: Double

    func figures(alone: Promises, before: ServerState) -> [Figure] {
        let kinds = strangers.split(separator: "\n").map(Self.told).joined(separator: "; ")
        return [
            Figure(
                "an honest source alone, to its promise", alone.median, "s",
                note:
                    "kentongan submit, from its start to its end; answer delay 500 ms: six cells wait for it"),
            Figure(
                "beside 1,000 hostile connections, the worst", promises.worst, "s",
                note:
                    "p50 \(short(promises.median)) s, \(promises.times.count) sources one after the other in "
                    + "\(short(duration)) s; \(promises.refused)"
            ).against("s alone", alone.median).valueAtMost(10),
            Figure(
                "memory of the server at most", peak.memory, "MiB",
                note: "\(short(before.resident)) MiB before"),
            Figure("connections at most", Double(peak.sockets - before.sockets), ""),
            Figure(
                "payload file and its WAL at most", peak.payload, "MiB",
                note: "admission.payload_mib = \(FloodBenchmark.payloadMebibytes); a WAL has up to 32 MiB"
            ).atMost(Double(FloodBenchmark.payloadMebibytes) + 40),
            Figure(
                "CPU of the server meanwhile", peak.cpu / duration, "cores",
                note: "connections made, ended by the server; MB there and back: \(kinds); sources: "
                    + sources.split(separator: "\n").joined()),
        ]
    }

    /// A line of `hostile`: the kind, connections made and ended, bytes there and back.
    private static func told(_ line: Substring) -> String {
        let words = line.split(separator: " ")
        guard words.count == 5, let there = Double(words[3]), let back = Double(words[4]) else {
            return String(line)
        }
        return "\(words[0]) \(words[1]), \(words[2]); \(short(there / 1e6)) and \(short(back / 1e6))"
    }
}
