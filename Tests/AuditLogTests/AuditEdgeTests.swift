import AuditLog
import Keys
import TestSupport
import Testing
import TransparencyLog
import Wire

/// What an audit remembers, what it cannot understand, and large steps.
@Suite struct AuditEdgeTests {
    @Test func a_shorter_log_is_a_rollback() throws {
        let log = try SampleLog.busy()
        let kept = try Checkpoint(origin: log.site.origin, size: 1280, root: log.state.edge.root)
        #expect(try log.audit(.public, kept: kept).result == .ok)
        var shorter = log
        shorter.entries.removeLast(256)
        shorter.notes.removeLast()
        shorter.openings.removeAll { $0.index >= 1024 }
        let report = try shorter.audit(.public, kept: kept)
        #expect(report.failures.map(\.code) == [.rollback])
        let state = try #require(try log.audit(.public).state)
        var audit = try Audit(level: .public, pins: AuditPins(fingerprint: log.site.fingerprint), from: state)
        audit.checkpoint(log.notes[3])
        #expect(audit.finish().failures.map(\.code) == [.rollback])
    }

    @Test func another_log_of_the_same_size_is_a_fork() throws {
        var (one, two) = (try SampleLog(try SampleSite()), try SampleLog(try SampleSite()))
        try one.report(["bawaslu"])
        try two.report(["bkpsdm"])
        try one.close(1)
        try two.close(1)
        let state = try #require(try one.audit(.public).state)
        #expect(try two.audit(.public).result == .ok)
        #expect(try two.audit(.public, kept: state.checkpoint).failures.map(\.code) == [.fork])
        #expect(try two.audit(.public, from: state).failures.map(\.code) == [.fork])
        try two.close(2)
        #expect(try two.audit(.public, kept: state.checkpoint).failures.map(\.code) == [.fork])
        let resumed = try two.audit(.public, from: state).failures.map(\.code)
        #expect(resumed.first == .fork)
    }

