import AuditLog
import Cases
import Files
import Foundation
import Keys
import RPC
import Review
import Sealing
import Synchronization
import TestSupport
import Testing
import Verification
import Visit
import Wire
import Words

/// An agency opens who its source is: behind an act of two keys that the site promised, and not otherwise.
@Suite struct IdentityOpeningTests {
    private let sample: SampleReview
    private let report: Hash
    private let reply: SealedReply
    private let site: SampleReviewSite
    private let colleague: SigningKey
    private let folder: TemporaryFolder

    init() throws {
        var sample = try SampleReview(hasColleague: true)
        let source = try sample.source(1)
        report = try sample.report(source)
        try sample.close(1)
        let random = sample.random
        reply = try SealedReply(
            "Sri Contoh", kind: .identity, to: "bawaslu", report: report, counter: 0,
            lastSeen: Message.nothingSeen, site: try SampleReviewSite(sample).trusted, keys: source,
            random: { random($0) })
        _ = sample.keep(reply.envelope)
        try sample.stage(.messagePosted(reply.record), length: UInt64(reply.envelope.count))
        try sample.close(2)
        self.sample = sample
        site = try SampleReviewSite(sample)
        colleague = try #require(sample.colleague)
        folder = try TemporaryFolder()
    }

    private func open(_ second: SigningKey?, out: String = "name") async throws -> IdentityOpening {
        try await IdentityOpening.run(
            String(report.hex.prefix(12)), session: try await site.session(.agency(sample.bawaslu)),
            key: sample.bawaslu, second: second, path: folder.file(out), now: SampleReview.now)
    }

    private var isWritten: Bool { FileManager.default.fileExists(atPath: folder.file("name")) }
    private var acted: [Act] { site.content.withLock { $0.acted } }

    @Test func two_keys_open_it_once_and_one_of_them_again() async throws {
        let opened = try await open(colleague)
        #expect(try folder.read("name") == "Sri Contoh\n")
        #expect(try folder.mode("name") == 0o600)
        #expect(opened.envelope == sha256(reply.envelope) && opened.epoch == SampleReview.promised)
        let act = try #require(acted.first)
        #expect(acted.count == 1 && act.kind == .identityOpened && act.related == opened.envelope)
        #expect(
            act.fault(
                on: report, agencies: ["bawaslu", "bkpsdm"], origin: sample.origin,
                isActKey: sample.cards[0].keys.acts.contains) == nil)
        #expect(!opened.text(.english).contains("Sri") && !opened.json.text.contains("Sri"))
        // The act is promised: it needs no second one.
        let again = try await open(nil, out: "again")
        #expect(again.epoch == nil && acted.count == 1)
        #expect(try folder.read("again") == "Sri Contoh\n")
    }

    @Test func one_key_the_same_key_twice_and_a_strangers_key_open_nothing() async throws {
        await #expect(throws: IdentityError.secondMissing) { try await open(nil) }
        for second in [sample.bawaslu.act, sample.agencies[1].act] {
            await #expect(throws: IdentityError.notASecondKey) { try await open(second) }
        }
        #expect(!isWritten && acted == [])
    }

    @Test func without_the_sites_promise_nothing_is_opened() async throws {
        site.content.withLock { $0.changesActs = true }
        await #expect { try await open(colleague) } throws: { error in
            guard case .promise? = error as? IdentityError else { return false }
            return true
        }
        site.content.withLock { ($0.changesActs, $0.hasStrangePromises, $0.staged) = (false, true, []) }
        await #expect { try await open(colleague) } throws: { error in
            guard case .promise? = error as? IdentityError else { return false }
            return true
        }
        site.content.withLock { ($0.actRefusal, $0.staged) = (RPCError(.unavailable, ""), []) }
        await #expect(throws: VerificationError.self) { try await open(colleague) }
        site.content.withLock { $0.actRefusal = RPCError(.aborted, "") }
        await #expect(throws: IdentityError.concurrent) { try await open(colleague) }
        #expect(!isWritten)
    }

    /// What the site says to be staged, and one key, are not two keys and a promise.
    @Test func a_staged_act_that_two_did_not_sign_or_nobody_promised_opens_nothing() async throws {
        _ = try await open(colleague, out: "once")
        let promised = try #require(site.content.withLock { $0.staged.first })
        guard case .act(let recorded) = promised.opening.record.body else { throw Missing() }
        var alone = recorded
        alone.act.second = nil
        alone.act = try alone.act.signed(by: sample.bawaslu.act, origin: sample.origin)
        var twice = recorded
        twice.act.second = try SecondSignature(
            agreeingTo: alone.act, key: sample.bawaslu.act, origin: sample.origin)
        twice.act = try twice.act.signed(by: sample.bawaslu.act, origin: sample.origin)
        for other in [alone, twice] {
            let opening = Opening(nonce: Nonce(), record: Record(format: 1, body: .act(other)))
            let promise = try Promise(
                format: 1, origin: sample.origin, commitment: try Commitment.of(opening), epoch: 1,
                signature: Signature()
            ).signed(by: sample.promise, origin: sample.origin)
            site.content.withLock { $0.staged = [Promised(promise: promise, opening: opening)] }
            await #expect(throws: IdentityError.secondMissing) { try await open(nil) }
        }
        var unsigned = promised
        unsigned.promise.signature = Signature()
        site.content.withLock { [unsigned] in $0.staged = [unsigned] }
        await #expect(throws: IdentityError.secondMissing) { try await open(nil) }
        #expect(!isWritten)
        // The true one, again.
        site.content.withLock { $0.staged = [promised] }
        #expect(try await open(nil).epoch == nil)
    }

    @Test func no_other_reader_opens_it() async throws {
        let other = sample.agencies[1]
        await #expect(throws: IdentityError.none) {
            try await IdentityOpening.run(
                report.hex, session: try await site.session(.agency(other)), key: other, second: colleague,
                path: folder.file("name"), now: SampleReview.now)
        }
        #expect(!isWritten && acted == [])
    }

    @Test func a_case_names_it_and_does_not_show_it() async throws {
        let opened = try await ReviewOpen.run(
            report.hex, session: try await site.session(.agency(sample.bawaslu)), key: sample.bawaslu,
            path: folder.file("case"), language: .english, now: SampleReview.now)
        #expect(opened.identities == 1)
        let identity = try #require(sample.bawaslu.identities.first)
        let sealed = try Message(decoding: openEnvelope(reply.envelope, identity: identity)).text.prefix(64)
        for name in try folder.names().filter({ $0.hasSuffix(".txt") || $0.hasSuffix(".json") }) {
            #expect(!(try folder.read(name).contains(sealed)), "\(name)")
        }
        #expect(try folder.read("case/report.txt").contains("It is opened by open-identity"))
    }
}
