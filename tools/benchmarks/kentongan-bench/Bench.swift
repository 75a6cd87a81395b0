import Console
import Foundation

/// Runs the benchmarks, one after the other, and prints one table. Started by tools/bench, which builds what it runs.
///
/// The rules are:
///  - a server is measured by the CPU time that the system accounts to its process: on a small machine it is the
///    load generator that saturates first, so rates say little about the server;
///  - the peer does the same work in the same run, in turns with ours, and the medians of all turns are compared;
///  - everything happens on 127.0.0.1 and in one directory, which whoever started this removes.
@main
final class Bench {
    static func main() async {
        do {
            let arguments = CommandLine.arguments.dropFirst()
            if arguments.first == UploadClient.name {
                return try await UploadClient.run(Array(arguments.dropFirst()))
            }
            if arguments.first == HostileSources.name {
                return try await HostileSources.run(Array(arguments.dropFirst()))
            }
            try await run(try Options(Array(arguments)))
        } catch {
            Output.say("bench: \(error)")
            exit(1)
        }
    }

    private static func run(_ options: Options) async throws {
        let bench = Bench(options: options)
        let machine = try Machine(bench.peers)
        Output.say(machine.text)
        var figures: [Figure] = []
        for benchmark in all
        where options.names.isEmpty && !benchmark.isAsked || options.names.contains(benchmark.name) {
            Output.say("\(benchmark.name) …")
            let started = seconds()
            let added = try await benchmark.run(bench)
            Output.say("\(benchmark.name): \(short(seconds() - started)) s")
            figures += added
            print(Table(added, title: "\(benchmark.name): \(benchmark.title)").text)
        }
        guard let path = options.json else { return }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let report = BenchRun(machine: machine, figures: figures)
        try encoder.encode(report).write(to: URL(fileURLWithPath: path))
    }

    static var all: [Benchmark] {
        [
            Benchmark(name: "visit", title: "a fresh connection and a sealed report") {
                try await VisitBenchmark($0).run()
            },
            Benchmark(name: "press", title: "what a person waits for behind Enter") {
                try await PressBenchmark($0).run()
            },
            Benchmark(name: "calls", title: "small unary calls on a kept connection") {
                try await CallBenchmark($0).run()
            },
            Benchmark(name: "upload", title: "an attachment") { try await UploadBenchmark($0).run() },
            Benchmark(name: "promise", title: "100 submissions at once") {
                try await PromiseBenchmark($0).run()
            },
            Benchmark(name: "verify", title: "a whole log") { try await VerifyBenchmark($0).run() },
            Benchmark(name: "close", title: "an epoch with 100,000 pending, and a start") {
                try await CloseBenchmark($0).run()
            },
            Benchmark(name: "large", title: "a large log") {
                try await LargeBenchmark($0).run()
            },
            Benchmark(name: "year", title: "a year in which nothing happens") {
                try await YearBenchmark($0).run()
            },
            Benchmark(name: "month", title: "a month's figures") {
                try await MonthBenchmark($0).run()
            },
            Benchmark(name: "export", title: "cases as pages and PDFs") {
                try await ExportBenchmark($0).run()
            },
            Benchmark(name: "idle", title: "memory of idle connections") {
                try await IdleBenchmark($0).run()
            },
            Benchmark(name: "sync", title: "an agency's store with 10,000 reports") {
                try await SyncBenchmark($0).run()
            },
            Benchmark(name: "flood", title: "1,000 hostile connections and an honest source") {
                try await FloodBenchmark($0).run()
            },
            Benchmark(name: "grpc", title: "the same jobs by grpc-swift-2", isAsked: true) {
                try await GRPCBenchmark($0).run()
            },
        ]
    }

    let options: Options
    let peers: Peers
    private var log: BigLog?

    private init(options: Options) {
        self.options = options
        peers = Peers(directory: options.peers, work: options.work + "/peer")
    }

    /// Made once a run: it takes a while.
    func bigLog() async throws -> BigLog {
        if let log { return log }
        let made = try await BigLog(in: directory("log"), .million)
        log = made
        return made
    }

    /// A new directory of this run.
    func directory(_ name: String) throws -> String {
        let path = "\(options.work)/\(name)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return path
    }
}

struct Benchmark {
    let name: String
    let title: String
    /// Only run by name: what it needs takes minutes to build.
    var isAsked = false
    let run: (Bench) async throws -> [Figure]
}

/// What tools/bench passes on.
struct Options {
    var names: [String] = []
    var json: String?
    var isLong = false
    /// Where the programs, the C peers and the run's files are.
    var programs = ""
    var peers = ""
    var work = ""
    /// A report that `kentongan submit` takes.
    var sample = ""

    init(_ arguments: [String]) throws {
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            switch argument {
            case "--json": json = try rest.value(argument)
            case "--long": isLong = true
            case "--programs": programs = try rest.value(argument)
            case "--peers": peers = try rest.value(argument)
            case "--work": work = try rest.value(argument)
            case "--sample": sample = try rest.value(argument)
            default: names.append(argument)
            }
        }
        let known = Bench.all.map(\.name)
        guard names.allSatisfy(known.contains) else {
            throw BenchError("no such benchmark; there are: \(known.joined(separator: ", "))")
        }
    }
}

extension ArraySlice<String> {
    fileprivate mutating func value(_ option: String) throws -> String {
        guard let value = popFirst() else { throw BenchError("\(option) needs a value") }
        return value
    }
}

struct BenchError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}

/// What is said beside the table.
enum Output {
    static func say(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Data((text + "\n").utf8))
    }
}
