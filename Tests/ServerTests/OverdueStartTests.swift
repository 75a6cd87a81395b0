import AuditLog
import Foundation
import HTTP
@testable import Server
import Storage
import TestSupport
import Testing
import TransparencyLog
import Wire
import Words

/// A log that was off for long, or was put back from a copy with its guard, asks before it signs.
@Suite(.timeLimit(.minutes(3))) struct OverdueStartTests {
    /// The site as it was after epoch 1, guard and all, and the witness that saw epoch 2; it is past epoch 6.
    private func restored(witness: (TestSite) async throws -> Saksi) async throws -> (TestSite, Saksi) {
        var site = try await TestSite.make()
        let witness = try await witness(site)
        site.configuration.witnesses = [try witness.url]
        let copy = site.folder.file("copy")
        try await site.running { daemon in try await site.close(1, daemon) }
        try FileManager.default.copyItem(atPath: site.directory.path, toPath: copy)
        try await site.running { daemon in
            try await site.close(2, daemon)
            try await until {
                try SignedNote([UInt8](daemon.node.site.reply.checkpoint.utf8)).signatures.count > 1
            }
        }
        try FileManager.default.removeItem(atPath: site.directory.path)
        try FileManager.default.copyItem(atPath: copy, toPath: site.directory.path)
        site.clock.set(site.due(6))
        return (site, witness)
    }

    private func size(_ site: TestSite) throws -> UInt64 {
        try SQLiteStore.status(directory: site.directory.path).size
    }

    private func refusal(_ site: TestSite) async -> DaemonError? {
        do throws(DaemonError) {
            let clock = site.clock
            let daemon = try await Daemon.start(
                in: site.directory, configuration: site.configuration, now: { clock.now }, random: testRandom)
            await daemon.stop()
            return nil
        } catch {
            return error
        }
    }

    @Test func aWitnessThatKnowsMoreRefusesASnapshotWithItsGuard() async throws {
        let (site, witness) = try await restored { try await Saksi.honest($0) }
        let error = await refusal(site)
        guard case .contradiction(let found) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(found.size == 768 && found.isAhead)
        #expect(try size(site) == 512)
        await witness.stop()
    }

    /// The control: the same start with the same copy and no witness signs a second root of 768 entries.
    @Test func withoutAConfiguredWitnessItGoesOnWithAWarning() async throws {
        let (restored, witness) = try await restored { try await Saksi.honest($0) }
        await witness.stop()
        var site = restored
        site.configuration.witnesses = []
        let notices = Notices()
        try await site.serving(notices: notices) { daemon in
            #expect(daemon.node.site.epoch.number == 6)
            #expect(notices.all.contains { $0.contains("no witness to ask") })
        }
        #expect(try size(site) == 768)
    }

    /// None can be reached: nothing is signed, however long it takes, and it ends when it is told to.
    @Test func withoutAnAnswerNothingIsSigned() async throws {
        let (site, witness) = try await restored { try await Saksi.honest($0) }
        await witness.stop()
        let notices = Notices()
        let task = Task { try await site.start(notices: notices) }
        try await until { notices.all.contains { $0.contains("nothing is signed before a witness says") } }
        #expect(notices.all.contains { $0.hasSuffix("cannot be reached") })
        #expect(try size(site) == 512)
        task.cancel()
        await #expect(throws: DaemonError.ended) { try await task.value }
        #expect(try size(site) == 512)
    }

    /// A log that was off: the witness knows as much as the database, once it is there.
    @Test func itGoesOnAsSoonAsOneSaysThatItKnowsNoMore() async throws {
        var site = try await TestSite.make()
        let witness = try await Saksi.honest(site)
        let honest = witness.answering
        site.configuration.witnesses = [try witness.url]
        try await site.running { daemon in
            try await site.close(1, daemon)
            try await until { witness.asked.filter { $0.method == "POST" }.count > 1 }
        }
        witness.change { _ in .plain(503) }
        site.clock.set(site.due(6))
        let (copy, notices) = (site, Notices())
        let task = Task { try await copy.start(notices: notices) }
        try await until { notices.all.contains { $0.contains("nothing is signed before") } }
        #expect(try size(site) == 512)
        witness.change(honest)
        let daemon = try await task.value
        #expect(daemon.node.site.epoch.number == 6)
        #expect(
            notices.all.last == "a witness knows no more of this log than there is here: the start goes on")
        await daemon.stop()
        await witness.stop()
    }

    /// It shows nothing, and says a larger number: a start that was on time would only tell.
    @Test func aBareWordKeepsAnOverdueStartWaiting() async throws {
        let ahead: Saksi.Answer = { request in
            guard request.method == "POST" else { return .plain(404) }
            return HTTPResponse(status: 409, contentType: "text/x.tlog.size", body: Array("1024\n".utf8))
        }
        let (restored, witness) = try await restored { try await Saksi.honest($0) }
        witness.change(ahead)
        var site = restored
        // Another one that does not know the log at all does not outweigh it.
        let stranger = try await Saksi { _ in .plain(404) }
        site.configuration.witnesses.append(try stranger.url)
        let (copy, notices) = (site, Notices())
        let task = Task { try await copy.start(notices: notices) }
        try await until { notices.all.contains { $0.contains("nothing is signed before") } }
        #expect(notices.all.contains { $0.contains("says to know 1024 entries") })
        task.cancel()
        await #expect(throws: DaemonError.ended) { try await task.value }
        #expect(try size(site) == 512)
        // On time, and with the one that knows nothing alone, it goes on.
        site.configuration.witnesses = [try stranger.url]
        #expect(await refusal(site) == nil)
        #expect(try size(site) == 768)
        for saksi in [witness, stranger] { await saksi.stop() }
    }
}
