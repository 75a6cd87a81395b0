@testable import AuditLog
import Keys
import TestSupport
import Testing
import Wire
import Words

/// What a draft changes is told in full, and only the site's root signs it.
@Suite struct SiteDraftTests {
    private let site: SampleSite

    init() throws { site = try SampleSite() }

    /// The next descriptor with a change, and the keys and statements that go with it.
    private func draft(
        keys: [AgencyKeys] = [], statements: [Statement] = [],
        _ change: (inout SiteDescriptor) throws -> Void = { _ in }
    ) throws -> SiteDraft {
        var next = site.descriptor
        next.serial += 1
        next.previous = try site.descriptor.digest()
        next.signature = Signature()
        next.notAfter += 86_400
        try change(&next)
        return SiteDraft(format: 1, last: site.descriptor, next: next, keys: keys, statements: statements)
    }

    private static func key(_ byte: UInt8) -> SigningKey? { try? SigningKey(seed: sha256([byte])) }
    private static func shown(_ byte: UInt8) -> PublicKey { key(byte)?.publicKey ?? PublicKey() }

    private static let changes: [@Sendable (inout SiteDescriptor) -> Void] = [
        { $0.agencies.removeLast() }, { $0.agencies[0].name = "Lain" }, { $0.agencies[0].kind = .bkn },
        { $0.auditor = nil }, { $0.auditor?.name = "Lain" }, { $0.auditor?.key = shown(1) },
        {
            $0.witnesses.removeLast()
            $0.quorum = 1
        }, { $0.witnesses[0].key = shown(1) },
        { $0.witnesses.append(Witness(name: "saksi-baru", key: shown(2))) },
        { $0.quorum -= 1 }, { $0.retention.payload += 1 }, { $0.limits.envelope += 1 },
        { $0.limits.uploads += 1 }, { $0.tls.append(shown(3)) }, { $0.tls[0] = shown(3) },
        { $0.region = "62.07" }, { $0.regionScheme = .bps }, { $0.timeZone = 540 }, { $0.taxonomy += 1 },
        { $0.promise = shown(4) }, { $0.channel = shown(4) },
    ]

    @Test(arguments: changes.indices) func every_change_is_told(_ number: Int) throws {
        let draft = try draft { Self.changes[number](&$0) }
        let told = draft.differences
        #expect(told.count >= 2 && !told.contains(.unknown))
        let lines = told.map { $0.line(.wib) }
        #expect(Set(lines.map(\.english)).count == lines.count)
        #expect(lines.allSatisfy { !$0.indonesian.isEmpty && !$0.english.contains("does not know") })
        try draft.check()
        let signed = try draft.signed(by: site.root)
        #expect(signed.isSigned && signed.differences == told)
        try signed.check()
    }

    @Test func a_date_alone_is_one_change() throws {
        let draft = try draft()
        #expect(draft.differences.count == 1 && draft.doubts.isEmpty)
    }

    @Test func a_change_that_nobody_knows_is_not_passed_over() throws {
        let draft = try draft { $0.format = 2 }
        #expect(draft.differences.contains(.unknown) && draft.doubts.contains(.unknown))
        #expect(throws: DraftFault.self) { try draft.check() }
    }

    @Test(
        arguments: [
            { $0.origin = "lain.example/log" }, { $0.t0 += 1 }, { $0.epochSeconds += 1 },
            { $0.log = SiteDraftTests.shown(5) }, { $0.root = SiteDraftTests.shown(5) }, { $0.serial += 1 },
            { $0.previous = Hash() }, { $0.retention.payload = 179 }, { $0.agencies.reverse() },
            { $0.quorum = 200 }, { $0.agencies[0].lineage = SiteDraftTests.shown(5) },
        ] as [@Sendable (inout SiteDescriptor) -> Void])
    func what_may_not_change_is_refused(_ change: @Sendable (inout SiteDescriptor) -> Void) throws {
        let draft = try draft(change)
        #expect(throws: DraftFault.self) { try draft.check() }
        #expect(throws: DraftFault.self) { try draft.signed(by: site.root) }
    }

    @Test func another_root_signs_nothing() throws {
        let other = try #require(Self.key(9))
        let draft = try draft()
        #expect(throws: DraftFault.otherRoot) { try draft.signed(by: other) }
        var forged = draft
        forged.next = try forged.next.signed(by: other, origin: site.origin)
        #expect(throws: DraftFault.signature) { try forged.check() }
    }

    @Test func what_is_edited_after_signing_is_refused() throws {
        var signed = try draft { $0.quorum = 1 }.signed(by: site.root)
        signed.next.retention.payload += 1
        #expect(throws: DraftFault.signature) { try signed.check() }
        var past = try draft().signed(by: site.root)
        past.last.notAfter += 1
        #expect(throws: DraftFault.self) { try past.check() }
    }

