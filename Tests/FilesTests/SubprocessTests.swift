import Files
import Foundation
import Subprocess
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(3))) struct SubprocessTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func run(
        _ script: String, _ arguments: [String] = [], input: RegularFile? = nil, seconds: UInt64 = 20,
        output: Int = 1 << 20, isStopped: @escaping () -> Bool = { false }
    ) throws -> SubprocessOutput {
        try #require(Subprocess(named: "sh")).run(
            ["-c", script, "sh"] + arguments, input: input, in: folder.path,
            limits: .init(seconds: seconds, output: output), isStopped: isStopped)
    }

    @Test func it_reads_its_input_and_says_what_it_found() throws {
        try folder.write("a", "isi berkas")
        let file = try RegularFile(folder.file("a"))
        for _ in 0..<2 {
            let output = try run("cat; printf '|%s|' \"$1\"; exit 3", ["$(id) *; x"], input: file)
            #expect(output.lines == ["isi berkas|$(id) *; x|"])
            #expect(output.ending == .exited(code: 3) && !output.isGood)
        }
        #expect(
            try run("cat; pwd -P").lines == [
                Substring(URL(filePath: folder.path).resolvingSymlinksInPath().path)
            ])
    }

    @Test func it_knows_nothing_of_the_caller() throws {
        setenv("KENTONGAN_RAHASIA", "x", 1)
        let open = Foundation.open(folder.path, O_RDONLY)
        defer { close(open) }
        let output = try run("env | sort; ls /proc/self/fd | wc -w")
        let names = output.lines.dropLast().compactMap { $0.split(separator: "=").first }
        #expect(
            Set(names).subtracting(["_", "OLDPWD", "SHLVL"]) == [
                "HOME", "LC_ALL", "PATH", "PWD", "TMPDIR", "XDG_RUNTIME_DIR",
            ])
        // Input, output, complaints, and the folder that ls reads.
        #expect(output.lines.last == "4")
    }

    @Test func it_ends_in_time_with_all_that_it_started() throws {
        let clock = ContinuousClock()
        let begin = clock.now
        let slow = try run("sleep 77.125 & sleep 77.125", seconds: 1)
        #expect(slow.ending == .outOfTime)
        // One that closes its output goes on no longer either.
        #expect(try run("exec >&-; sleep 77.125", seconds: 1).ending == .outOfTime)
        #expect(try run("sleep 77.125", isStopped: { clock.now - begin > .seconds(2) }).ending == .stopped)
        // None of them slept to its end.
        #expect(clock.now - begin < .seconds(70))
        // Children that it left behind are ended, too.
        #expect(try run("sleep 77.125 >/dev/null & echo ok").lines == ["ok"])
        let left = try run("cat /proc/[0-9]*/cmdline | tr '\\0' ' '")
        #expect(!left.lines.contains { $0.contains("sleep 77.125 ") && !$0.contains("sh -c") })
    }

    @Test func it_is_not_listened_to_for_ever() throws {
        let much = try run("yes", output: 100_000)
        #expect(much.ending == .tooMuch)
        #expect(much.bytes.count < 200_000)
        #expect(try run("kill -9 $$").ending == .killed)
        #expect(Subprocess(path: folder.file("tiada")) == nil)
    }
}
