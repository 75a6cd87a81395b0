import Console
import Keys
import Sealing
import Source
import Synchronization
import TestSupport
import Testing
import Verification
import Visit
import Wire
import Words

/// A site under pressure, as each command of a source meets it, over TLS.
@Suite struct SourceWorkTests {
    /// Whatever a command is for: it says that it works, and works, between its look and its visit.
    @Test func every_command_works_where_the_site_asks_for_it() async throws {
        let server = try await SampleSourceServer.start()
        server.state.withLock { $0.site.workBits = 3 }
        do {
            let folder = try TemporaryFolder()
            let codename = try Codename.sample()
            let draft = [ReplyDraft(text: "Ya.", agency: "bkn")]
            let commands: [(Environment) async throws -> Void] = [
                { try await submit(server, folder, $0) },
                { _ = try await SiteView.visit(server.address, environment: $0) },
                { _ = try? await Inbox(address: server.address, environment: $0).view(codename) },
                { _ = try? await Answering(address: server.address, environment: $0).send(codename, draft) },
                { environment in
                    let visits = CommandVisits(server.address, environment: environment)
                    try await visits.decoy(behind: visits.look())
                },
            ]
            for command in commands {
                let script = SampleScript()
                try await command(server.environment(script))
                #expect(script.output.contains(VisitText.working.english))
            }
            let sent = try #require(server.state.withLock { $0.submits.first })
            let leaf = try #require(server.state.withLock { $0.site.leaves.last })
            let proof = try #require(WorkProof(sent.work, claiming: 3, of: [leaf]))
            let subject = Work.subject(envelope: sha256(sent.envelope), mailbox: sent.mailbox)
            #expect(proof.has(3, for: subject))
            // A control: on a quiet day nobody hears of work.
            server.state.withLock { $0.site.workBits = 0 }
            let script = SampleScript()
            try await commands[1](server.environment(script))
            #expect(!script.output.contains(VisitText.working.english))
        } catch {
            await server.stop()
            throw error
        }
        await server.stop()
    }

    @Test func no_room_is_75_and_says_that_many_reports_arrive() async throws {
        let status = Status(code: .unavailable, field: Shortage.room.rawValue, limit: 5, message: "full")
        let server = try await SampleSourceServer.start(.init(refusal: status))
        do {
            let folder = try TemporaryFolder()
            let refused = await #expect(throws: VisitFault.self) {
                try await submit(server, folder, server.environment())
            }
            #expect(refused?.failure.kind.rawValue == 75)
            #expect(refused?.failure.message.contains("many reports are arriving") == true)
        } catch {
            await server.stop()
            throw error
        }
        await server.stop()
    }

    private func submit(
        _ server: SampleSourceServer, _ folder: TemporaryFolder, _ environment: Environment
    ) async throws {
        try folder.write(
            "laporan.toml",
            """
            category = "money_politics"
            story = "Beras berstiker calon dibagikan di balai desa."

            """)
        var options = Submission.Options(site: server.address)
        options.from = folder.file("laporan.toml")
        options.yes = true
        try await Submission(options, environment: environment, isJSON: true) { _, _ in true }.run()
    }
}
