import AuditLog
import Console
import Foundation
import Source
import Synchronization
import TestSupport
import Testing
import Verification
import Visit
import Wire

/// Decoys on a schedule: at times that nobody can foretell, and like people's visits.
@Suite struct DecoyScheduleTests {
    @Test func rates() {
        #expect(VisitRate("6/h")?.interval == 600)
        #expect(VisitRate("20/d")?.interval == 4_320)
        #expect(VisitRate("60/h") != nil)
        #expect(VisitRate("1440/d") != nil)
        for text in [
            "", "6", "/h", "6/", "0/h", "-1/h", "61/h", "1441/d", "6/m", "6/hh", "6/h/h", " 6/h", "٦/h",
        ] {
            #expect(VisitRate(text) == nil, "\(text)")
        }
    }

    /// The waits are exponential: mean and standard deviation are the interval, and no wait foretells the next.
    @Test func looks_are_a_poisson_process() async throws {
        let rate = try #require(VisitRate("6/h"))
        let (waits, tally, _) = await run(rate, try nobody(), looks: 600)
        #expect(tally == 600)
        let mean = waits.reduce(0, +) / Double(waits.count)
        let deviation = sqrt(waits.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(waits.count))
        #expect(abs(mean - 600) < 75)
        #expect(abs(deviation - mean) < 100)
        let pairs = zip(waits, waits.dropFirst()).map { ($0 - mean) * ($1 - mean) }
        #expect(abs(pairs.reduce(0, +) / Double(pairs.count)) < 0.15 * deviation * deviation)
        // Control: a clock's waits are no such process.
        #expect(abs(0 - mean) > 100)
    }

    /// What fails is told once, and nothing is made up for.
    @Test func failures_are_counted_and_told_once() async throws {
        let (_, failed, output) = await run(try #require(VisitRate("1/h")), try nobody(), looks: 5)
        #expect(failed == 5)
        #expect(output.components(separatedBy: "did not succeed").count == 2)
    }

    @Test func a_decoy_waits_as_a_person_would() async throws {
        let server = try await SampleSourceServer.start()
        var address = server.address
        address.pace.departure = 180
        let waited = Mutex<[UInt64]>([])
        let environment = server.environment { seconds in waited.withLock { $0.append(seconds) } }
        let left = Mutex(3)
        let schedule = DecoySchedule(
            try #require(VisitRate("6/h")), address: address, environment: environment
        ) { _ in
            guard
                left.withLock({
                    $0 -= 1; return $0 >= 0
                })
            else { throw CancellationError() }
        }
        let tally = await schedule.run()
        #expect(tally.done == 3)
        #expect(tally.failed == 0)
        let waits = waited.withLock { $0 }
        #expect(waits.count == 3)
        #expect(waits.allSatisfy { $0 > 0 && $0 % 180 == 0 })
        let seen = server.state.withLock { $0.requests }
        #expect(seen.count == 18)
        #expect(seen.count { $0 == .decoy } == 9)
        await server.stop()
    }

    /// Told to end, what has not begun is dropped.
    @Test func an_end_drops_what_waits() async throws {
        let server = try await SampleSourceServer.start()
        var address = server.address
        address.pace.departure = 180
        let environment = server.environment { seconds in try? await Task.sleep(for: .seconds(seconds)) }
        let asked = Mutex(false)
        let schedule = DecoySchedule(
            try #require(VisitRate("6/h")), address: address, environment: environment
        ) { _ in
            let isFirst = asked.withLock { asked in
                defer { asked = true }; return !asked
            }
            if !isFirst { try await Task.sleep(for: .seconds(60)) }
        }
        let running = Task { await schedule.run() }
        _ = try await waiting("the look") { server.state.withLock { $0.requests.count == 2 ? true : nil } }
        running.cancel()
        let tally = await running.value
        #expect(tally.done == 0)
        #expect(tally.failed == 0)
        #expect(server.state.withLock { $0.requests } == [.site, .witnessed])
        await server.stop()
    }

    // MARK: Helpers

    /// A site at which nobody answers.
    private func nobody() throws -> SiteAddress {
        var address = SiteAddress(link: try SampleSourceSite().link)
        address.pace = VisitPace(step: .zero, departure: 0)
        return address
    }

    /// The waits in seconds, the visits that failed, and what was said.
    private func run(
        _ rate: VisitRate, _ address: SiteAddress, looks: Int
    ) async -> (waits: [Double], failed: UInt64, output: String) {
        let (random, script) = (SampleBytes(11), SampleScript())
        let waits = Mutex<[Double]>([])
        let environment = Environment(
            now: { SampleSourceSite.now }, random: { random($0) }, wait: { _ in },
            dialogue: script.dialogue(isInteractive: false))
        let schedule = DecoySchedule(rate, address: address, environment: environment) { duration in
            let isOver = waits.withLock { waits in
                guard waits.count < looks else { return true }
                waits.append(duration / .seconds(1))
                return false
            }
            if isOver { throw CancellationError() }
        }
        let tally = await schedule.run()
        return (waits.withLock { $0 }, tally.failed, script.output)
    }
}

extension SampleSourceSite {
    /// A link to a port of this machine where nobody listens.
    fileprivate var link: SiteLink { SiteLink(host: "127.0.0.1", port: 9, fingerprint: fingerprint) }
}
