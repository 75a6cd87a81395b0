import AuditLog
import Console
import Files
import Foundation
import Keys
import RPC
import Review
import Sealing
@testable import Server
import Storage
import TestSupport
import Testing
import TransparencyLog
import Verification
import Wire
import Words

/// The auditor's word and the witnesses' cosignatures, over real TLS.
@Suite(.timeLimit(.minutes(3))) struct ReviewAttestTests {
    private func attest(_ site: TestSite, _ daemon: Daemon, key: String = "auditor/auditor.key") async throws
        -> AttestAnswer
    {
        let clock = site.clock
        let environment = Environment(
            now: { clock.now }, random: testRandom,
            dialogue: Dialogue(language: .english, isInteractive: false, read: { nil }, write: { _ in }))
        return try await AttestRun(
            keyFile: site.folder.file(key), state: site.folder.file("auditor.state"), asksFirst: false,
            cosigns: true, environment: environment
        ).run(SiteAddress(link: daemon.link))
    }

    /// As `verify --cosign` does, with a state of its own.
    private func cosign(
        _ site: TestSite, _ daemon: Daemon, _ index: Int
    ) async throws -> (VerifyOutcome, WitnessCosigning) {
        let key = KeyFile.agency(site.agencies[index])
        let path = site.folder.file("\(index).state")
        let lock = try FileLock(state: path)
        defer { _ = lock }
        let kept = try VerifyState.read(path)
        let log = try await LogSourceOpening(
            .site(SiteAddress(link: daemon.link)), key: key, now: site.clock.now)
        let outcome = try await VerifyRun(source: log.source, pins: log.pins, key: key).run(kept: kept)
        var state = try #require(VerifyState(outcome, before: kept))
        var cosigning = try WitnessCosigning(
            outcome, key: key, before: kept, state: &state, now: site.clock.now
        ) { state throws(VerificationError) in try state.write(path) }
        try await cosigning.send(to: try #require(log.session))
        await log.close()
        return (outcome, cosigning)
    }

    @Test func the_auditor_accounts_for_everything() async throws {
        let site = try await TestSite.make()
        try await site.serving { daemon in
            let visit = try await daemon.visit(site)
            _ = try await visit.submit(try TestSource(site).submission(to: visit.site))
            try await site.close(1, daemon)
            let first = try await attest(site, daemon)
            #expect(first.exitCode == 0)
            #expect(first.said?.size == 512)
            #expect(first.cosigning?.witnesses == 1)
            #expect(first.text(.english).contains("it appears in epoch 2"))
            let again = try await attest(site, daemon)
            #expect(again.text(.english).hasSuffix("Already said."))
            // Whoever lost the state says the same again, and that changes nothing.
            try FileManager.default.removeItem(atPath: site.folder.file("auditor.state"))
            #expect(try await attest(site, daemon).exitCode == 0)
            try await site.close(2, daemon)
            let published = try await site.verify()
            #expect(published.attested?.size == 512 && published.attested?.epoch == 1)
            #expect(published.result == .ok)
            for key in site.agencies {
                let report = try await site.verify(.agency(key))
                #expect(report.failures == [] && report.result == .ok)
                // The report, and one account.
                #expect(report.counts.opened == 2)
            }
            // The accounts are themselves what the next one counts.
            _ = try await attest(site, daemon)
            try await site.close(3, daemon)
            try await site.verifyAll()
            #expect(try await site.verify().attested?.size == 768)
        }
    }

    @Test func an_auditor_who_stops_is_missed() async throws {
        let site = try await TestSite.make()
        try await site.serving { daemon in
            try await site.close(1, daemon)
            _ = try await attest(site, daemon)
            try await site.close(2, daemon)
            let visit = try await daemon.visit(site)
            _ = try await visit.submit(try TestSource(site).submission(to: visit.site))
            try await site.close(3, daemon)
            try await site.verifyAll()
            // Two epochs and an hour behind the end that the account goes through.
            let silent = 1 + 2 + 3_600 / TestSite.epochSeconds + 1
            try await site.close(silent, daemon)
            for key in site.agencies {
                let late = try await site.verify(.agency(key))
                #expect(late.failures == [] && late.result == .incomplete)
                #expect(late.gaps == [AuditGap(.silence, since: site.due(1))])
            }
            #expect(try await site.verify().result == .ok)
            _ = try await attest(site, daemon)
            try await site.close(silent + 1, daemon)
            try await site.verifyAll()
        }
    }

    /// An attestation that leaves an agency out would say to it that it was shown everything.
    @Test func word_and_accounts_are_taken_together_or_not_at_all() async throws {
        let site = try await TestSite.make()
        try await site.serving { daemon in
            try await site.close(1, daemon)
            let checkpoint = try await daemon.visit(site).site.checkpoint.checkpoint
            let good = try attested(site, checkpoint)
            let auditor = try await daemon.review(site, .auditor(site.auditor)).connection.review
            let changes: [(StatusCode, (inout Attested) throws -> Void)] = [
                (.invalidArgument, { _ = $0.accounts.removeLast() }),
                (.invalidArgument, { $0.accounts = [] }),
                (.invalidArgument, { $0.accounts.reverse() }),
                (.invalidArgument, { $0.accounts[0].through -= 256 }),
                (.unauthenticated, { $0.accounts[1].count += 1 }),
            ]
            for (expected, change) in changes {
                var bad = good
                try change(&bad)
                #expect(try await code { try await auditor.attest(bad) } == expected)
            }
            try await site.close(2, daemon)
            #expect(try await site.verify().attested == nil)
            let taken = try await auditor.attest(good)
            #expect(taken.accounts.map(\.promise.epoch) == good.accounts.map { _ in taken.epoch })
            // Said again it is the same, before its close and behind it.
            #expect(try await auditor.attest(good) == taken)
            try await site.close(3, daemon)
            #expect(try await auditor.attest(good) == taken)
            try await site.close(4, daemon)
            try await site.verifyAll()
        }
    }

    private func attested(
        _ site: TestSite, _ checkpoint: Checkpoint, change: (inout Attestation) -> Void = { _ in }
    ) throws -> Attested {
        // Two batches of 256, with the site, three agencies' keys and two epochs in them.
        var body = Attestation(
            format: 1, size: checkpoint.size, root: checkpoint.root,
            sealed: checkpoint.size - 3 - UInt64(site.agencies.count))
        change(&body)
        let key = site.auditor.key
        let statement = try Statement(
            kind: .attestation, signer: key.publicKey, body: try body.encoded(), signature: Signature()
        ).signed(by: key, origin: site.made.origin)
        let accounts = try site.agencies.map(\.code).sorted().map {
            try Account(
                format: 1, agency: $0, through: body.size &- 1, count: 0, commitments: sha256([]),
                signer: key.publicKey, signature: Signature()
            ).signed(by: key, origin: site.made.origin)
        }
        return Attested(attestation: statement, accounts: accounts)
    }

    @Test func only_the_auditor_attests_what_was_published() async throws {
        let site = try await TestSite.make()
        try await site.serving { daemon in
            try await site.close(1, daemon)
            await #expect(throws: AttestingError.self) {
                try await attest(site, daemon, key: "bawaslu/agency.key")
            }
            let checkpoint = try await daemon.visit(site).site.checkpoint.checkpoint
            func statement(_ change: (inout Attestation) -> Void) throws -> Attested {
                try attested(site, checkpoint, change: change)
            }
            let auditor = try await daemon.review(site, .auditor(site.auditor)).connection.review
            let agency = try await daemon.review(site, .agency(site.agencies[0])).connection.review
            let good = try statement { _ in }
            #expect(try await code { try await agency.attest(good) } == .permissionDenied)
            var byAgency = good
            byAgency.attestation.signer = site.agencies[0].act.publicKey
            byAgency.attestation = try byAgency.attestation.signed(
                by: site.agencies[0].act, origin: site.made.origin)
            #expect(try await code { try await auditor.attest(byAgency) } == .unauthenticated)
            let root = try statement { $0.root = Hash() }
            #expect(try await code { try await auditor.attest(root) } == .failedPrecondition)
            for size in [checkpoint.size - 1, checkpoint.size + 256, .max] {
                let none = try statement { $0.size = size }
                #expect(try await code { try await auditor.attest(none) } == .notFound)
            }
            let empty = try statement { $0.size = 0 }
            #expect(try await code { try await auditor.attest(empty) } == .invalidArgument)
            var kind = good
            kind.attestation.kind = .aggregate
            #expect(try await code { try await auditor.attest(kind) } == .invalidArgument)
            var forged = good
            forged.attestation.body[5] ^= 1
            #expect(try await code { try await auditor.attest(forged) } == .unauthenticated)
            #expect(try await auditor.attest(good).epoch == 2)
            for epoch: UInt64 in [2, 40] { try await site.close(epoch, daemon) }
            #expect(try await code { try await auditor.attest(good) } == .failedPrecondition)
        }
    }

    /// Between a close's commit and its showing, the tree is in the store and nobody was told of it.
    @Test func a_tree_that_is_not_shown_yet_is_not_attested_and_ends_nothing() async throws {
        let site = try await TestSite.make()
        try await site.serving { daemon in
            try await site.close(1, daemon)
            let state = daemon.node.state
            let auditor = try await daemon.review(site, .auditor(site.auditor)).connection.review
            let sequencer = try Sequencer(store: state.store, keys: state.keys, random: testRandom)
            try #require(try await sequencer.closeIfDue(now: site.due(2)))
            let text = try #require(try await state.store.checkpoint(at: 768))
            let committed = try Checkpoint(text: try SignedNote([UInt8](text.utf8)).text)
            try #require(state.site.size == 512 && committed.size == 768)
            let early = try attested(site, committed)
            #expect(try await code { try await auditor.attest(early) } == .notFound)
            // The server lives, and takes the same once it is shown.
            state.show(try #require(try await PublishedSite(reading: state.store)))
            #expect(try await auditor.attest(early).epoch == 3)
        }
    }

    @Test func a_quorum_of_cosignatures_makes_it_witnessed() async throws {
        let site = try await TestSite.make()
        try await site.serving { daemon in
            try await site.close(1, daemon)
            #expect(try await site.verify().witnessed == nil)
            let (_, first) = try await cosign(site, daemon, 0)
            #expect(first.witnesses == 1 && first.isQuorumReached == false)
            let (_, second) = try await cosign(site, daemon, 1)
            #expect(second.witnesses == 2 && second.isQuorumReached == true)
            #expect(try await site.verify().witnessed == site.due(1))
            let freshness = try await daemon.visit(site).site.freshness
            #expect(freshness == .witnessed(at: site.due(1)))
            // Never below an earlier time, whatever the clock says.
            site.clock.set(site.due(1) - 300)
            let (_, earlier) = try await cosign(site, daemon, 0)
            #expect(earlier.time == site.due(1))
            site.clock.set(site.due(1) - 1_200)
            let failure = await #expect(throws: VerificationError.self) { try await cosign(site, daemon, 0) }
            #expect(failure?.kind == .tryLater)
        }
    }

    @Test func what_is_cosigned_is_kept_before_anybody_gets_it() async throws {
        let site = try await TestSite.make()
        try await site.serving { daemon in
            try await site.close(1, daemon)
            let (outcome, cosigning) = try await cosign(site, daemon, 0)
            let kept = try #require(try VerifyState.read(site.folder.file("0.state")))
            #expect(kept.checkpoint.size == 512 && kept.cosigned == cosigning.time)
            let key = KeyFile.agency(site.agencies[0])
            // Where it cannot be kept, nothing is signed.
            var state = try #require(VerifyState(outcome, before: kept))
            #expect(throws: VerificationError.evidenceTooLong) {
                _ = try WitnessCosigning(
                    outcome, key: key, before: kept, state: &state, now: site.clock.now
                ) { _ throws(VerificationError) in throw .evidenceTooLong }
            }
            // A log that does not verify, and a witness that is none.
            var failed = outcome
            failed.add([LogError(.fork, "Checkpoint.root", expected: "a", found: "b")])
            let other = try await TestSite.make(origin: "lain.example/log")
            for (outcome, key, kind) in [
                (failed, key, Failure.Kind.untrusted),
                (outcome, .agency(other.agencies[0]), .unauthorised),
            ] as [(VerifyOutcome, KeyFile, Failure.Kind)] {
                let failure = #expect(throws: VerificationError.self) {
                    _ = try WitnessCosigning(
                        outcome, key: key, before: kept, state: &state, now: site.clock.now
                    ) { _ in }
                }
                #expect(failure?.kind == kind)
            }
        }
    }

    @Test func one_state_serves_one_run() async throws {
        let folder = try TemporaryFolder()
        var lock: FileLock? = try FileLock(state: folder.file("state"))
        let failure = #expect(throws: VerificationError.self) { try FileLock(state: folder.file("state")) }
        #expect(failure?.kind == .tryLater)
        #expect(lock != nil)
        lock = nil
        _ = try FileLock(state: folder.file("state"))
    }

    /// Somebody put a key of their own under an agency's name.
    @Test func a_key_that_nobody_holds_is_an_alarm() async throws {
        let site = try await TestSite.make()
        let own = site.agencies[0]
        let stranger = site.agencies[1]
        func report(_ key: AgencyKeyFile) async throws -> AuditReport {
            try await site.verify(.agency(key))
        }
        #expect(try await report(own).result == .ok)
        let mixed = AgencyKeyFile(
            code: own.code, act: stranger.act, witness: stranger.witness, identity: stranger.identity)
        let alarmed = try await report(mixed)
        #expect(
            alarmed.failures.map(\.field) == [
                "AgencyKeys.acts", "AgencyKeys.recipient", "AgencyKeys.witness", "SiteDescriptor.witnesses",
            ])
        #expect(Set(alarmed.failures.map(\.code)) == [.keyUnknown])
        let known = alarmed.failures.compactMap { Hash(hex: $0.found) }
        let told = AgencyKeyFile(
            code: own.code, act: stranger.act, witness: stranger.witness, identity: stranger.identity,
            known: Set(known))
        #expect(try await report(told).result == .ok)
        let auditor = try await site.verify(
            .auditor(AuditorKeyFile(key: own.act, witness: own.witness, known: [])))
        #expect(auditor.failures.map(\.field) == ["SiteDescriptor.auditor", "SiteDescriptor.witnesses"])
    }

    /// A stored record that is no record costs its own entry and no other.
    @Test(.needs(.sqlite3, Damage.isPossible)) func one_unreadable_record_is_one_failure() async throws {
        let site = try await TestSite.make()
        try await site.serving { daemon in
            let visit = try await daemon.visit(site)
            for _ in 0..<2 { _ = try await visit.submit(try TestSource(site).submission(to: visit.site)) }
            try await site.close(1, daemon)
        }
        try await site.verifyAll()
        try Damage.run(
            """
            UPDATE record SET record = x'0102'
            WHERE commitment = (SELECT min(commitment) FROM record WHERE record IS NOT NULL)
            """,
            in: site.directory.path + "/log.sqlite")
        let auditor = try await site.verify(.auditor(site.auditor))
        #expect(auditor.failures.map(\.code) == [.recordMismatch, .unaccounted])
        #expect(auditor.failures[0].index == auditor.failures[1].index)
        #expect(try await site.verify(.agency(site.agencies[0])).failures.map(\.code) == [.recordMismatch])
        try await site.serving { daemon in
            let review = try await daemon.review(site, .auditor(site.auditor))
            #expect(try await code { try await review.openings() } == .dataLoss)
        }
    }

    @Test(.needs(.sqlite3, Damage.isPossible)) func a_stored_tile_that_is_wrong_is_found() async throws {
        let site = try await TestSite.make()
        try await site.serving { daemon in try await site.close(1, daemon) }
        #expect(try await site.verify().result == .ok)
        try Damage.run(
            """
            UPDATE tile SET hashes = CAST(
                CASE WHEN substr(hex(hashes), 1, 2) = '00' THEN x'01' ELSE x'00' END || substr(hashes, 2) AS BLOB)
            WHERE level = 0 AND n = 1
            """,
            in: site.directory.path + "/log.sqlite")
        let report = try await site.verify()
        #expect(report.failures.map(\.code) == [.rootMismatch])
        #expect(report.failures.first?.field == "tile/0/001")
        #expect(report.failures.first?.index == 256)
    }
}