    @Test func a_state_goes_with_its_log_only() throws {
        let log = try SampleLog.busy()
        let state = try #require(try log.audit(.public).state)
        let other = try SampleSite(seed: 4)
        #expect(throws: LogError.self) {
            try Audit(level: .public, pins: AuditPins(fingerprint: other.fingerprint), from: state)
        }
        #expect(throws: LogError.self) {
            try Audit(level: .public, pins: AuditPins(log: try other.descriptor.logKey()), from: state)
        }
        var bytes = try state.encoded()
        bytes[1] = 1
        #expect(throws: DecodeError.self) { try AuditState(decoding: bytes) }
        // Counts end the file; those that nothing could be added to are none.
        bytes = try state.encoded()
        for place in 1...13 {
            var full = bytes
            full.replaceSubrange(
                full.count - 8 * place..<full.count - 8 * place + 8, with: repeatElement(255, count: 8))
            #expect(throws: DecodeError.self) { try AuditState(decoding: full) }
        }
    }

    @Test func pins_hold_the_first_descriptor() throws {
        let log = try SampleLog.busy()
        func audit(_ pins: AuditPins) -> AuditReport {
            var audit = Audit(level: .public, pins: pins)
            for note in log.notes { audit.checkpoint(note) }
            for entry in log.entries { audit.entry(entry) }
            return audit.finish()
        }
        #expect(audit(AuditPins(log: try log.site.descriptor.logKey())).result == .ok)
        let other = try SampleSite(seed: 4)
        for pins in [
            AuditPins(fingerprint: other.fingerprint), AuditPins(log: try other.descriptor.logKey()),
        ] {
            let report = audit(pins)
            #expect(report.result == .failed)
            #expect(report.failures.first?.code == .descriptorInvalid)
        }
    }

    @Test func what_is_not_understood_is_incomplete() throws {
        let log = try SampleLog.busy()
        var kind = log
        var bodies = try log.bodies()
        bodies[1100] = .unknown(EntryKind(rawValue: 77), [1, 2, 3])
        try kind.forge(bodies)
        let unknown = try kind.audit(.public)
        #expect(unknown.failures == [])
        #expect(unknown.result == .incomplete)
        #expect(unknown.counts.notUnderstood == 1)
        #expect(unknown.gaps == [AuditGap(.notUnderstood(1))])

        // It hides nothing: what is wrong behind it is wrong still.
        guard case .epoch(var epoch) = bodies[1279] else { return }
        epoch.keySet = Hash()
        bodies[1279] = .epoch(epoch)
        try kind.forge(bodies)
        #expect(try kind.audit(.public).failures.map(\.field) == ["Epoch.key_set"])
        try kind.forge(try log.bodies().enumerated().map { $0.offset == 1279 ? .epoch(epoch) : $0.element })
        #expect(try kind.audit(.public).failures.map(\.field) == ["Epoch.key_set"])

        var format = log
        var entries = log.entries
        entries[1278][1] = 2
        var edge = RightEdge()
        var previous = Hash()
        for index in entries.indices {
            if index == 1279 {
                var last = try Entry(decoding: entries[index])
                last.previous = previous
                entries[index] = try last.encoded()
            }
            previous = MerkleTree.leafHash(entries[index])
            edge.append(previous)
        }
        format.entries = entries
        format.notes = [try log.site.note(size: 1280, root: edge.root)]
        let newer = try format.audit(.public)
        #expect(newer.failures == [])
        #expect(newer.result == .incomplete)
    }

    @Test func an_unknown_record_is_incomplete() throws {
        var log = try SampleLog(try SampleSite())
        try log.stage(.unknown(RecordKind(rawValue: 99), [1]))
        try log.close(1)
        let report = try log.audit(.auditor)
        #expect(report.result == .incomplete)
        #expect(report.counts.notUnderstood == 1)
        #expect(report.counts.unopenable == 0)
    }

    @Test func a_wrong_account_fails() throws {
        let changes: [(LogError.Code, (inout Account) -> Void)] = [
            (.accountMismatch, { $0.count += 1 }), (.accountMismatch, { $0.commitments = Hash() }),
            (.accountMismatch, { $0.through -= 1 }), (.signatureInvalid, { $0.signer = Hash() }),
            (.recordMismatch, { $0.agency = "bkpsdm" }), (.recordMismatch, { $0.format = 2 }),
        ]
        for (code, change) in changes {
            var log = try SampleLog(try SampleSite())
            try log.report(["bawaslu"])
            try log.close(1)
            try log.close(2)
            try log.account(for: "bawaslu", through: 767, change: change)
            try log.close(3)
            #expect(try log.audit(.auditor).failures.map(\.code) == [code])
            // To the agency, an account that is none is one that is missing besides.
            #expect(try log.audit(.agency("bawaslu")).failures.first?.code == code)
        }
    }

    @Test func an_account_in_the_auditors_name_fails() throws {
        var log = try SampleLog(try SampleSite())
        let auditor = log.site.auditor.publicKey
        try log.close(1)
        log.site.auditor = try SigningKey(seed: sha256([9]))
        try log.account(for: "bawaslu", through: 511) { $0.signer = auditor }
        try log.close(2)
        for level in [.auditor, .agency("bawaslu")] as [AuditLevel] {
            #expect(try log.audit(level).failures.map(\.code) == [.signatureInvalid])
        }
    }

    @Test func records_break_rules() throws {
        func codes(_ stage: (inout SampleLog) throws -> Void) throws -> [LogError.Code] {
            var log = try SampleLog(try SampleSite())
            try stage(&log)
            try log.close(1)
            return try log.audit(.auditor).failures.map(\.code)
        }
        #expect(try codes { try $0.report(["bkpsdm", "bawaslu"]) } == [.recordMismatch])
        #expect(try codes { try $0.report(["bawaslu", "bawaslu"]) } == [.recordMismatch])
        #expect(try codes { try $0.report(["polisi"]) } == [.recordMismatch])
        #expect(try codes { try $0.act(by: 1, about: Hash(), agencies: ["bawaslu"]) } == [.recordMismatch])
        #expect(
            try codes {
                $0.site.agencies[0].act = $0.site.agencies[1].act
                try $0.act(by: 0, about: Hash(), agencies: ["bawaslu"])
            } == [.signatureInvalid])
        #expect(
            try codes {
                let both = MessagePosted(
                    agencies: ["bawaslu", "bkpsdm"], report: Hash(), direction: .reply, agency: "bawaslu",
                    counter: 0,
                    envelope: Hash())
                try $0.stage(.messagePosted(both), length: 31_744)
            } == [.recordMismatch])
    }

    @Test func an_agency_gets_only_what_is_its_own() throws {
        let log = try SampleLog.busy()
        var audit = Audit(level: .agency("bkpsdm"), pins: AuditPins(fingerprint: log.site.fingerprint))
        for note in log.notes { audit.checkpoint(note) }
        let others = try #require(log.openings(for: .agency("bawaslu")).first)
        audit.opening(others)
        for entry in log.entries { audit.entry(entry) }
        // And the accounts that are its own are missing.
        #expect(
            audit.finish().failures.map(\.code) == [.recordMismatch, .accountMismatch, .accountMismatch])
    }

    @Test(arguments: [700, 1100, 2303]) func runs_of_sealed_entries_are_checked_too(place: Int) throws {
        var log = try SampleLog(try SampleSite())
        for _ in 0..<260 { try log.report(["bawaslu"]) }
        try log.close(1)
        #expect(log.entries.count == 256 + 2048)
        for level in AuditTests.levels {
            #expect(try log.auditBundles(level).result == .ok)
            #expect(try log.auditBundles(level) == log.audit(level))
        }
        var flipped = log
        flipped.entries[place][60] ^= 1
        var swapped = log
        var bodies = try log.bodies()
        bodies.swapAt(1500, 1501)
        try swapped.forge(bodies)
        for tampered in [flipped, swapped] {
            let report = try tampered.auditBundles(.auditor)
            #expect(report.result == .failed)
            #expect(try report.failures == tampered.audit(.auditor).failures)
        }
    }

    @Test func a_checkpoint_within_a_batch_is_refused() throws {
        var log = try SampleLog.busy()
        var edge = RightEdge()
        for entry in log.entries.prefix(300) { edge.append(MerkleTree.leafHash(entry)) }
        log.notes.append(try log.site.note(size: 300, root: edge.root))
        #expect(try log.audit(.public).failures.map(\.code) == [.batchInvalid])
    }
}
