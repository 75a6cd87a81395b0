import AuditLog
import Foundation
import Sealing
@testable import Server
import Synchronization
import TestSupport
import Testing
import Verification
import Wire
import Witness

extension CrashTests {
    /// The built `kentongand`, ended as a power cut would end it.
    @Suite struct KillTests {
        static let kills = isLongRun ? 200 : 20

        @Test func submit_retry_after_kill_same_promise_one_record() async throws {
            let site = try await TestSite.make(now: 1_800_000_000)
            let place = Place(folder: site.folder.path)
            let clock = try MovedClock(site.folder.file("clock"), before: 1, of: site)
            let source = try TestSource(site)

            let first = try await CrashServer.start(place, clock: clock)
            let visit = try await SiteConnection.connect(to: SiteAddress(link: first.link), now: clock.now)
            let submission = try source.submission(to: visit.site)
            let promised = try await visit.submit(submission)
            first.kill()

            let second = try await CrashServer.start(place, clock: clock)
            let again = try await SiteConnection.connect(to: SiteAddress(link: second.link), now: clock.now)
            #expect(try await again.submit(submission) == promised)
            second.kill()

            // The close, in this process.
            site.clock.set(site.due(1))
            try await site.serving { daemon in
                #expect(try await daemon.visit(site).submit(submission) == promised)
                #expect(try await daemon.standing(of: source, site) == .kept)
                let openings = try await daemon.review(site, .auditor(site.auditor)).openings()
                let reports = openings.filter { $0.opening.record.body.discriminant == .reportReceived }
                #expect(reports.count == 1)
                #expect(reports.first?.opening == promised.opening)
            }
            try await site.verifyAll()
        }

        @Test func kills_at_random_moments_under_load_lose_no_promise() async throws {
            var random = SeededRandom("kills")
            let crash = try await CrashSite.make()
            let folder = try TemporaryFolder()
            let (place, ledger, clock) = try crash.copy(to: folder)
            let link = Current()
            let load = Load(crash, ledger, clock, clients: 4, link: { link.value }, place: place)
            load.start(epochEvery: .milliseconds(250))
            var beforeReady = 0
            var found: Rederived?
            for number in 1...Self.kills {
                let starting = try CrashServer.Starting(place, clock: clock)
                if Int.random(in: 0..<5, using: &random) == 0 {
                    // While it starts: it finishes a plan, closes what is overdue, moves what was left.
                    try await Task.sleep(for: .milliseconds(Int.random(in: 0...250, using: &random)))
                    starting.kill()
                    beforeReady += 1
                } else {
                    let server = try await starting.ready()
                    link.value = server.link
                    let known = ledger.contents.promises.count
                    try await waiting("a promise after kill \(number)") {
                        ledger.contents.promises.count > known ? () : nil
                    }
                    try await Task.sleep(for: .milliseconds(Int.random(in: 0...500, using: &random)))
                    link.value = nil
                    server.kill()
                }
                // Promises that are still on their way to the ledger were given all the same.
                found = try rederive(place, ledger.copy(), "kill \(number)")
            }
            let server = try await CrashServer.start(place, clock: clock)
            link.value = server.link
            try await load.stop()
            let visit = try await crash.visit(server, ledger, clock)
            for kept in ledger.contents.promises {
                #expect(try await visit.send(.submit(kept.submit)).promised() == kept.promised)
            }
            await visit.close()
            try clock.tick()
            try await crash.published(clock.epoch, place, server, ledger, clock)
            #expect(try await server.stop() == 0)
            let end = try rederive(place, ledger, "the end")
            #expect(end.kept == ledger.contents.promises.count)
            try await crash.verify(place, clock, "the end")
            try verifyWithProgram(place, clock)
            print(
                """
                kills: \(Self.kills), \(beforeReady) of them before the server was ready; \(end.kept) promises, \
                \(load.repetitions) reports sent again, \(end.published) entries, \
                \(ledger.contents.checkpoints.count) checkpoints seen; staged at the last kill \(found?.staged ?? 0)
                """)
        }

        /// As an operator would: the program, from the files.
        private func verifyWithProgram(_ place: Place, _ clock: MovedClock) throws {
            guard let review = CrashTools.review, FileManager.default.isExecutableFile(atPath: review) else {
                return
            }
            let output = try CrashTools.run(
                review, ["verify", "--data", place.data, "--json"], environment: clock.environment)
            // 0, or what it says without witnesses.
            #expect(output.out.contains("\"result\":\"ok\"") || output.status == 0, "\(output.out)")
        }
    }
}

/// Where the server is now.
private final class Current: Sendable {
    private let link = Mutex<SiteLink?>(nil)

    var value: SiteLink? {
        get { link.withLock { $0 } }
        set { link.withLock { $0 = newValue } }
    }
}
