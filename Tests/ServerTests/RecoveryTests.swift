import AuditLog
import Console
import Files
import Foundation
import HTTP
import Keys
import Sealing
@testable import Server
import Source
import Storage
import TestSupport
import Testing
import TransparencyLog
import Verification
import Wire
import Words

/// Nothing is signed beside what the guard or a witness knows, and there is an honest way out.
@Suite(.timeLimit(.minutes(3))) struct RecoveryTests {
    private static let name = "uji.example/log2"

    private func failure(_ body: () async throws -> Void) async -> Failure? {
        do { try await body() } catch { return (error as? any Explainable)?.failure }
        return nil
    }

    private func copy(_ site: TestSite, to name: String) throws -> DataDirectory {
        try FileManager.default.copyItem(atPath: site.directory.path, toPath: site.folder.file(name))
        return DataDirectory(site.folder.file(name))
    }

    private func put(_ file: String, from copy: DataDirectory, into directory: DataDirectory) throws {
        try FileManager.default.removeItem(atPath: directory.file(file))
        try FileManager.default.copyItem(atPath: copy.file(file), toPath: directory.file(file))
    }

    /// Two epochs, and everything as it was after the first.
    private func rolledBack(guardToo: Bool) async throws -> (
        site: TestSite, newest: Checkpoint, state: VerifyState
    ) {
        let site = try await TestSite.make()
        try await site.serving { daemon in try await site.close(1, daemon) }
        let old = try copy(site, to: "copy")
        try await site.serving { daemon in try await site.close(2, daemon) }
        let state = try #require(try await keep(site.directory, site, nil).state)
        for file in ["log.sqlite", "payload.sqlite"] + (guardToo ? ["guard"] : []) {
            for suffix in ["-wal", "-shm"] {
                try? FileManager.default.removeItem(atPath: site.directory.file(file + suffix))
            }
            try put(file, from: old, into: site.directory)
        }
        return (site, state.checkpoint, state)
    }

    private func keep(
        _ directory: DataDirectory, _ site: TestSite, _ kept: VerifyState?
    ) async throws -> (output: MonitorOutput, state: VerifyState?) {
        let log = try await LogSourceOpening(
            .data(StoredLog(directory: directory.path, open: StoredLogSource.init)), now: site.clock.now)
        let (finding, state) = try await MonitorCheck(
            source: log.source, pins: log.pins, maximumAge: nil
        ).run(kept: kept, now: site.clock.now)
        return (MonitorOutput(finding, .english), state)
    }

    private func recover(
        _ site: TestSite, _ request: RecoveryRequest = RecoveryRequest(), to out: String = "new",
        origin: String = name,
        rootKey: String? = nil
    ) async throws -> RecoveredSite {
        let knowledge = try await RecoveryKnowledge(site.directory)
        let root = rootKey ?? site.folder.file("root.key")
        let recovery = try Recovery(knowledge, request, origin: origin, rootKey: root, now: site.clock.now)
        let words = knowledge.walk(recovery, to: origin, request, .indonesian)
        #expect(words.contains("DILANGGAR") && words.contains(recovery.old.root.hex))
        return try await recovery.create(
            in: DataDirectory(site.folder.file(out)), rootKey: root, now: site.clock.now, random: testRandom)
    }

    @Test func a_database_from_a_backup_is_refused_and_the_way_out_named() async throws {
        let (site, newest, state) = try await rolledBack(guardToo: false)
        let refused = await failure { await (try site.start()).stop() }
        #expect(refused?.kind == .configuration)
        #expect(refused?.message.contains("ahead of the database at 512") == true)
        #expect(refused?.message.contains("kentongand recover") == true)

        let made = try await recover(site)
        #expect(made.previous.size == newest.size && made.previous.root == newest.root)
        #expect(made.previous.cause == .other)
        // The old one is an archive now.
        let archived = await failure { await (try site.start()).stop() }
        #expect(archived?.kind == .configuration)
        #expect(archived?.message.contains(Self.name) == true)
        #expect(
            await failure { _ = try await recover(site, to: "third", origin: "c") }?.kind == .configuration)

        var next = site
        next.clock.advance(1)
        next = TestSite(
            t0: site.t0, folder: site.folder, directory: DataDirectory(site.folder.file("new")),
            clock: site.clock,
            agencies: site.agencies, auditor: site.auditor,
            made: NewSite(
                origin: made.origin, link: made.link, logKey: made.logKey, descriptorHash: Hash()),
            configuration: site.configuration)
        try await next.serving { daemon in
            #expect(daemon.link.fingerprint == site.made.link.fingerprint)
            let visit = try await daemon.visit(next)
            #expect(visit.site.descriptor.serial == 1)
            let source = try TestSource(next)
            _ = try await visit.submit(source.submission(to: visit.site))
            await visit.close()
            next.clock.advance(TestSite.epochSeconds)
            try await daemon.node.closeIfDue()
            #expect(try await daemon.standing(of: source, next) == .kept)
        }
        try await next.verifyAll()

        // A monitor that kept the old log follows: once with a warning.
        let (output, followed) = try await keep(next.directory, next, state)
        #expect(output.status == .warning)
        #expect(output.message.contains("ended at 768 entries"))
        #expect(output.message.contains("exactly what was kept"))
        #expect(try await keep(next.directory, next, followed).output.status == .ok)
    }

    /// Guard and database are both of yesterday: only somebody outside knows.
    @Test func a_witness_that_knows_more_stops_the_start() async throws {
        var (site, newest, state) = try await rolledBack(guardToo: true)
        let note = try site.note(size: newest.size, root: newest.root)
        let witness = try await Saksi { request in
            request.method == "GET" ? HTTPResponse(status: 200, body: note.bytes) : .plain(404)
        }
        site.configuration.witnesses = [try witness.url]
        try Files.replace(
            site.directory.configuration, Array(site.configuration.file.utf8), secret: true, field: "")
        let refused = await failure { await (try site.start()).stop() }
        #expect(refused?.kind == .configuration)
        #expect(refused?.message.contains("768 entries") == true)
        #expect(refused?.message.contains("kentongand recover") == true)
        #expect(witness.asked.map(\.path) == ["/\(sha256([UInt8](site.made.origin.utf8)).hex)/checkpoint"])
        // Nothing was signed meanwhile: the database still ends where it did.
        #expect(try SQLiteStore.status(directory: site.directory.path).size == 512)

        // Without the witness, what the server kept of it is enough.
        await witness.stop()
        #expect(
            await failure { await (try site.start()).stop() }?.message.contains("evidence.checkpoint") == true
        )
        let made = try await recover(site)
        #expect(made.previous.cause == .witnessAhead)
        #expect(made.previous.size == 768 && made.previous.root == newest.root)
        #expect(try await keep(DataDirectory(site.folder.file("new")), site, state).output.status == .warning)
    }

    /// Running already: a 409 makes the server look, and what the log's own key signed makes it end.
    @Test func evidence_while_running_ends_the_server_and_a_number_does_not() async throws {
        var site = try await TestSite.make()
        let other = try SigningKey(seed: sha256([8]))
        let foreign = try Checkpoint(origin: site.made.origin, size: 1_024, root: Hash())
            .signed(by: NoteSigner(name: site.made.origin, key: other))
        let conflict: Saksi.Answer = { request in
            guard request.method == "POST" else { return HTTPResponse(status: 200, body: foreign.bytes) }
            return HTTPResponse(status: 409, contentType: "text/x.tlog.size", body: Array("1024\n".utf8))
        }
        let witness = try await Saksi(conflict)
        site.configuration.witnesses = [try witness.url]
        let own = try site.note(size: 1_024)
        let notices = Notices()
        try await site.serving(notices: notices) { daemon in
            let run = Task { try await daemon.run() }
            try await until { !notices.all.isEmpty }
            #expect(notices.all.first?.contains("says to know 1024 entries") == true)
            try await site.close(1, daemon)
            witness.change { request in
                guard request.method == "POST" else { return HTTPResponse(status: 200, body: own.bytes) }
                return await conflict(request)
            }
            // Whichever comes first: the server sees it with this close, or saw it with the one before.
            site.clock.set(site.due(2))
            try? await daemon.node.closeIfDue()
            let ended = await failure { try await run.value }
            #expect(ended?.kind == .configuration)
            #expect(ended?.message.contains("1024 entries") == true)
            site.clock.set(site.due(3))
            #expect(await failure { try await daemon.node.closeIfDue() } == ended)
        }
        await witness.stop()
    }

    @Test func a_checkpoint_beside_ours_stops_and_an_old_one_of_ours_does_not() async throws {
        var site = try await TestSite.make()
        let first = try await site.serving { daemon in
            let first = daemon.node.site.reply.checkpoint
            try await site.close(1, daemon)
            return first
        }
        let witness = try await Saksi { _ in HTTPResponse(status: 200, body: Array(first.utf8)) }
        site.configuration.witnesses = [try witness.url]
        await (try site.start()).stop()
        for (size, name) in [(256, "root"), (512, "root"), (300, "size")] as [(UInt64, String)] {
            let note = try site.note(size: size)
            witness.change { _ in HTTPResponse(status: 200, body: note.bytes) }
            let refused = await failure { await (try site.start()).stop() }
            #expect(refused?.kind == .configuration, "\(name) \(size)")
            #expect(refused?.message.contains("does not have") == true)
        }
        await witness.stop()
    }

    @Test func an_understated_end_is_an_alarm_to_who_kept_more() async throws {
        let (site, newest, state) = try await rolledBack(guardToo: true)
        // The operator says nothing of the witness, and the files know no better.
        let made = try await recover(site, RecoveryRequest(cause: .guardLost))
        #expect(made.previous.size == 512)
        let new = DataDirectory(site.folder.file("new"))
        let (output, next) = try await keep(new, site, state)
        #expect(output.status == .critical)
        #expect(output.message.contains("rollback"))
        #expect(output.message.contains("Discontinuity.size"))
        #expect(next == nil)
        #expect(newest.size == 768)
        // Who kept less cannot prove it, and is told so.
        var less = state
        let note = try await StoreReader(directory: site.directory.path).head()
        less = try VerifyState(
            note: Array(try #require(note).checkpoint.utf8), audit: state.audit, epoch: nil, epochSeconds: nil
        )
        #expect(try await keep(new, site, less).output.message.contains("exactly what was kept"))
    }

    @Test func recover_refuses_what_would_be_a_lie() async throws {
        let site = try await TestSite.make()
        let requests: [(RecoveryRequest, Failure.Kind, String)] = [
            (RecoveryRequest(), .usage, "--cause"),
            (RecoveryRequest(cause: .other, size: 0, root: Hash()), .badInput, "--size"),
            (RecoveryRequest(cause: .other, size: 300, root: Hash()), .badInput, "--size"),
            (RecoveryRequest(cause: .other, size: 512), .usage, "--size"),
            (RecoveryRequest(cause: .other, size: 256, root: Hash()), .badInput, "--root"),
        ]
        for (request, kind, field) in requests {
            let refused = await failure { _ = try await recover(site, request) }
            #expect(refused?.kind == kind)
            #expect(refused?.field == field)
        }
        let same = await failure {
            _ = try await recover(site, RecoveryRequest(cause: .other), origin: site.made.origin)
        }
        #expect(same?.field == "--origin")
        let otherRoot = try await TestSite.make()
        let wrongKey = await failure {
            _ = try await recover(
                site, RecoveryRequest(cause: .other), rootKey: otherRoot.folder.file("root.key"))
        }
        #expect(wrongKey?.field == "--root-key")
        for out in ["data", "data/inside", "bawaslu"] {
            #expect(
                await failure { _ = try await recover(site, RecoveryRequest(cause: .other), to: out) }?.field
                    == "--out")
        }
        #expect(try site.directory.continuedAs() == nil)
        // The operator knows of more than the files.
        let made = try await recover(
            site, RecoveryRequest(cause: .logKeyCompromised, size: 2_048, root: Hash(), epoch: 7))
        #expect(made.previous.size == 2_048 && made.previous.epoch == 7)
        #expect(made.previous.cause == .logKeyCompromised)
    }

    @Test func a_lost_database_needs_the_cards() async throws {
        let site = try await TestSite.make()
        for name in ["log.sqlite", "log.sqlite-wal", "log.sqlite-shm"] {
            try? FileManager.default.removeItem(atPath: site.directory.file(name))
        }
        let request = RecoveryRequest(epoch: 0)
        #expect(await failure { _ = try await recover(site, request) }?.field == "--agency")
        let knowledge = try await RecoveryKnowledge(site.directory)
        let cards = try site.agencies.map {
            try SitePlan.agencyCard(site.folder.file("\($0.code)/agency.card"))
        }
        let root = site.folder.file("root.key")
        let recovery = try Recovery(
            knowledge, request, origin: Self.name, rootKey: root, cards: cards, now: site.clock.now)
        let made = try await recovery.create(
            in: DataDirectory(site.folder.file("new")), rootKey: root, now: site.clock.now, random: testRandom
        )
        #expect(made.previous.size == 256)
        let log = try await LogSourceOpening(
            .data(StoredLog(directory: site.folder.file("new"), open: StoredLogSource.init)),
            now: site.clock.now)
        #expect(try await VerifyRun(source: log.source, pins: log.pins).run(kept: nil).report.result == .ok)
    }
}