    @Test func an_agency_needs_keys_of_its_identity() throws {
        let (identity, act) = (try #require(Self.key(11)), Self.shown(12))
        let keys = try AgencyKeys.sample("zz") { $0.acts = [act] }.signed(by: identity, origin: "")
        func joined(_ keys: [AgencyKeys]) throws -> SiteDraft {
            try draft(keys: keys) {
                $0.agencies.append(
                    Agency(code: "zz", name: "ZZ", kind: .notSaid, identity: identity.publicKey))
            }
        }
        try joined([keys]).check()
        #expect(throws: DraftFault.noKeys("zz")) { try joined([]).check() }
        let other = try AgencyKeys.sample("zz") { $0.acts = [act] }.signed(by: site.root, origin: "")
        #expect(throws: DraftFault.self) { try joined([other]).check() }
        #expect(throws: DraftFault.strayKeys("zz")) { try draft(keys: [keys]).check() }
    }

    @Test func an_endorsement_is_of_just_this_change() throws {
        let new = Self.shown(13)
        func endorsement(_ next: PublicKey, by key: SigningKey, origin: Origin) throws -> Statement {
            let body = try Endorsement(format: 1, agency: "", next: next).encoded()
            return try Statement(
                kind: .endorsement, signer: key.publicKey, body: body, signature: Signature()
            ).signed(by: key, origin: origin)
        }
        func changed(_ statements: [Statement]) throws -> SiteDraft {
            try draft(statements: statements) { $0.auditor?.key = new }
        }
        let right = try endorsement(new, by: site.auditor, origin: site.origin)
        let endorsed = try changed([right])
        try endorsed.check()
        #expect(endorsed.doubts.isEmpty)
        #expect(try changed([]).doubts == [.auditorUnendorsed])
        for wrong in [
            try endorsement(Self.shown(14), by: site.auditor, origin: site.origin),
            try endorsement(new, by: site.root, origin: site.origin),
            try endorsement(new, by: site.auditor, origin: "lain.example/log"),
        ] {
            #expect(throws: DraftFault.self) { try changed([wrong]).check() }
        }
        #expect(throws: DraftFault.self) { try changed([right, right]).check() }
    }

    @Test func a_page_is_signed_with_the_descriptor() throws {
        let version = PublishedVersion(
            format: 1, version: "2026-11-29.00000000",
            files: [PublishedFile(path: "index.html", hash: sha256([1]), length: 1)])
        let page = Statement(
            kind: .page, signer: site.root.publicKey, body: try version.encoded(), signature: Signature())
        let draft = try draft(statements: [page])
        #expect(draft.differences.contains(.page(version)))
        let signed = try draft.signed(by: site.root)
        #expect(signed.statements[0].isSigned(by: site.root.publicKey, origin: site.origin))
        var half = signed
        half.statements[0].signature = Signature()
        #expect(throws: DraftFault.signature) { try half.check() }
        var twice = draft
        twice.statements.append(page)
        #expect(throws: DraftFault.self) { try twice.check() }
    }

    /// Where nobody had to sign nobody is missed.
    @Test func witnesses_that_did_not_have_to_sign_may_go() throws {
        for (quorum, doubts) in [
            (0, []), (1, [SiteChangeDoubt.quorumSilent(signed: 0, quorum: 1)]),
        ] as [(UInt8, [SiteChangeDoubt])] {
            var draft = try draft {
                $0.witnesses.removeLast()
                $0.quorum = 0
            }
            draft.last.quorum = quorum
            #expect(draft.witnessDoubts([]) == doubts)
        }
    }

    @Test func what_should_be_looked_at_twice_is_said() throws {
        let doubts = try draft {
            $0.agencies.removeLast($0.agencies.count - 1)
            $0.auditor = nil
            $0.witnesses.removeLast()
            $0.quorum = 0
        }.doubts
        #expect(doubts.contains(.oneAgency) && doubts.contains(.auditorDropped))
        #expect(doubts.contains(.witnessesChanged))
        #expect(doubts.contains { if case .dropsAgency = $0 { true } else { false } })
        #expect(doubts.contains { $0.needsTime })
        #expect(Set(doubts.map { $0.warning.english }).count == doubts.count)
        #expect(
            SiteChangeDoubt.about([.retention(from: 730, to: 200)], site.descriptor)
                == [.shorterRetention(from: 730, to: 200)])
        #expect(SiteChangeDoubt.about([.retention(from: 200, to: 730)], site.descriptor) == [])
    }

    /// A USB stick loses no bit unnoticed.
    @Test func no_bit_of_a_signed_draft_is_free() throws {
        let bytes = try draft { $0.quorum = 1 }.signed(by: site.root).encoded()
        var accepted = 0
        for place in stride(from: 0, to: bytes.count, by: 7) {
            var broken = bytes
            broken[place] ^= 1
            guard let draft = try? SiteDraft(decoding: broken) else { continue }
            if (try? draft.check()) != nil { accepted += 1 }
        }
        #expect(accepted == 0)
    }
}
