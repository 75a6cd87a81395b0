import Server

/// `kentongan-review verify` over a large log, against Go's x/mod over the same tiles, and against the SHA-256
/// blocks that leaves and nodes need: four an entry.
struct LargeVerification {
    private let bench: Bench
    private let log: BigLog
    private let tiles: String
    private var rounds: Int { 3 }

    init(_ bench: Bench, _ log: BigLog, tiles: String) {
        self.bench = bench
        self.log = log
        self.tiles = tiles
    }

    func run() async throws -> [Figure] {
        var (fromTiles, fromData, oneCore) = (MeasuredRuns(), MeasuredRuns(), MeasuredRuns())
        var (go, goOne) = (MeasuredRuns(), MeasuredRuns())
        var block: [Double] = []
        for round in 0..<rounds {
            block.append(try bench.peers.rates().block)
            fromTiles.add(try await verify(["--tiles", tiles, "--vkey", log.site.directory.logKey]))
            if let peer = bench.peers.xmod { go.add(try await xmod(peer, processors: 2)) }
            fromData.add(try await verify(["--data", log.site.directory.path]))
            guard round == 0 else { continue }
            oneCore.add(
                try await verify(["--tiles", tiles, "--vkey", log.site.directory.logKey], core: true))
            if let peer = bench.peers.xmod { goOne.add(try await xmod(peer, processors: 1)) }
        }
        let limit = 1e3 / (4 * median(block))
        let count = Double(log.size) / 1e6
        var figures = [
            beside(
                go, \.wall, "x/mod, 2 processors", 2,
                Figure(
                    "verify --tiles, all cores", count / fromTiles.wall, "M entries/s", note: note(fromTiles))
            ),
            beside(
                goOne, \.wall, "x/mod, 1 processor", nil,
                Figure(
                    "verify --tiles, one core", count / oneCore.wall, "M entries/s", note: note(oneCore))),
            beside(
                go, \.wall, "x/mod, 2 processors, tiles", 2,
                Figure(
                    "verify --data, all cores", count / fromData.wall, "M entries/s", note: note(fromData))),
        ]
        for (name, runs) in [("--tiles", fromTiles), ("--data", fromData)] {
            figures.append(
                Figure(
                    "verify \(name), by CPU time", count / runs.cpu, "M entries/CPU s",
                    note: "\(short(median(block))) ns a block; start, files and output included"
                ).against("M/s, C: the blocks alone", limit).atLeast(0.5))
            figures.append(
                beside(
                    go, \.cpu, "x/mod by CPU time", nil,
                    Figure("the same beside x/mod", count / runs.cpu, "M entries/CPU s")))
            figures.append(Figure("verify \(name), memory at most", runs.peak, "MiB").atMost(64))
        }
        if !go.runs.isEmpty { figures.append(Figure("x/mod, memory at most", go.peak, "MiB")) }
        return figures
    }

    private func beside(
        _ peer: MeasuredRuns, _ time: KeyPath<MeasuredRuns, Double>, _ name: String, _ target: Double?,
        _ figure: Figure
    ) -> Figure {
        guard !peer.runs.isEmpty else { return figure }
        let compared = figure.against("M/s, \(name)", Double(log.size) / 1e6 / peer[keyPath: time])
        return target.map { compared.atLeast($0) } ?? compared
    }

    private func note(_ runs: MeasuredRuns) -> String {
        "\(short(Double(log.size))) entries in \(short(runs.wall)) s, \(short(runs.cpu)) s of CPU: "
            + "\(short(runs.cores)) cores; median of \(runs.runs.count)"
    }

    /// - Parameter core: keeps the process to the first core.
    private func verify(_ arguments: [String], core: Bool = false) async throws -> Measured {
        let program = "\(bench.options.programs)/kentongan-review"
        let words = ["verify"] + arguments + ["--json"]
        let run =
            try await core
            ? Measured.run("/usr/bin/taskset", ["-c", "0", program] + words) : Measured.run(program, words)
        guard run.output.contains("\"entries\":\(log.size)") else {
            throw BenchError("verify said \(run.output)")
        }
        return run
    }

    private func xmod(_ program: String, processors: Int) async throws -> Measured {
        let run = try await Measured.run(program, [tiles, log.site.directory.logKey, "\(processors)"])
        guard run.output == "\(log.size)\n" else { throw BenchError("x/mod said \(run.output)") }
        return run
    }
}
