import AuditLog
import Keys
import TestSupport
import Testing
import TransparencyLog
import Wire

/// A log that follows another one of the same root.
@Suite struct DiscontinuityTests {
    private let old: SampleSite
    private var new: SampleSite
    private let oldLog: SampleLog

    init() throws {
        old = try SampleSite()
        oldLog = try SampleLog(old)
        new = old
        new.log = try SigningKey(seed: sha256([9]))
        let key = new.log.publicKey
        try new.renew {
            $0.origin = "contoh.example/log2"
            $0.log = key
        }
        new.descriptor = try new.descriptor.signed(by: new.root, origin: new.origin)
    }

    private func discontinuity(size: UInt64 = 256, root: Hash? = nil) -> Discontinuity {
        Discontinuity(
            format: 1, origin: old.origin, log: old.log.publicKey, size: size,
            root: root ?? oldLog.state.edge.root, epoch: 0, cause: .guardLost)
    }

    /// Batch 0 of the new log with this in it.
    private func audit(_ statement: Statement, later: Bool = false) throws -> AuditReport {
        var log = try SampleLog(new)
        var bodies = try log.bodies()
        // In the place of a filler: behind the site, or behind the agencies' keys.
        bodies.remove(at: 4)
        bodies.insert(.statement(statement), at: later ? 4 : 1)
        try log.forge(bodies)
        log.openings = []
        return try log.audit(.public)
    }

    private func statement(_ body: [UInt8], origin: String? = nil, by key: SigningKey? = nil) throws
        -> Statement
    {
        let signer = key ?? new.root
        return try Statement(
            kind: .discontinuity, signer: signer.publicKey, body: body, signature: Signature()
        ).signed(by: signer, origin: origin ?? new.origin)
    }

    @Test func aLogThatFollowsIsOkAndSaysWhat() throws {
        let report = try audit(discontinuity().statement(signedBy: new.root, origin: new.origin))
        #expect(report.failures == [])
        #expect(report.continues == discontinuity())
        #expect(report.descriptor?.serial == 1)
    }

    /// For another origin, by another key, naming itself, cut short, or at another place.
    @Test func aFalseStatementFails() throws {
        let body = try discontinuity().encoded()
        var itself = discontinuity()
        itself.origin = new.origin
        var sameKey = discontinuity()
        sameKey.log = new.log.publicKey
        let wrong: [(Statement, LogError.Code)] = [
            (try statement(body, origin: old.origin), .signatureInvalid),
            (try statement(body, by: new.auditor), .signatureInvalid),
            (try statement(itself.encoded()), .descriptorInvalid),
            (try statement(sameKey.encoded()), .descriptorInvalid),
            (try statement(body.dropLast()), .entryUndecodable),
            (try statement([]), .entryUndecodable),
        ]
        for (statement, code) in wrong {
            let report = try audit(statement)
            #expect(report.failures.map(\.code) == [code])
            #expect(report.failures.first?.index == 1)
            #expect(report.continues == nil)
        }
        let later = try audit(statement(body), later: true)
        #expect(later.failures.first?.code == .batchInvalid)
    }

    private func statement(_ body: ArraySlice<UInt8>) throws -> Statement { try statement(Array(body)) }

    @Test func anotherFormatIsNotUnderstoodAndNeverOk() throws {
        var other = try discontinuity().encoded()
        other[1] = 2
        let report = try audit(statement(other))
        #expect(report.failures == [])
        #expect(report.counts.notUnderstood == 1)
        #expect(report.result == .incomplete)
    }

    @Test func whoKeptLessOrTheSameFollows() throws {
        let note = try SignedNote(try #require(oldLog.notes.first))
        #expect(try discontinuity().follows(note) == .exact)
        #expect(try discontinuity(size: 512, root: Hash()).follows(note) == .unproven)
    }

    @Test func whoKeptMoreOrOtherHasEvidence() throws {
        func code(_ discontinuity: Discontinuity, _ note: [UInt8]) throws -> LogError.Code? {
            let note = try SignedNote(note)
            do { _ = try discontinuity.follows(note) } catch { return error.code }
            return nil
        }
        let root = oldLog.state.edge.root
        #expect(try code(discontinuity(), old.note(size: 512, root: root)) == .rollback)
        #expect(try code(discontinuity(), old.note(size: 256, root: sha256([1]))) == .fork)
        var otherOrigin = discontinuity()
        otherOrigin.origin = "lain.example/log"
        #expect(try code(otherOrigin, old.note(size: 256, root: root)) == .fork)
        var otherKey = discontinuity()
        otherKey.log = new.log.publicKey
        #expect(try code(otherKey, old.note(size: 256, root: root)) == .fork)
    }

    /// A descriptor that the root signed for one log is no descriptor of the other.
    @Test func nothingIsReplayedBetweenTheLogs() throws {
        var moved = new.descriptor
        moved.origin = old.origin
        #expect(throws: LogError.self) { try moved.check(fingerprint: old.fingerprint) }
        var bodies = try oldLog.bodies()
        bodies[0] = .site(new.descriptor)
        var forged = oldLog
        try forged.forge(bodies)
        // The old key's checkpoints do not fit the new descriptor.
        #expect(try forged.audit(.public).failures.contains { $0.code == .signatureInvalid })
    }
}
