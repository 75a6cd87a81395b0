import AuditLog
import Console
import Source
import Synchronization
import TestSupport
import Testing
import Verification
import Visit
import Wire
import Words

/// Every command that seals something holds back where a site has replaced an agency's identity: over TLS, to a small site.
@Suite struct SourceUnsettledTests {
    private static let decoys: [ExchangeKind] = [.site, .witnessed, .site, .decoy, .decoy, .decoy]

    private func withServer(
        _ faults: SampleSourceServer.Faults = .init(),
        _ body: (SampleSourceServer, String) async throws -> Void
    ) async throws {
        let server = try await SampleSourceServer.start(faults)
        do { try await withSourceFolder { try await body(server, $0) } } catch {
            await server.stop()
            throw error
        }
        await server.stop()
    }

    private func submit(
        to server: SampleSourceServer, _ folder: String, _ script: SampleScript, isInteractive: Bool = false
    ) async throws {
        var options = Submission.Options(site: server.address)
        options.from = try write(
            Array("category = \"other\"\nstory = \"Amplop dibagikan kepada pegawai di pendopo.\"\n".utf8),
            folder, "laporan.toml")
        options.yes = !isInteractive
        try await Submission(
            options, environment: server.environment(script, isInteractive: isInteractive), isJSON: false
        ) { _, text in
            script.hear(text + "\n")
            return true
        }.run()
    }

    @Test func whereNobodyIsAskedNothingIsSealed() async throws {
        try await withServer(.init(replacesAt: 1)) { server, folder in
            let script = SampleScript()
            let failure = await #expect(throws: UnsettledSite.self) {
                try await submit(to: server, folder, script)
            }
            guard case .identities(["bkn"], _)? = failure else { throw Missing() }
            // It looks like every other command, and no code was made that somebody might keep.
            #expect(server.state.withLock { $0.requests } == Self.decoys)
            #expect(script.codename.isEmpty)
        }
    }

    @Test(arguments: ["y", "n", ""]) func aPersonMayGoOnWithoutIt(answer: String) async throws {
        try await withServer(.init(replacesAt: 1)) { server, folder in
            let isLeftOut = answer == "y"
            let script = SampleScript(["y", answer] + (isLeftOut ? ["y", SampleScript.codenameBack] : []))
            do {
                try await submit(to: server, folder, script, isInteractive: true)
                #expect(isLeftOut)
            } catch is UnsettledSite {
                #expect(!isLeftOut)
            }
            let sent = server.state.withLock { $0.submits.map(\.agencies) }
            #expect(sent == (isLeftOut ? [["bawaslu_prov", "bkpsdm"]] : []))
            #expect(script.unused == 0 && script.output.contains("--exclude bkn"))
        }
    }

    /// Between the look, the visit and the upload a site may show another identity each time.
    @Test(arguments: [3, 5]) func nothingIsAddedForAnIdentityThatIsTooNew(visit: Int) async throws {
        try await withServer { server, folder in
            let script = SampleScript()
            try await submit(to: server, folder, script)
            server.state.withLock { state in
                state.requests.removeAll { $0 != .site }
                state.faults.replacesAt = visit
            }
            _ = try write(Array(script.codename.utf8), folder, "kode")
            let environment = server.environment()
            let failure = await #expect(throws: UnsettledSite.self) {
                _ = try await Adding(address: server.address, environment: environment).send(
                    codenameFile: folder + "/kode", paths: [], note: "Amplopnya cokelat.",
                    intake: EvidenceIntake(.init(isAsking: false), environment: environment))
            }
            guard case .identities(["bkn"], _)? = failure else { throw Missing() }
            #expect(server.state.withLock { $0.begunUploads == 0 && $0.supplements.isEmpty })
            // Where the look told it, there is no visit more than those of every command.
            let asked = server.state.withLock { $0.requests.count { $0 == .site } }
            #expect(asked == (visit == 3 ? 4 : 5))
        }
    }

    @Test func theSiteIsToldToBeTooNew() async throws {
        try await withServer(.init(replacesAt: 1)) { server, _ in
            let view = try await SiteView.visit(server.address, environment: server.environment())
            #expect(view.exitCode == 3)
            #expect(view.json.text.contains(#""settled":false,"changed_agencies":["bkn"]"#))
            let failure = try #require(view.unsettled).failure
            for language in Language.allCases {
                #expect(view.text(language).contains(failure.text(language)))
            }
        }
    }
}
