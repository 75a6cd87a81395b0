import AuditLog
import Keys
import TestSupport
import Testing
import Wire

/// What an operator may erase, and what an erasure excuses.
@Suite struct AuditErasureTests {
    private typealias Change = (inout PayloadErased) -> Void
    private static let levels: [AuditLevel] = [.auditor, .agency("bawaslu"), .agency("bkpsdm")]

    /// A log of two agencies' report in epoch 1, erased in epoch `number`.
    private func erased(
        at number: UInt64, _ cause: ErasureCause, change: @escaping Change = { _ in }
    ) throws -> SampleLog {
        var log = try SampleLog(try SampleSite())
        let report = try log.report(["bawaslu", "bkpsdm"])
        try log.close(1)
        try log.close(number - 1)
        try log.erase(report, cause: cause, change: change)
        try log.attest(number)
        return log
    }

    private func codes(_ log: SampleLog, _ level: AuditLevel = .auditor) throws -> [LogError.Code] {
        try log.audit(level).failures.map(\.code)
    }

    @Test(arguments: levels) func isLawfulWhenItsRetentionIsOver(level: AuditLevel) throws {
        let log = try erased(at: SampleLog.lawful, .retention)
        #expect(try log.audit(level).result == .ok)
        #expect(try log.audit(level).counts.erased == 1)
        let early = try erased(at: SampleLog.lawful - 1, .retention)
        #expect(try codes(early, level) == [.erasureInvalid, .unaccounted])
    }

    @Test(arguments: levels) func isLawfulByEverybodysConsentAfterThirtyDays(level: AuditLevel) throws {
        let log = try erased(at: SampleLog.consentable, .fetchedByAll)
        #expect(try log.audit(level).result == .ok)
        let early = try erased(at: SampleLog.consentable - 1, .fetchedByAll)
        #expect(try codes(early, level) == [.erasureInvalid, .unaccounted])
    }

    /// Whoever holds the record's opening holds all of it against the erasure.
    @Test(arguments: levels) func excusesOnlyWhatItNames(level: AuditLevel) throws {
        let changes: [Change] = [
            { $0.commitment = sha256([1]) }, { $0.index += 1 }, { $0.envelope = sha256([2]) },
            { $0.consents = [ErasureConsent(agency: "bawaslu", signer: Hash(), signature: Signature())] },
        ]
        for change in changes {
            let log = try erased(at: SampleLog.lawful, .retention, change: change)
            #expect(try codes(log, level) == [.erasureInvalid, .unaccounted])
        }
    }

    /// Another list hides the erasure from an agency, which then misses an envelope.
    @Test func namesExactlyTheAgenciesOfItsRecord() throws {
        let fewer = try erased(at: SampleLog.lawful, .retention) { $0.agencies = ["bawaslu"] }
        #expect(try codes(fewer) == [.erasureInvalid, .unaccounted])
        #expect(try codes(fewer, .agency("bawaslu")) == [.erasureInvalid, .unaccounted])
        #expect(try codes(fewer, .agency("bkpsdm")) == [.unaccounted])
        let more = try erased(at: SampleLog.lawful, .retention) { $0.agencies.append("inspektorat") }
        #expect(try codes(more, .agency("inspektorat")) == [.erasureInvalid])
    }

    @Test func needsTheConsentOfEveryAgency() throws {
        let changes: [Change] = [
            { $0.consents.removeLast() }, { $0.consents = [] }, { $0.consents.reverse() },
            { $0.consents[1] = $0.consents[0] }, { $0.consents[1].signature = Signature() },
            { $0.consents[1].signer = $0.consents[0].signer }, { $0.cause = .retention },
        ]
        for change in changes {
            let log = try erased(at: SampleLog.consentable, .fetchedByAll, change: change)
            #expect(try codes(log) == [.erasureInvalid, .unaccounted])
        }
    }

    /// Who holds the root key can name another identity, and certify act keys of their own with it.
    @Test(arguments: [false, true]) func consentsUnderTheIdentityOfThen(isEndorsed: Bool) throws {
        var log = try SampleLog(try SampleSite())
        let report = try log.report(["bawaslu", "bkpsdm"])
        try log.close(1)
        let old = log.site.agencies[0].identity
        var random = SeededGenerator(seed: 9)
        let (identity, act) = (try random.key(), try random.key())
        try log.site.renew { $0.replace(0, by: identity.publicKey) }
        log.site.agencies[0].identity = identity
        log.site.agencies[0].act = act
        try log.site.rotate(0)
        var statements: [Statement] = []
        if isEndorsed {
            let body = Endorsement(format: 1, agency: "bawaslu", next: identity.publicKey)
            statements.append(
                try Statement(
                    kind: .endorsement, signer: old.publicKey, body: try body.encoded(),
                    signature: Signature()
                ).signed(by: old, origin: log.site.origin))
        }
        try log.close(
            2,
            PublicEntries(
                site: log.site.descriptor, agencyKeys: [log.site.agencies[0].keys], statements: statements))
        try log.close(SampleLog.consentable - 1)
        try log.erase(report, cause: .fetchedByAll)
        try log.attest(SampleLog.consentable)
        #expect(try codes(log) == (isEndorsed ? [] : [.erasureInvalid, .unaccounted]))
    }

