import AuditLog
import Keys
import TestSupport
import Testing
import TransparencyLog
import Wire

/// What becomes of the lines that witnesses bring.
@Suite struct CosignedNoteTests {
    private let site: SampleSite
    private let checkpoint: Checkpoint
    private let note: SignedNote
    private let cosigners: [Cosigner]

    init() throws {
        let site = try SampleSite()
        self.site = site
        checkpoint = try Checkpoint(origin: site.origin, size: 256, root: sha256([5]))
        note = try checkpoint.signed(by: NoteSigner(name: site.origin, key: site.log))
        cosigners = try site.witnesses.enumerated().map { try Cosigner(name: "saksi-\($0)", key: $1) }
    }

    private var known: [VerifierKey] { cosigners.map { $0.verifierKey } }

    private func line(_ witness: Int, at time: UInt64) throws -> String {
        try cosigners[witness].cosign(checkpoint, at: time).line
    }

    private func refusal(_ line: String, latest: UInt64 = 1_000) -> CosignatureRefusal? {
        do { _ = try WitnessLine(line, under: note.text, by: known, latest: latest) } catch { return error }
        return nil
    }

    @Test func oneLineForAWitnessTheNewest() throws {
        var cosigned = note
        for (witness, time) in [(0, 10), (1, 20), (0, 30), (0, 20)] as [(Int, UInt64)] {
            let line = try WitnessLine(line(witness, at: time), under: note.text, by: known, latest: 1_000)
            cosigned = try cosigned.cosigned(by: [line], limit: 6_144)
        }
        #expect(cosigned.signatures.count == 3)
        let verified = try VerifiedCheckpoint(
            cosigned, origin: site.origin, log: site.descriptor.logKey(), witnesses: known)
        #expect(verified.cosignatures.map(\.timestamp) == [30, 20])
        #expect(cosigned.witnesses(among: known) == known)
        #expect(note.witnesses(among: known) == [])
    }

    @Test func whatIsNotRightIsRefused() throws {
        #expect(try refusal(line(0, at: 10)) == nil)
        #expect(refusal("") == .malformed)
        #expect(refusal("— saksi-0 AAAA") == .malformed)
        #expect(try refusal(line(0, at: 10) + "\n") == .malformed)
        let stranger = try Cosigner(name: "orang-lain", key: site.auditor)
        #expect(try refusal(stranger.cosign(checkpoint, at: 10).line) == .unknownWitness)
        // The log's own line is none of a witness.
        #expect(refusal(note.signatures[0].line) == .unknownWitness)
        let other = try Checkpoint(origin: "lain.example", size: 256, root: checkpoint.root)
        #expect(try refusal(cosigners[0].cosign(other, at: 10).line) == .invalid)
        #expect(try refusal(line(0, at: 1_001)) == .timestamp(1_001, limit: 1_000))
    }

    @Test func theLongestNoteIsBounded() throws {
        let line = try WitnessLine(line(0, at: 10), under: note.text, by: known, latest: 1_000)
        #expect(throws: CosignatureRefusal.tooLong(limit: 100)) { try note.cosigned(by: [line], limit: 100) }
    }
}
