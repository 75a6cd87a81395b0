import AuditLog
import Keys
import TestSupport
import Testing
import Wire

/// Who may say what in public (Protocol/README.md section 9): a statement by anybody else is a failure.
@Suite struct AuditStatementTests {
    private enum Signer: CaseIterable {
        case root, auditor, promise, act, identity, stranger

        func key(_ site: SampleSite) throws -> SigningKey {
            var random = SeededGenerator(seed: 77)
            return switch self {
            case .root: site.root
            case .auditor: site.auditor
            case .promise: site.promise
            case .act: site.agencies[0].act
            case .identity: site.agencies[0].identity
            case .stranger: try random.key()
            }
        }
    }

    /// By a key, or by another one in its name, for the log or for another one.
    private func audit(
        _ kind: StatementKind, _ body: [UInt8], by key: SigningKey, signed other: SigningKey? = nil,
        for origin: Origin? = nil
    ) throws -> AuditReport {
        var log = try SampleLog(try SampleSite())
        var statement = Statement(kind: kind, signer: key.publicKey, body: body, signature: Signature())
        statement = try statement.signed(by: other ?? key, origin: origin ?? log.site.origin)
        try log.close(1, PublicEntries(statements: [statement]))
        return try log.audit(.public)
    }

    /// Bodies of a later format, so that only the signer is judged.
    @Test(
        arguments: [
            (.attestedFigures, [.auditor]), (.attestation, [.auditor]), (.attestedBuild, [.auditor]),
            (.canariesOpened, [.auditor]), (.successor, [.root]), (.page, [.root]), (.release, [.root]),
            (.integrityPact, [.root, .identity]), (.endorsement, [.auditor, .identity]),
        ] as [(StatementKind, [Signer])])
    private func isSaidByWhoMaySayIt(_ kind: StatementKind, _ signers: [Signer]) throws {
        let site = try SampleSite()
        for signer in Signer.allCases {
            let report = try audit(kind, [0, 2], by: try signer.key(site))
            #expect(
                report.failures.map(\.code) == (signers.contains(signer) ? [] : [.signatureInvalid]),
                "\(kind) by \(signer)")
            guard signers.contains(signer) else { continue }
            let key = try signer.key(site)
            for forged in [
                try audit(kind, [0, 2], by: key, signed: try Signer.stranger.key(site)),
                try audit(kind, [0, 2], by: key, for: "lain.example/log"),
            ] {
                #expect(
                    forged.failures.map(\.code) == [.signatureInvalid], "\(kind) in the name of \(signer)")
            }
        }
    }

    /// Nobody gives another's word, though the key may give its own.
    @Test func eachEndorsesWhoTakesItsOwnPlace() throws {
        let site = try SampleSite()
        let identity = site.agencies[0].identity
        for (agency, key, isRight) in [
            ("bawaslu", identity, true), ("", site.auditor, true), ("bkpsdm", identity, false),
            ("", identity, false), ("bawaslu", site.auditor, false), ("lain", identity, false),
        ] {
            let body = try Endorsement(format: 1, agency: agency, next: sha256([7])).encoded()
            let codes = try audit(.endorsement, body, by: key).failures.map(\.code)
            #expect(codes == (isRight ? [] : [.signatureInvalid]), "'\(agency)'")
        }
    }

    @Test func bodiesAreWhatTheirKindSays() throws {
        let site = try SampleSite()
        let version = try PublishedVersion(
            format: 1, version: "1", files: [PublishedFile(path: "a", hash: sha256([1]), length: 1)]
        ).encoded()
        let build = try AttestedBuild(format: 1, kind: .page, version: sha256(version)).encoded()
        for (kind, body, key) in [
            (.page, version, site.root), (.release, version, site.root),
            (.attestedBuild, build, site.auditor),
        ] as [(StatementKind, [UInt8], SigningKey)] {
            #expect(try audit(kind, body, by: key).result == .ok)
            #expect(try audit(kind, body + [0], by: key).failures.map(\.code) == [.entryUndecodable])
            #expect(try audit(kind, [0, 2], by: key).result == .incomplete)
        }
    }

    /// What the log says itself nobody signs but who signs the tree.
    @Test func figuresAreTheLogsOwn() throws {
        let site = try SampleSite()
        let aggregate = Aggregate(
            format: 1, year: 2026, month: 1, holidays: 0, agencies: [], exact: Hash())
        for signer in Signer.allCases {
            let body = try aggregate.encoded()
            #expect(
                try audit(.aggregate, body, by: try signer.key(site)).failures.map(\.code)
                    == [.signatureInvalid], "by \(signer)")
        }
        // Nor is a key named that did not sign, or something put where its signature would be.
        let filled = try #require(Signature([UInt8](repeating: 1, count: 64)))
        for (signer, signature) in [(site.root.publicKey, Signature()), (PublicKey(), filled)] {
            var log = try SampleLog(site)
            let statement = Statement(
                kind: .aggregate, signer: signer, body: try aggregate.encoded(), signature: signature)
            try log.close(1, PublicEntries(statements: [statement]))
            #expect(try log.audit(.public).failures.map(\.code) == [.signatureInvalid])
        }
    }
}
