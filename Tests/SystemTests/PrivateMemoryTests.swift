import Foundation
import TestSupport
import Testing

/// What the programs hold in memory goes nowhere: not with a crash, and not to the same user's other processes.
@Suite(.serialized, .timeLimit(.minutes(5))) struct PrivateMemoryTests {
    /// One of the programs as it waits for something, with secrets in its memory.
    private struct Held {
        let program: Program
        let arguments: [String]
        /// Whether it holds them by now.
        let isReady: (_ said: String) -> Bool
    }

    /// A crash report of Swift's runtime, or a core dump as a shell tells it.
    private static let traces = [
        "Backtracing", "Program crashed", "Registers", "Thread 0", "rsp", "core dumped",
    ]

    /// The four programs: the codename typed into a file, an agency's keys, a site's keys, a witness's key.
    private func held(_ site: Site) async throws -> (all: [Held], secrets: [String]) {
        let folder = site.folder
        let words = try CodenameWords.valid()
        try folder.write("codename", words)
        let made = try await Program.monitor.run(
            "witness", "keygen", "--name", "saksi.example/w1", "--dir", folder.file("saksi"))
        try #require(made.status == 0, "\(made.error)")
        let silent = try SilentListener()
        let link = "kentongan://127.0.0.1:\(silent.port)/#\(site.link.suffix(64))"
        let keys = ["bkn/agency.key", "saksi/witness.key"].flatMap { name in
            ((try? folder.read(name)) ?? "").split { $0.isWhitespace }.map(String.init).filter {
                $0.count > 40
            }
        }
        try #require(keys.count > 1)
        let all = [
            Held(
                program: .source,
                arguments: ["inbox", "--site", link, "--codename-file", folder.file("codename")],
                isReady: { _ in silent.hasCaller() }),
            Held(
                program: .review, arguments: ["list", "--site", link, "--key", site.key("bkn")],
                isReady: { _ in silent.hasCaller() }),
            Held(
                program: .server, arguments: ["serve", "--data", site.data],
                isReady: { $0.contains("127.0.0.1:") }),
            Held(
                program: .monitor,
                arguments: [
                    "witness", "serve", "--dir", folder.file("saksi"), "--log", "\(site.data)/log.vkey",
                    "--listen", "127.0.0.1:0",
                ], isReady: { $0.contains("127.0.0.1:") }),
        ]
        return (all, words.split(separator: " ").map(String.init) + [words] + keys)
    }

    /// Starts a command as a shell does that lets it leave a core file in its folder, with crash reports asked for;
    /// nothing comes on its standard input, and that does not end.
    private func start(
        _ path: String, _ arguments: [String], in folder: TemporaryFolder
    ) async throws -> (shell: Running, process: Int32) {
        let script = """
            cd "$1"; shift; ulimit -c unlimited; mkfifo pipe; exec 3<>pipe
            "$@" <&3 & echo $! >new; mv new pid; wait $!
            """
        let shell = try Running(
            path: "/bin/bash", ["-c", script, "bash", folder.path, path] + arguments,
            environment: ["SWIFT_BACKTRACE": "enable=yes,color=no"])
        let process = try await waiting("the program's process") { () -> Int32? in
            Int32(((try? folder.read("pid")) ?? "").trimmingCharacters(in: .whitespacesAndNewlines))
        }
        return (shell, process)
    }

    /// What a program leaves that is ended by a signal once it is ready: all that is said, and its core files.
    private func crash(
        _ path: String, _ arguments: [String], by fault: Int32, once isReady: (String) -> Bool
    ) async throws -> String {
        let folder = try TemporaryFolder()
        let (shell, process) = try await start(path, arguments, in: folder)
        #expect(try await eventually(within: .seconds(20)) { isReady(shell.output) }, "\(shell.output)")
        kill(process, fault)
        let output = try await shell.ended()
        return output.out + output.error + (try folder.names().filter { $0.hasPrefix("core") }).joined()
    }

    @Test(arguments: [SIGSEGV, SIGILL, SIGABRT, SIGQUIT])
    func a_crash_tells_nothing_of_the_memory(_ fault: Int32) async throws {
        let site = try await Site.make()
        let (all, secrets) = try await held(site)
        for held in all {
            let left = try await crash(held.program.path, held.arguments, by: fault, once: held.isReady)
            for trace in Self.traces + secrets {
                #expect(!left.contains(trace), "\(held.program.rawValue) left '\(trace)': \(left)")
            }
        }
    }

    /// What they would leave: a crash report of the same runtime by a program that does not keep its memory private.
    @Test func a_crash_of_another_program_tells_much() async throws {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        let tool = path.split(separator: ":").map { "\($0)/swift-format" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
        let folder = try TemporaryFolder()
        let (shell, process) = try await start(try #require(tool), ["format", "-"], in: folder)
        // It installs its handlers before it reads.
        try await Task.sleep(for: .seconds(1))
        kill(process, SIGSEGV)
        #expect(try await eventually(within: .seconds(20)) { shell.output.contains(Self.traces[0]) })
        kill(process, SIGKILL)
        _ = try await shell.ended()
    }

    /// And a core file, where the system writes those into the folder.
    @Test func another_program_leaves_a_core_file() async throws {
        let pattern = try String(contentsOfFile: "/proc/sys/kernel/core_pattern", encoding: .utf8)
        guard pattern.hasPrefix("core") else { return tellSkipped(needing: .coreFiles) }
        let left = try await crash("/bin/sleep", ["60"], by: SIGSEGV) { _ in true }
        #expect(left.contains("core dumped") && left.hasSuffix("core"), "\(left)")
    }

    /// Another process of the same user: as `cat` it reads what `sleep` holds, and nothing of ours.
    @Test func the_same_user_cannot_look_into_it() async throws {
        let site = try await Site.make()
        // Root reads everything; so this is asked as somebody else, where the tests run as root.
        let asNobody =
            geteuid() == 0 ? ["/usr/bin/setpriv", "--reuid=65534", "--clear-groups"] : ["/usr/bin/env"]
        func read(_ process: Int32) async throws -> Int32 {
            try await Running(
                path: asNobody[0], asNobody.dropFirst() + ["/bin/cat", "/proc/\(process)/maps"]
            ).ended()
                .status
        }
        let sleep = try Running(path: asNobody[0], asNobody.dropFirst() + ["/bin/sleep", "60"])
        #expect(try await eventually { try await read(sleep.process.processIdentifier) == 0 })
        sleep.signal(SIGKILL)

        let silent = try SilentListener()
        let link = "kentongan://127.0.0.1:\(silent.port)/#\(site.link.suffix(64))"
        let source = try Running(
            path: asNobody[0],
            asNobody.dropFirst() + [Program.source.path, "inbox", "--site", link, "--codename-file", "-"],
            input: try CodenameWords.valid())
        #expect(try await eventually(within: .seconds(20)) { silent.hasCaller() })
        #expect(try await read(source.process.processIdentifier) != 0)
        source.signal(SIGKILL)
    }
}

/// What was typed is gone from memory once it was made use of.
@Suite(
    .serialized, .timeLimit(.minutes(3)), .needs(.root, geteuid() == 0),
    .needs(.ownHeap, !isSanitized))
struct TypedWordsTests {
    /// A program that waits for a site, with the memory that it has then.
    private func memory(
        _ program: Program, _ arguments: [String], input: String = "", at silent: SilentListener,
        _ body: (ProcessMemory) throws -> Void
    ) async throws {
        let running = try Running(path: program.path, arguments, input: input)
        #expect(try await eventually(within: .seconds(20)) { silent.hasCaller() }, "\(running.output)")
        let memory = try #require(ProcessMemory(of: running.process.processIdentifier))
        try body(memory)
        running.signal(SIGKILL)
    }

    @Test func no_codename_is_left_behind_its_keys() async throws {
        let (silent, folder, words) = (try SilentListener(), try TemporaryFolder(), try CodenameWords.valid())
        let link = "kentongan://127.0.0.1:\(silent.port)/#\(String(repeating: "5", count: 64))"
        try folder.write("codename", words + "\n")
        let text = "Kata yang masih dipegang sampai disegel."
        try folder.write("text", text)
        let first = words.split(separator: " ").prefix(3).joined(separator: " ")
        for (file, input) in [(folder.file("codename"), ""), ("-", words + "\n")] {
            let common = ["--site", link, "--codename-file", file]
            let reply = ["reply", "--to", "bkn", "--message-file", folder.file("text")]
            for arguments in [["inbox"] + common, reply + common] {
                try await memory(.source, arguments, input: input, at: silent) { memory in
                    #expect(memory.count(of: words) == 0 && memory.count(of: first) == 0, "\(arguments)")
                    // What is still needed is found.
                    #expect((memory.count(of: text) > 0) == (arguments[0] == "reply"))
                }
            }
        }
    }

    /// Root locks whatever the limit is; so this is asked as somebody else.
    @Test func memory_that_cannot_be_locked_is_told_once() async throws {
        let sentence = "This computer cannot lock memory"
        let input = try CodenameWords.valid()
        for (limit, times) in [("0", 1), ("64", 0)] {
            let script =
                "ulimit -l \(limit); exec /usr/bin/setpriv --reuid=65534 --clear-groups --inh-caps=-all \"$0\" \"$@\""
            let said = try await Running(
                path: "/bin/bash",
                [
                    "-c", script, Program.source.path, "inbox", "--lang", "en", "--codename-file", "-",
                    "--site",
                    "kentongan://127.0.0.1:9/#\(String(repeating: "5", count: 64))",
                ], input: input
            ).ended()
            #expect(said.status == 69, "\(said.error)")
            #expect(said.error.components(separatedBy: sentence).count == 1 + times, "\(said.error)")
        }
    }

    @Test func no_text_of_a_key_file_is_left_behind_its_keys() async throws {
        let (site, silent) = (try await Site.make(), try SilentListener())
        let link = "kentongan://127.0.0.1:\(silent.port)/#\(site.link.suffix(64))"
        let text = try site.folder.read("bkn/agency.key")
        let seeds = text.split { $0.isWhitespace }.map(String.init).filter { $0.count > 60 }
        try #require(seeds.count >= 2)
        try await memory(.review, ["list", "--site", link, "--key", site.key("bkn")], at: silent) { memory in
            for seed in seeds { #expect(memory.count(of: seed) == 0) }
            #expect(memory.count(of: site.key("bkn")) > 0)
        }
    }
}
