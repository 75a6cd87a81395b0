import AuditLog
import Foundation
import TestSupport
import Testing
import TransparencyLog
import Verification
import Wire

extension CrashTests {
    /// Each system call on the server's files during one staging and one close: it fails, or the process ends at it.
    @Suite(.needs(.ptrace, try CrashTools.canTrace()))
    struct FaultTests {
        @Test func every_call_that_fails_or_is_the_last_one_loses_nothing() async throws {
            var random = SeededRandom("faults")
            let crash = try await CrashSite.make()
            var cases: [Case] = []
            for phase in Phase.allCases {
                let calls = try await crash.cleanRun(phase)
                try #require(!calls.isEmpty)
                print("faults: \(phase.rawValue) has \(calls.count) calls: \(tally(calls.map(\.name)))")
                cases += calls.indices.flatMap { index in
                    Fault.allCases.map { Case(phase: phase, at: index + 1, fault: $0, call: calls[index]) }
                }
            }
            // Everything in the long run; else some of each kind of call, for about half a minute.
            let start = ContinuousClock.now
            // KENTONGAN_FROM=1051 goes on with a long run that was ended.
            let from = ProcessInfo.processInfo.environment["KENTONGAN_FROM"].flatMap { Int($0) } ?? 1
            let chosen = isLongRun ? Array(cases.dropFirst(from - 1)) : sample(of: cases, 24, &random)
            var outcomes: [String] = []
            var hits: Set<String> = []
            for one in chosen {
                if !isLongRun, outcomes.count >= 12, ContinuousClock.now - start > .seconds(35) { break }
                let outcome = try await crash.run(one)
                outcomes.append("\(one.phase.rawValue) \(one.fault.rawValue): \(outcome.text)")
                if let hit = outcome.hit { hits.insert("\(one.phase.rawValue) \(hit.name)") }
                if isLongRun, outcomes.count.isMultiple(of: 50) {
                    print("faults: \(outcomes.count) of \(chosen.count)")
                }
            }
            print("faults: \(outcomes.count) injected of \(cases.count), at \(hits.count) kinds of call")
            for (outcome, count) in count(outcomes) { print("faults: \(count) × \(outcome)") }
            #expect(outcomes.count { $0.hasSuffix("not reached") } * 5 <= outcomes.count)
        }

        /// Who asks while an epoch closes would notice a sync more.
        @Test func a_close_syncs_as_often_whether_anything_came_or_not() async throws {
            let crash = try await CrashSite.make()
            // Not the public files: one batch in 64 has more of them.
            let closes = try await crash.twoCloses().map { calls in
                calls.filter {
                    ["fsync", "fdatasync", "ftruncate"].contains($0.name) && $0.file.contains(".sqlite")
                }
            }
            #expect(!closes[0].isEmpty)
            #expect(closes[0] == closes[1])
        }

        /// The tool that injects sees what strace sees.
        @Test(.needs(.strace, CrashTools.hasStrace))
        func injector_sees_the_calls_that_strace_sees() async throws {
            let crash = try await CrashSite.make()
            for phase in Phase.allCases {
                let own = Set(try await crash.cleanRun(phase).map(\.name))
                let strace = try await crash.straceRun(phase)
                #expect(own == strace, "\(phase.rawValue)")
            }
        }

        /// Some of every kind of call in both phases, with the faults in turn.
        private func sample(of cases: [Case], _ count: Int, _ random: inout SeededRandom) -> [Case] {
            let groups = Dictionary(grouping: cases) { "\($0.phase.rawValue) \($0.call.name)" }
                .sorted { $0.key < $1.key }.map { $0.value.shuffled(using: &random) }
            var chosen: [Case] = []
            for round in 0..<count where chosen.count < count {
                for (place, group) in groups.enumerated() where round < group.count && chosen.count < count {
                    let wanted = Fault.allCases[(place + round) % Fault.allCases.count]
                    let left = group.filter { one in !chosen.contains { $0 == one } }
                    if let one = left.first(where: { $0.fault == wanted }) ?? left.first {
                        chosen.append(one)
                    }
                }
            }
            return chosen
        }
    }
}

enum Phase: String, CaseIterable, Sendable {
    /// From the arrival of a report to its promise.
    case staging
    /// From the moment that an epoch is due until all is in its place.
    case closing
}

struct Case: Equatable, Sendable {
    let phase: Phase
    let at: Int
    let fault: Fault
    /// What call that was in a run without faults.
    let call: TracedCall
}

private func count(_ values: [String]) -> [(String, Int)] {
    Dictionary(grouping: values) { $0 }.map { ($0.key, $0.value.count) }.sorted { $0.0 < $1.0 }
}

private func tally(_ values: [String]) -> String {
    count(values).map { "\($0.1) \($0.0)" }.joined(separator: ", ")
}

extension CrashSite {
    /// The calls of one staging, or of one close with three reports.
    fileprivate func cleanRun(_ phase: Phase) async throws -> [TracedCall] {
        let run = try await Prepared(self)
        let tracer = try await Tracer(run.server, run.place)
        try await run.go(phase)
        try await tracer.quiet(for: .milliseconds(500))
        tracer.end()
        run.server.kill()
        try rederive(run.place, run.ledger, "\(phase.rawValue) without a fault")
        return tracer.calls
    }

