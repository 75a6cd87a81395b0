import AuditLog
import Foundation
import Keys
import TestSupport
import Testing
import Verification
import Wire
import Words

@Suite struct PromiseEvidenceTests {
    private let sample: SamplePromises
    private let opening: Opening
    private let folder: TemporaryFolder
    private let absent = sha256([1, 2, 3])

    init() throws {
        let (sample, openings) = try SamplePromises.usual()
        self.sample = sample
        opening = openings[1]
        folder = try TemporaryFolder()
        try sample.writeTiles(to: folder)
    }

    private func evidence(epoch: UInt64 = 4) async throws -> BrokenPromiseEvidence {
        let promise = try sample.promise(absent, epoch: epoch)
        return try #require(try await sample.judge(promise).evidence)
    }

    private func check(_ evidence: BrokenPromiseEvidence) -> EvidenceCheck {
        EvidenceCheck(evidence, fingerprint: sample.fingerprint)
    }

    private func entry(_ index: UInt64) throws -> EntryProof { try sample.entry(index) }

    @Test func names_every_check() async throws {
        let check = check(try await evidence())
        #expect(
            check.checks.map(\.name.rawValue) == [
                "format", "descriptor", "root", "promise", "log_signature", "cosignatures", "epoch",
                "epoch_before",
                "neighbours",
            ])
        #expect(check.checks.allSatisfy { $0.ok == true })
        #expect(check.text(.english).hasSuffix("The evidence holds: the promise for epoch 4 WAS BROKEN."))
    }

    @Test func no_evidence_of_batch_0_has_an_epoch_before() async throws {
        var first = try await evidence(epoch: 0)
        #expect(check(first).result == .ok)
        first.before = try entry(255)
        #expect(check(first).result == .failed)
    }

    /// Every pair of neighbours around a kept commitment: none shows that it is not there.
    @Test func no_evidence_of_a_kept_promise() async throws {
        let commitment = try Commitment.of(opening)
        let index = try sample.index(of: commitment)
        var forged = try await evidence()
        forged.promise = try sample.promise(commitment, epoch: 2)
        forged.epoch = try entry(767)
        forged.before = try entry(511)
        for left in [511, index - 2, index - 1, index, index + 1, 766] where left < 767 {
            forged.left = try entry(left)
            forged.right = try entry(left + 1)
            #expect(check(forged).result == .failed, "\(left)")
        }
    }

    @Test func every_flipped_bit_of_what_is_signed_is_noticed() async throws {
        let good = try await evidence()
        let bytes = try good.encoded()
        for step in 0..<160 {
            var bad = bytes
            let bit = (step * 15_485_863 + 11) % (bad.count * 8)
            bad[bit / 8] ^= 1 << UInt8(bit % 8)
            guard let changed = try? BrokenPromiseEvidence(decoding: bad) else { continue }
            let check = check(changed)
            // A witness's line under another name or key is one of a stranger: then the quorum is missed.
            #expect(check.result == .failed || !check.isWitnessed, "bit \(bit)")
            if changed.checkpoint == good.checkpoint { #expect(check.result == .failed, "bit \(bit)") }
        }
    }

    private func run(
        _ name: String, link: String? = nil, evidence: String? = nil, tiles: Bool = true
    ) async throws -> (verdict: PromiseVerdict, evidence: String?, unwritten: VerificationError?) {
        let source = LogTarget.tiles(folder.path, logKey: nil, link: sample.link)
        return try await PromiseVerification(
            path: folder.file(name), source: tiles ? source : nil, link: link,
            evidence: evidence.map(folder.file)
        ).run(now: SamplePromises.t0)
    }

    @Test func the_whole_way_of_a_broken_promise() async throws {
        try sample.save(try sample.promise(absent, epoch: 4), opening, to: folder.file("promise"))
        let judged = try await run("promise")
        #expect(judged.verdict.exitCode == 1)
        #expect(judged.verdict.status == .critical)
        let written = try #require(judged.evidence)
        #expect(written == folder.file("promise.evidence"))
        #expect(try folder.mode("promise.evidence") == 0o600)
        #expect(judged.verdict.json(evidence: written).text.hasPrefix("{\"result\":\"broken\""))
        let third = try await run("promise.evidence", link: sample.link, tiles: false)
        #expect(third.verdict.exitCode == 0)
        #expect(third.verdict.status == .critical)
        #expect(try await run("promise.evidence", tiles: false).verdict.exitCode == 3)
        // Again: the evidence is there already.
        let bytes = try folder.bytes("promise.evidence")
        #expect(try await run("promise").evidence == written)
        #expect(try folder.bytes("promise.evidence") == bytes)
        // Something else is never overwritten, and the promise is broken all the same.
        try folder.write("promise.evidence", [1])
        let again = try await run("promise")
        #expect(again.verdict.exitCode == 1)
        #expect(again.evidence == nil)
        #expect(again.unwritten?.kind == .outputExists)
        #expect(try folder.bytes("promise.evidence") == [1])
        await #expect(throws: VerificationError.self) {
            try await run("promise", evidence: "promise.evidence")
        }
        #expect(try await run("promise", evidence: "other").evidence == folder.file("other"))
    }

    @Test func files_that_are_neither_are_refused() async throws {
        let good = try Armor.text(try await evidence(), name: BrokenPromiseEvidence.armorName)
        let files = [
            "", "x", good.replacing("BROKEN PROMISE", with: "PROMISE"), String(good.prefix(2_000)),
            String(good.dropFirst(1)), good.replacing("A", with: "!"), good + "x\n",
            String(repeating: "A", count: (1 << 20) + 1),
        ]
        for (number, text) in files.enumerated() {
            try folder.write("bad", [UInt8](text.utf8))
            let failure = await #expect(throws: VerificationError.self, "\(number)") { try await run("bad") }
            #expect(failure?.kind == .badInput, "\(number)")
        }
        try folder.write("sparse", [])
        #expect(truncate(folder.file("sparse"), 1 << 30) == 0)
        #expect(
            (await #expect(throws: VerificationError.self) { try await run("sparse") })?.kind == .badInput)
        let none = await #expect(throws: VerificationError.self) { try await run("nothing") }
        #expect(none?.kind == .missingFile)
        try sample.save(try sample.promise(absent, epoch: 4), opening, to: folder.file("promise"))
        #expect(
            (await #expect(throws: VerificationError.self) { try await run("promise", tiles: false) })?.kind
                == .usage)
    }

    /// Entries as long as an entry can be: the file still fits, and is refused for what it says.
    @Test func the_largest_evidence_is_read() async throws {
        var large = try await evidence()
        let body = EntryBody.unknown(EntryKind(rawValue: 900), [UInt8](repeating: 7, count: 65_000))
        let path = Array(repeating: Hash(), count: 63)
        let entry = EntryProof(entry: Entry(format: 1, index: 9, previous: Hash(), body: body), path: path)
        (large.left, large.right, large.epoch, large.before) = (entry, entry, entry, entry)
        let text = try Armor.text(large, name: BrokenPromiseEvidence.armorName)
        try folder.write("large", [UInt8](text.utf8))
        #expect(try await run("large", link: sample.link, tiles: false).verdict.exitCode == 1)
    }

    @Test func what_cannot_be_judged_says_so() async throws {
        try FileManager.default.removeItem(atPath: folder.file("tile/entries/004"))
        try sample.save(try sample.promise(absent, epoch: 4), opening, to: folder.file("promise"))
        let judged = try await run("promise")
        #expect(judged.verdict.exitCode == 3)
        #expect(judged.verdict.status == .unknown)
        #expect(judged.verdict.json(evidence: nil).text.hasPrefix("{\"result\":\"incomplete\""))
        try FileManager.default.removeItem(atPath: folder.file("checkpoint"))
        #expect(try await run("promise").verdict.exitCode == 3)
    }
}