    @Test func cannotBeOfNothingOrTwice() throws {
        var log = try erased(at: SampleLog.lawful, .retention)
        let report = try #require(log.openings(for: .agency("bkpsdm")).first)
        try log.erase(try Commitment.of(report.opening))
        try log.attest(SampleLog.lawful + 1)
        #expect(try codes(log) == [.erasureInvalid])
        var nothing = try SampleLog(try SampleSite())
        try nothing.stage(
            .payloadErased(
                PayloadErased(
                    agencies: ["bawaslu"], commitment: sha256([3]), index: 3, envelope: sha256([4]),
                    cause: .retention, consents: [])))
        try nothing.attest(1)
        #expect(try codes(nothing, .agency("bawaslu")) == [.erasureInvalid])
    }

    /// The reason of an act is an envelope like any other.
    @Test func isOfAReasonToo() throws {
        let agencies = ["bawaslu", "bkpsdm"]
        var log = try SampleLog(try SampleSite())
        let report = try log.report(agencies)
        try log.close(1)
        let act = try log.act(by: 0, about: report, agencies: agencies, reason: sha256([5]))
        let bare = try log.act(by: 1, about: report, agencies: agencies)
        try log.close(2)
        try log.close(SampleLog.lawful)
        var gone = log
        let place = try #require(try log.openings.firstIndex { try Commitment.of($0.opening) == act })
        gone.openings[place].length = 0
        try gone.attest(SampleLog.lawful + 1)
        #expect(try codes(gone) == [.unaccounted])
        var erased = log
        try erased.erase(act)
        try erased.attest(SampleLog.lawful + 1)
        #expect(try codes(erased) == [])
        // An act without a reason has nothing to erase.
        var nothing = log
        let other = try #require(try log.openings.first { try Commitment.of($0.opening) == bare })
        try nothing.stage(
            .payloadErased(
                PayloadErased(
                    agencies: agencies, commitment: bare, index: other.index, envelope: Hash(),
                    cause: .retention, consents: [])))
        try nothing.attest(SampleLog.lawful + 1)
        #expect(try codes(nothing) == [.erasureInvalid])
    }

    /// An epoch later the envelope has to be gone.
    @Test func isOfWhatIsGone() throws {
        var log = try erased(at: SampleLog.lawful, .retention)
        let place = try #require(log.openings.firstIndex { $0.opening.record.body.envelope != nil })
        log.openings[place].length = 31_744
        #expect(try codes(log) == [])
        try log.attest(SampleLog.lawful + 1)
        #expect(try codes(log) == [.erasureInvalid])
    }

    /// An opening is content-free and kept for the log's life.
    @Test func aMissingOpeningIsNeverExcused() throws {
        var log = try erased(at: SampleLog.lawful, .retention)
        let report = try #require(log.openings(for: .agency("bkpsdm")).first)
        #expect(try codes(log) == [])
        log.forget(try Commitment.of(report.opening))
        // The months that counted it come out otherwise, too.
        let found = try codes(log)
        #expect(
            found.filter { $0 != .statementInvalid }
                == [.unaccounted, .accountMismatch, .accountMismatch, .erasureInvalid])
        #expect(found.contains(.statementInvalid))
        #expect(try codes(log, .agency("bkpsdm")).contains(.accountMismatch))
    }

    @Test func goesOnFromAState() throws {
        var log = try SampleLog(try SampleSite())
        let report = try log.report(["bawaslu", "bkpsdm"])
        try log.attest(1)
        try log.attest(SampleLog.lawful - 1)
        let level = AuditLevel.agency("bkpsdm")
        let state = try AuditState(decoding: try #require(try log.audit(level).state).encoded())
        var other = log
        try log.erase(report)
        try log.attest(SampleLog.lawful)
        #expect(try log.audit(level, from: state).result == .ok)
        try other.erase(report) { $0.envelope = Hash() }
        try other.attest(SampleLog.lawful)
        #expect(try other.audit(level, from: state).failures.map(\.code) == [.erasureInvalid])
    }
}