    /// The calls of a close with three reports, and of the one behind it, with none.
    fileprivate func twoCloses() async throws -> [[TracedCall]] {
        let run = try await Prepared(self)
        defer { run.server.kill() }
        var closes: [[TracedCall]] = []
        for close in 1...2 {
            let before = try run.place.publicCheckpoint()?.size ?? 0
            let tracer = try await Tracer(run.server, run.place)
            try run.clock.tick()
            try await waiting("close \(close)") { run.isClosed(after: before) ? () : nil }
            try await tracer.quiet(for: .milliseconds(500))
            tracer.end()
            closes.append(tracer.calls)
        }
        return closes
    }

    /// The names of the calls on the server's files that strace sees.
    fileprivate func straceRun(_ phase: Phase) async throws -> Set<String> {
        let run = try await Prepared(self)
        let log = run.place.scratch + "/strace.txt"
        let kinds =
            "openat,write,pwrite64,fsync,fdatasync,ftruncate,fcntl,flock,mmap,rename,renameat,unlink,mkdir,chmod,fchmod"
        let strace = try CrashTools.launch(
            "/usr/bin/strace", ["-f", "-y", "-o", log, "-e", "trace=" + kinds, "-p", "\(run.server.pid)"])
        defer { CrashTools.end(strace) }
        // It has attached to a thread when its tracer's id is there.
        try await waiting("strace") {
            let threads = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(run.server.pid)/task")
            let isFollowed = threads.allSatisfy { thread in
                let status = try? String(
                    contentsOfFile: "/proc/\(run.server.pid)/task/\(thread)/status", encoding: .utf8)
                return status?.contains("TracerPid:\t\(strace.processIdentifier)\n") ?? true
            }
            return isFollowed ? () : nil
        }
        try await run.go(phase)
        try await Task.sleep(for: .milliseconds(300))
        // strace ends with what it follows.
        run.server.kill()
        try await waiting("the end of strace") { strace.isRunning ? nil : () }
        let lines = try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n")
        let own = lines.filter { line in
            guard line.contains(run.place.data) || line.contains(run.place.published) else { return false }
            if line.contains(" fcntl(") { return line.contains("F_SETLK") }
            if line.contains(" mmap(") { return line.contains("MAP_SHARED") }
            return true
        }
        return Set(
            own.compactMap { $0.split(separator: " ").dropFirst().first?.split(separator: "(").first }.map(
                String.init))
    }

    /// Puts one fault into one call, and goes on from what is left.
    fileprivate func run(_ one: Case) async throws -> (text: String, hit: TracedCall?) {
        let run = try await Prepared(self)
        let tracer = try await Tracer(run.server, run.place, fault: (one.at, one.fault))
        var answer = "close"
        var unanswered: [Submit] = []
        switch one.phase {
        case .staging:
            let report = try report()
            answer = await run.send(report)
            let isWrite = ["pwrite64", "fdatasync"].contains(tracer.hit?.name)
            #expect(!isWrite || answer != "promise", "a promise though \(one.call) failed")
            if one.fault == .kill || one.fault == .killAfter, tracer.hit != nil {
                try await waiting("the end") { run.server.isRunning ? nil : () }
                answer = "no answer"
            }
            if answer != "promise", run.server.isRunning {
                // What failed once may work again: if not, then after the restart.
                answer += ", again " + (await run.send(report))
            }
            if !answer.hasSuffix("promise") { unanswered = [report] }
        case .closing:
            try run.clock.tick()
            try await waiting("a close that ended or stopped") {
                if !run.server.isRunning { return () }
                guard tracer.hit != nil || run.isClosed else { return nil }
                try await tracer.quiet(for: .milliseconds(150))
                return ()
            }
            if run.isClosed { answer = "closed" }
        }
        let end = run.server.isRunning ? "server runs" : "server ended"
        tracer.end()
        run.server.kill()
        let what = "\(one.fault.rawValue) at \(one.phase.rawValue) call \(one.at), \(tracer.hit ?? one.call)"
        try await goOn(run.place, run.ledger, run.clock, unanswered: unanswered, what)
        return (tracer.hit == nil ? "not reached" : "\(answer), \(end)", tracer.hit)
    }
}

/// A server on a copy of the template that has nothing left to do.
private struct Prepared {
    let crash: CrashSite
    let place: Place
    let ledger: Ledger
    let clock: MovedClock
    let server: CrashServer
    private let folder: TemporaryFolder
    private let visit: SiteConnection
    private let before: UInt64

    init(_ crash: CrashSite) async throws {
        self.crash = crash
        folder = try TemporaryFolder()
        (place, ledger, clock) = try crash.copy(to: folder)
        server = try await CrashServer.start(place, clock: clock)
        visit = try await crash.visit(server, ledger, clock)
        let (place, server) = (place, server)
        try await waiting("a server that has settled") {
            try #require(server.isRunning)
            return place.isSettled ? () : nil
        }
        before = try place.publicCheckpoint()?.size ?? 0
    }

    /// Whether the epoch was published and all moved to its place.
    var isClosed: Bool { isClosed(after: before) }

    /// The same for an epoch that begins at `size`.
    func isClosed(after size: UInt64) -> Bool {
        ((try? place.publicCheckpoint())?.size ?? 0) > size && place.isSettled
    }

    func go(_ phase: Phase) async throws {
        switch phase {
        case .staging:
            try await crash.submit(try crash.report(), visit, ledger, clock)
        case .closing:
            try clock.tick()
            try await waiting("a close") { isClosed ? () : nil }
        }
    }

    /// What the server said to a report; a refusal and a broken connection are not promises.
    func send(_ report: Submit) async -> String {
        do {
            try await crash.submit(report, visit, ledger, clock)
            return "promise"
        } catch { return server.isRunning ? "refusal" : "no answer" }
    }
}
