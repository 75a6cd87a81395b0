import AuditLog
import Console
import Foundation
import Keys
import RPC
import Review
import Sealing
@testable import Server
import Storage
import TestSupport
import Testing
import Verification
import Visit
import Wire
import Words

/// An agency puts new keys in the place of its old ones, over real TLS.
@Suite(.timeLimit(.minutes(3))) struct KeysRenewalTests {
    /// As `keys renew` of the first agency does.
    private func renew(
        _ site: TestSite, _ daemon: Daemon, days: Int = 90, out: String? = nil,
        key: String = "bawaslu/agency.key", identity: String = "bawaslu/identity.key"
    ) async throws -> RenewedAgency {
        try await KeysRenewal(
            keyFile: site.folder.file(key), identityFile: site.folder.file(identity), days: days, out: out
        ).run(SiteAddress(link: daemon.link), now: site.clock.now, random: System.random)
    }

    private func keyFile(_ site: TestSite, _ path: String = "bawaslu/agency.key") throws -> AgencyKeyFile {
        guard case .agency(let keys) = try KeyFile.read(site.folder.file(path)) else { throw Missing() }
        return keys
    }

    @Test func old_reports_still_open_and_the_old_key_set_is_refused() async throws {
        let site = try await TestSite.make()
        try await site.serving { daemon in
            let before = try await daemon.visit(site)
            _ = try await before.submit(try TestSource(site).submission(to: before.site))
            try await site.close(1, daemon)
            let renewed = try await renew(site, daemon)
            #expect(renewed.serial == 1 && renewed.epoch == 2 && !renewed.isRepeated)
            #expect(renewed.notAfter == site.clock.now / 86_400 * 86_400 + 90 * 86_400)
            // Not logged yet: the newest published key still authenticates.
            let key = try keyFile(site)
            #expect(key.acts.count == 2 && key.identities.count == 2)
            let waiting = try await ReviewSession.open(
                SiteAddress(link: daemon.link), key: .agency(key))
            #expect(waiting.signer.publicKey == site.agencies[0].act.publicKey)
            await waiting.close()
            try await site.close(2, daemon)
            // Sealed to keys that are no longer the newest.
            let stale = try TestSource(site).submission(to: before.site)
            #expect(try await code { try await before.submit(stale) } == .failedPrecondition)
            let after = try await daemon.visit(site)
            #expect(after.site.keys[0].acts == [key.act.publicKey])
            _ = try await after.submit(try TestSource(site).submission(to: after.site))
            try await site.close(3, daemon)
            // The old file alone is not taken any more; the new one opens both reports.
            await #expect(throws: VerificationError.key(.notPublished(agency: "bawaslu"))) {
                try await ReviewSession.open(
                    SiteAddress(link: daemon.link), key: .agency(site.agencies[0]))
            }
            let session = try await ReviewSession.open(
                SiteAddress(link: daemon.link), key: .agency(key))
            let list = try await ReviewList.fetch(session, key: key, now: site.clock.now)
            #expect(list.rows.count == 2 && list.isWhole)
            await session.close()
            let own = try await site.verify(.agency(key))
            #expect(own.failures == [] && own.counts.garbage == 0)
            // The old file sees keys under its name that it does not hold.
            #expect(
                try await site.verify(.agency(site.agencies[0])).failures.map(\.code)
                    == [.keyUnknown, .keyUnknown])
        }
    }

    @Test func a_run_that_broke_off_brings_the_same_keys_again() async throws {
        let site = try await TestSite.make()
        try await site.serving { daemon in
            let first = try await renew(site, daemon)
            let text = try site.folder.read("bawaslu/agency.key")
            let again = try await renew(site, daemon, days: 30)
            #expect(again.isRepeated && again.epoch == first.epoch && again.notAfter == first.notAfter)
            #expect(try site.folder.read("bawaslu/agency.key") == text)
            #expect(try site.folder.mode("bawaslu/agency.key") == 0o600)
            try await site.close(1, daemon)
            // What was logged is not sent again: these are the next ones.
            let second = try await renew(site, daemon)
            #expect(second.serial == 2 && !second.isRepeated)
            try await site.close(2, daemon)
            let key = try keyFile(site)
            #expect(key.acts.count == 3)
            #expect(try await site.verify(.agency(key)).failures == [])
        }
    }

    @Test func the_new_file_may_be_another_one() async throws {
        let site = try await TestSite.make()
        try await site.serving { daemon in
            let old = try site.folder.read("bawaslu/agency.key")
            let renewed = try await renew(site, daemon, out: site.folder.file("baru"))
            #expect(renewed.keyFile == site.folder.file("baru/agency.key"))
            #expect(try site.folder.read("bawaslu/agency.key") == old)
            #expect(try keyFile(site, "baru/agency.key").acts.count == 2)
            // The old file knows nothing of it, and the site takes no second one.
            await #expect(throws: KeysRenewalError.taken(serial: 1)) { try await renew(site, daemon) }
            await #expect(throws: KeysRenewalError.self) {
                try await renew(site, daemon, out: site.folder.file("baru"))
            }
        }
    }

    @Test func keys_are_durable_before_anything_leaves() async throws {
        let site = try await TestSite.make()
        try await site.serving { daemon in
            // A folder stands where the new file is to be.
            try FileManager.default.createDirectory(
                atPath: site.folder.file("bawaslu/agency.key.new"), withIntermediateDirectories: false)
            await #expect(throws: KeysRenewalError.self) { try await renew(site, daemon) }
            try await site.close(1, daemon)
            #expect(daemon.node.site.keys[0].serial == 0)
            try FileManager.default.removeItem(atPath: site.folder.file("bawaslu/agency.key.new"))
            #expect(try await renew(site, daemon).epoch == 2)
        }
    }

    @Test func only_the_identity_renews() async throws {
        let site = try await TestSite.make()
        try await site.serving { daemon in
            await #expect(throws: KeysRenewalError.self) {
                try await renew(site, daemon, identity: "bkn/identity.key")
            }
            await #expect(throws: KeysRenewalError.self) { try await renew(site, daemon, days: 0) }
            try site.folder.write("other.key", Array("agency: bawaslu\nidentity: \(sha256([1]).hex)\n".utf8))
            await #expect(throws: KeysRenewalError.otherIdentity(agency: "bawaslu")) {
                try await renew(site, daemon, identity: "other.key")
            }
            #expect(try keyFile(site).acts.count == 1)
        }
    }

    /// What a server takes, it publishes, and nobody can take it back.
    @Test func a_server_checks_what_it_will_log() async throws {
        let site = try await TestSite.make()
        try await site.serving { daemon in
            let identity = try KeyText(site.folder.read("bawaslu/identity.key")).signingKey("identity")
            let newest = daemon.node.site.keys[0]
            func next(_ change: (inout AgencyKeys) throws -> Void = { _ in }) throws -> AgencyKeys {
                var keys = newest
                keys.origin = site.made.origin
                keys.serial = 1
                keys.previous = sha256(try newest.encoded())
                keys.notAfter = site.clock.now + 90 * 86_400
                keys.acts = [try SigningKey(seed: sha256([9])).publicKey]
                try change(&keys)
                return try keys.signed(by: identity, origin: keys.origin)
            }
            let review = try await daemon.review(site, .agency(site.agencies[0])).connection.review
            let other = try await daemon.review(site, .agency(site.agencies[1])).connection.review
            let auditor = try await daemon.review(site, .auditor(site.auditor)).connection.review
            let changes: [(StatusCode, (inout AgencyKeys) throws -> Void)] = [
                (.invalidArgument, { $0.format = 2 }), (.invalidArgument, { $0.origin = "" }),
                (.permissionDenied, { $0.agency = "bkn" }), (.aborted, { $0.serial = 2 }),
                (.aborted, { $0.previous = Hash() }),
                (.invalidArgument, { $0.notAfter = site.clock.now + 60 }),
                (.invalidArgument, { $0.notAfter = .max }), (.invalidArgument, { $0.acts += $0.acts }),
                (.invalidArgument, { $0.acts = [site.agencies[1].act.publicKey] }),
                (.invalidArgument, { $0.recipient = [UInt8](repeating: 0xff, count: 1_216) }),
            ]
            for (expected, change) in changes {
                let bad = try next(change)
                #expect(try await code { try await review.renewKeys(bad) } == expected)
            }
            var forged = try next()
            forged.witness = Hash()
            #expect(try await code { try await review.renewKeys(forged) } == .unauthenticated)
            let good = try next()
            #expect(try await code { try await other.renewKeys(good) } == .permissionDenied)
            #expect(try await code { try await auditor.renewKeys(good) } == .permissionDenied)
            let taken = try await review.renewKeys(good)
            #expect(taken.epoch == 1)
            #expect(try await review.renewKeys(good) == taken)
            let second = try next { $0.notAfter += 86_400 }
            #expect(try await code { try await review.renewKeys(second) } == .aborted)
            try await site.close(1, daemon)
            // The same answer behind the close, also on a connection that had shown the old key.
            #expect(try await review.renewKeys(good) == taken)
            #expect(try await code { try await review.renewKeys(second) } == .aborted)
            #expect(daemon.node.site.keys[0] == good)
            #expect(try await site.verify().failures == [])
        }
    }

    /// A descriptor with another identity would stand before keys that the old one signed, and break the log.
    @Test func a_descriptor_that_the_waiting_keys_do_not_fit_is_not_adopted() async throws {
        let site = try await TestSite.make()
        try await site.serving { daemon in _ = try await renew(site, daemon) }
        let root = try Renewal.rootKey(site.folder.file("root.key"))
        let last = try Renewal.read(site.directory.descriptor)
        var next = last
        next.serial += 1
        next.previous = try last.digest()
        let same = try next.signed(by: root, origin: next.origin)
        next.replace(0, by: try SigningKey(seed: sha256([7])).publicKey)
        let other = try next.signed(by: root, origin: next.origin)
        await #expect(throws: RenewalError.self) {
            _ = try await Renewal.adopt(other, in: site.directory, now: site.clock.now)
        }
        _ = try await Renewal.adopt(same, in: site.directory, now: site.clock.now)
        try await site.serving { daemon in try await site.close(1, daemon) }
        #expect(try await site.verify().failures == [])
    }

    /// A source has no log: the site gives it the keys of then, and the agency's identity vouches for them.
    @Test func acts_and_questions_of_before_still_verify() async throws {
        let site = try await TestSite.make()
        try await site.serving { daemon in
            let source = try TestSource(site)
            let visit = try await daemon.visit(site)
            let report = try await visit.submit(try source.submission(to: visit.site)).promise.commitment
            try await site.close(1, daemon)
            try await act(on: report, .triage, site, daemon)
            try await ask(report, "Kapan?", site, daemon)
            _ = try await renew(site, daemon)
            try await site.close(2, daemon)
            try await ask(report, "Di mana?", site, daemon)
            _ = try await renew(site, daemon)
            try await site.close(3, daemon)
            let newest = try await daemon.visit(site)
            guard case .report(let shown) = try await newest.inbox(source).result else { throw Missing() }
            #expect(shown.older.map(\.serial).sorted() == [0, 1])
            for (older, isVerified) in [(shown.older, true), ([], false)] {
                var given = shown
                given.older = older
                let checked = try CheckedReport(
                    given, site: newest.site, mailbox: source.keys.mailbox.publicKey, now: site.clock.now)
                #expect(checked.acts.map(\.state) == (isVerified ? [.triage] : []))
                #expect(checked.doubts == (isVerified ? [] : [.act("bawaslu")]))
                var texts: [String] = []
                for item: UInt32 in 1...2 {
                    guard case .message(let message) = try await newest.inbox(source, item: item).result
                    else { throw Missing() }
                    let read = ReadMessage(message, at: 1, of: checked, site: newest.site, keys: source.keys)
                    texts += read.map { [$0.text] } ?? []
                }
                #expect(texts == (isVerified ? ["Kapan?", "Di mana?"] : []))
            }
        }
    }

    /// There is room for six: those that signed what is shown come first.
    @Test func an_answer_has_the_keys_that_are_needed_most() throws {
        func older(_ code: AgencyCode, _ serial: UInt8, end: UInt64) -> OlderKeys {
            OlderKeys(
                keys: .sample(code) {
                    $0.serial = UInt32(serial)
                    $0.acts = [sha256([serial])]
                }, end: end)
        }
        let all = (0..<8 as Range<UInt8>).map { older("bkn", $0, end: 1_000 + UInt64($0)) }
        let act = Act(
            format: 1, kind: .state, report: Hash(), agency: "bkn", counter: 0, previous: Hash(),
            state: .triage, outcome: .none, due: .none, other: "", related: Hash(), reason: Hash(),
            signer: sha256([1]), second: nil, signature: Signature())
        func serials(_ index: UInt64?, _ agencies: [AgencyCode] = ["bkn"], _ acts: [Act] = []) -> [UInt32] {
            all.needed(by: agencies, since: index, acts: acts).map(\.serial)
        }
        #expect(serials(500) == [7, 6, 5, 4, 3, 2])
        #expect(serials(500, ["bkn"], [act]) == [1, 7, 6, 5, 4, 3])
        // What was replaced before the report was published has signed nothing about it.
        #expect(serials(1_005) == [7, 6])
        #expect(serials(nil) == [] && serials(500, ["bawaslu"]) == [])
    }

    private func session(_ site: TestSite, _ daemon: Daemon) async throws -> ReviewSession {
        try await ReviewSession.open(
            SiteAddress(link: daemon.link), key: .agency(try keyFile(site)))
    }

    private func ask(_ report: Hash, _ text: String, _ site: TestSite, _ daemon: Daemon) async throws {
        let session = try await session(site, daemon)
        _ = try await ReviewAsk.run(
            report.hex, text: text, session: session, key: session.key.agency(for: "ask"),
            now: site.clock.now,
            random: System.random)
        await session.close()
    }

    private func act(
        on report: Hash, _ state: CaseState, _ site: TestSite, _ daemon: Daemon
    ) async throws {
        let session = try await session(site, daemon)
        let act = try Act(
            format: 1, kind: .state, report: report, agency: "bawaslu", counter: 0, previous: Hash(),
            state: state, outcome: .none, due: .none, other: "", related: Hash(), reason: Hash(),
            signer: session.signer.publicKey, second: nil, signature: Signature()
        ).signed(by: session.signer, origin: site.made.origin)
        _ = try await session.review.act(ActRequest(act: act, reason: nil))
        await session.close()
    }

    private func verify(
        _ site: TestSite, _ key: String?, state: String, acknowledges: Bool = false, onlyNew: Bool = false
    ) async throws -> VerifyAnswer {
        var request = VerifyRequest(
            .data(StoredLog(directory: site.directory.path, open: StoredLogSource.init)))
        request.key = key.map { site.folder.file($0) }
        request.state = site.folder.file(state)
        request.acknowledges = acknowledges
        request.onlyNew = onlyNew
        return try await request.run(now: site.clock.now)
    }

    /// To its own agency a renewal is no news: its key file holds the keys.
    @Test func others_are_told_until_they_acknowledge() async throws {
        let site = try await TestSite.make()
        let others: [(String?, String)] = [
            (nil, "public.state"), ("bkn/agency.key", "bkn.state"), ("auditor/auditor.key", "auditor.state"),
        ]
        try await site.serving { daemon in
            try await site.close(1, daemon)
            for (key, state) in others + [("bawaslu/agency.key", "own.state")] {
                #expect(try await verify(site, key, state: state).exitCode == 0)
            }
            _ = try await renew(site, daemon)
            try await site.close(2, daemon)
            #expect(try await verify(site, "bawaslu/agency.key", state: "own.state").exitCode == 0)
            for (key, state) in others {
                for onlyNew in [true, false, true] {
                    let told = try await verify(site, key, state: state, onlyNew: onlyNew)
                    #expect(told.exitCode == 3)
                    let gap = try #require(told.outcome.report.gaps.first)
                    #expect(gap.code == .keyUnknown && gap.since == site.due(2))
                    #expect(told.text(.english).contains("bawaslu keys 1 at entry 512, epoch 2: recipient "))
                    #expect(told.outcome.unacknowledged.count == 4)
                }
                let known = try await verify(site, key, state: state, acknowledges: true)
                #expect(known.exitCode == 0 && known.outcome.acknowledged?.count == 4)
                #expect(try await verify(site, key, state: state).exitCode == 0)
                #expect(try await verify(site, key, state: state, onlyNew: true).exitCode == 0)
            }
        }
    }
}
