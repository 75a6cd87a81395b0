import AuditLog
import Console
import Foundation
import Keys
import RPC
@testable import Server
import Storage
import TestSupport
import Testing
import TransparencyLog
import Verification
import Visit
import Wire
import Words

/// A clock that ran ahead uses up no numbers: the server believes it only with somebody else's word.
@Suite(.timeLimit(.minutes(3))) struct ClockTests {
    /// Epochs of an hour: 49 of them are more than 8, and more than 48 hours.
    private static let far: UInt64 = 50

    /// What somebody new is told; nil where there is a promise.
    private func refusal(_ site: TestSite, _ daemon: Daemon) async throws -> Status? {
        let visit = try await daemon.visit(site)
        let submission = try TestSource(site).submission(to: visit.site)
        let reply = try await visit.send(.submit(submission.submit))
        await visit.close()
        guard case .refused(let status) = reply.result else { return nil }
        return status
    }

    @Test func farAheadNothingIsClosedAndNothingPromised() async throws {
        let site = try await TestSite.make()
        let notices = Notices()
        try await site.serving(notices: notices) { daemon in
            try await site.close(1, daemon)
            let kept = try TestSource(site)
            let visit = try await daemon.visit(site)
            let submission = try kept.submission(to: visit.site)
            let promised = try await visit.submit(submission)
            site.clock.set(site.due(1 + 49))
            try await daemon.node.closeIfDue()
            #expect(daemon.node.site.epoch.number == 1)
            #expect(notices.all.filter { $0.contains("--accept-clock") }.count == 1)
            try await daemon.node.closeIfDue()
            #expect(notices.all.filter { $0.contains("--accept-clock") }.count == 1)
            let refused = try #require(try await refusal(site, daemon))
            #expect(refused.code == .unavailable && refused.field == "clock")
            let failure = Failure(RPCError(refused))
            #expect(failure.kind == .tryLater && failure.message.contains("clock is far ahead of its record"))
            // What was promised before is answered still.
            let again = try await visit.submit(submission)
            #expect(again == promised)
            await visit.close()
            // Set right, it goes on, and says so.
            site.clock.set(site.due(2))
            try await daemon.node.closeIfDue()
            #expect(daemon.node.site.epoch.number == 2)
            #expect(notices.all.last == "clock: clock and log agree again")
            #expect(try await refusal(site, daemon) == nil)
            // The control: 48 epochs are two days, and no more.
            site.clock.set(site.due(2 + 48))
            try await daemon.node.closeIfDue()
            #expect(daemon.node.site.epoch.number == 50)
        }
        try await site.verifyAll(isAccounted: false)
    }

    @Test func acceptClockCountsOnceAtTheStart() async throws {
        let site = try await TestSite.make()
        site.clock.set(site.due(Self.far))
        let notices = Notices()
        try await site.serving(notices: notices) { daemon in
            #expect(daemon.node.site.epoch.number == 0)
            #expect(notices.all.contains { $0.contains("50 epochs, 50 hours, ahead") })
        }
        try await site.serving(isClockAccepted: true) { daemon in
            #expect(daemon.node.site.epoch.number == Self.far)
            #expect(try await refusal(site, daemon) == nil)
            site.clock.set(site.due(2 * Self.far))
            try await daemon.node.closeIfDue()
            #expect(daemon.node.site.epoch.number == Self.far)
            #expect(try await refusal(site, daemon)?.field == "clock")
        }
    }

    /// The witness signs the newest checkpoint anew, and its time is the one that counts.
    @Test(arguments: [true, false]) func aWitnessAgreesOrNot(_ agrees: Bool) async throws {
        var site = try await TestSite.make()
        let own = TestClock(site.clock.now)
        let witness = try await Saksi.honest(site, clock: own)
        site.configuration.witnesses = [try witness.url]
        try await site.running { daemon in try await site.close(1, daemon) }
        site.clock.set(site.due(Self.far + 1))
        own.set(agrees ? site.clock.now - 3_000 : site.due(2))
        try await site.running { daemon in
            #expect(daemon.node.site.epoch.number == (agrees ? Self.far + 1 : 1))
            guard !agrees else { return }
            // Its clock is set right while the server runs: it is asked again, and the epoch is closed.
            own.set(site.clock.now)
            daemon.node.witnesses.circle.wake()
            try await until {
                try await daemon.node.closeIfDue()
                return daemon.node.site.epoch.number == Self.far + 1
            }
        }
        await witness.stop()
    }

    @Test func anEpochInTheFutureIsSaid() async throws {
        let site = try await TestSite.make()
        let notices = Notices()
        try await site.serving(notices: notices) { daemon in
            try await site.close(3, daemon)
            site.clock.set(site.due(3) - 30)
            try await daemon.node.closeIfDue()
            #expect(notices.all == [])
            site.clock.set(site.due(1))
            try await daemon.node.closeIfDue()
            #expect(notices.all.count == 1)
            #expect(notices.all.first?.contains("in the future, by 120 minutes") == true)
        }
        let status = try StatusReport(of: site.directory, now: site.clock.now, kernel: .unsynchronised)
        #expect(status.clock == .behind(seconds: 7_200))
        #expect(status.exitCode == 1)
        #expect(status.text(.english).contains("WARNING"))
        #expect(status.text(.english).contains("the kernel says that nothing keeps it synchronised"))
    }

    /// The kernel is asked and answers something; what it answers changes nothing.
    @Test func theKernelIsOnlyShown() async throws {
        let site = try await TestSite.make()
        #expect([.synchronised, .unsynchronised, .unknown].contains(KernelClock.asked()))
        site.clock.set(site.due(Self.far))
        let (clock, notices) = (site.clock, Notices())
        let daemon = try await Daemon.start(
            in: site.directory, configuration: site.configuration, now: { clock.now }, random: testRandom,
            kernel: { .synchronised }, log: notices.log())
        #expect(daemon.node.site.epoch.number == 0)
        #expect(notices.all.contains { $0.contains("which proves nothing") })
        await daemon.stop()
    }
}
