import AuditLog
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

/// The two visits of every command, over TLS, to a small site that can be told what to show.
@Suite struct SourceVisitTests {
    private static let full: [ExchangeKind] = [.site, .decoy, .decoy, .decoy]

    private func withServer(
        _ body: (SampleSourceServer) async throws -> Void
    ) async throws {
        let server = try await SampleSourceServer.start()
        do { try await body(server) } catch {
            await server.stop()
            throw error
        }
        await server.stop()
    }

    private func report(to server: SampleSourceServer) async throws -> Codename {
        let folder = try TemporaryFolder()
        let words = Mutex("")
        try await Submission(
            try options(server, folder), environment: server.environment(), isJSON: true
        ) { json, _ in
            guard case .object(let members) = json, case .string(let codename) = members[0].1 else {
                return false
            }
            words.withLock { $0 = codename }
            return true
        }.run()
        return try Codename(typed: words.withLock { $0 })
    }

    private func options(
        _ server: SampleSourceServer, _ folder: TemporaryFolder
    ) throws -> Submission.Options {
        try folder.write(
            "laporan.toml",
            """
            category = "money_politics"
            story = "Beras berstiker calon dibagikan di balai desa."

            """)
        var options = Submission.Options(site: server.address)
        options.from = folder.file("laporan.toml")
        options.yes = true
        return options
    }

    private func requests(_ server: SampleSourceServer) -> [ExchangeKind] {
        server.state.withLock { state in
            defer { state.requests = [] }
            return state.requests
        }
    }

    @Test func a_look_at_the_site_ends_with_decoys() async throws {
        try await withServer { server in
            _ = try await SiteView.visit(server.address, environment: server.environment())
            #expect(requests(server) == [.site, .witnessed] + Self.full)
        }
    }

    @Test func a_poster_shows_the_link_and_asks_for_nothing() async throws {
        try await withServer { server in
            let poster = try await Poster.make(server.address, environment: server.environment())
            #expect(requests(server) == [.site, .witnessed] + Self.full)
            let folder = try TemporaryFolder()
            for language in Language.allCases {
                try poster.save(to: folder.file(language.rawValue), in: language)
                let page = try folder.read(language.rawValue)
                #expect(page.contains("<code>\(server.link)</code>"))
                #expect(page.contains("Kantor bkn"))
                // But for the name of the drawings' language, which nothing fetches.
                let addresses = page.replacing("http://www.w3.org/2000/svg", with: "")
                for word in ["http:", "https:", "src=", "url(", "@import", "<script", "<link"] {
                    #expect(!addresses.contains(word), "\(word)")
                }
                guard QRDecoder.isThere else { continue }
                let drawing = try #require(QRDecoder.drawings(in: page).first)
                #expect(try QRDecoder.text(of: drawing) == "\(server.link)")
            }
            #expect(try folder.mode("id") & 0o600 == 0o600)
            #expect(throws: SavingError.self) { try poster.save(to: folder.file("id"), in: .english) }
            if !QRDecoder.isThere { tellSkipped(needing: .zbar) }
        }
    }

    @Test func a_proof_of_authorship_looks_like_an_inbox() async throws {
        try await withServer { server in
            let codename = try await report(to: server)
            let folder = try TemporaryFolder()
            try folder.write("codename", codename.words)
            try folder.write("statement", "Kepada BKN: saya penulisnya.\n")
            _ = requests(server)
            let proving = Proving(
                address: server.address, output: folder.file("proof"), environment: server.environment())
            let saved = try await proving.run(
                codenameFile: folder.file("codename"), statement: folder.file("statement"))
            #expect(requests(server) == [.site, .witnessed, .site, .inbox, .decoy, .decoy])
            let proof = try Armor.read(
                AuthorshipProof.self, name: AuthorshipProof.armorName, from: try folder.read("proof"))
            let keys = try SourceKeys(codename: codename, root: server.link.fingerprint)
            try proof.check(
                report: saved.report, author: keys.author.publicKey,
                origin: server.state.withLock { $0.site.origin })
            #expect(proof.statement == "Kepada BKN: saya penulisnya.")
            #expect(try folder.mode("proof") == 0o600)
            // A path that is taken is found before anybody is visited.
            await #expect(throws: SavingError.self) {
                _ = try await proving.run(
                    codenameFile: folder.file("codename"), statement: folder.file("statement"))
            }
            #expect(requests(server) == [])
        }
    }

    @Test func an_answer_takes_the_counter_that_the_inbox_tells() async throws {
        try await withServer { server in
            let codename = try await report(to: server)
            _ = requests(server)
            let answering = Answering(address: server.address, environment: server.environment())
            for counter: UInt32 in 0...1 {
                let promise = try await answering.send(
                    codename, [ReplyDraft(text: "Ya.", agency: "bkn")])
                #expect(promise.json.text.contains(#""epoch":2"#))
                #expect(requests(server) == [.site, .witnessed, .site, .inbox, .reply, .decoy])
                #expect(server.state.withLock { $0.replies["bkn"] } == counter + 1)
            }
            let refused = await #expect(throws: AnswerError.self) {
                _ = try await answering.send(codename, [ReplyDraft(text: "Ya.", agency: "bkpsdm9")])
            }
            #expect(refused?.failure.field == "--to")
            #expect(requests(server) == [.site, .witnessed, .site, .inbox, .decoy, .decoy])
        }
    }

    @Test func an_unknown_code_looks_like_a_known_one() async throws {
        try await withServer { server in
            let inbox = Inbox(address: server.address, environment: server.environment())
            await #expect(throws: CodenameError.self) { _ = try await inbox.view(.sample()) }
            let unknown = requests(server)
            let codename = try await report(to: server)
            _ = requests(server)
            _ = try await inbox.view(codename)
            #expect(requests(server) == unknown)
            #expect(unknown == [.site, .witnessed, .site, .inbox, .decoy, .decoy])
        }
    }

    /// Witnesses of long ago, whatever they sign today: nothing is sealed, and the cells leave all the same.
    @Test func a_site_that_its_witnesses_left_behind_gets_decoys() async throws {
        try await withServer { server in
            let now = SampleSourceSite.t0 + 3 * 21_600
            try server.state.withLock { state in
                for number: UInt64 in 1...2 { try state.site.close(number) }
                _ = try state.site.renew { $0.quorum = 1 }
            }
            let old = try await stale(server, now: now) { try $0.witnessed(256, at: now - 60) }
            guard case .stale(let since, _, _)? = old else { throw Missing() }
            #expect(since == SampleSourceSite.t0)
            #expect(requests(server) == [.site, .witnessed] + Self.full)
            // Control: the same site with the newest tree witnessed is sealed to.
            let fresh = try await stale(server, now: now) { try $0.witnessed(at: now - 60) }
            #expect(fresh == nil)
            #expect(requests(server).contains(.submit))
        }
    }

    @Test func keys_that_no_witness_has_seen_wait() async throws {
        try await withServer { server in
            try server.state.withLock { state in
                _ = try state.site.renew { $0.quorum = 1 }
                try state.site.close(1, try state.site.join("inspektorat"))
            }
            let untimely = try await stale(server, now: SampleSourceSite.now) { try $0.witnessed(256) }
            guard case .unwitnessedKeys? = untimely else { throw Missing() }
            #expect(untimely?.kind == .tryLater)
            #expect(requests(server) == [.site, .witnessed] + Self.full)
        }
    }

    /// Why a report is not sealed to a site whose descriptor asks for a quorum; nil where it is.
    private func stale(
        _ server: SampleSourceServer, now: UInt64, _ witnessed: (SampleSourceSite) throws -> WitnessedReply
    ) async throws -> UntimelySite? {
        try server.state.withLock { state in
            state.site.descriptor = try state.site.descriptor.signed(
                by: state.site.root, origin: state.site.origin)
            try state.site.close(state.site.state.lastEpoch.map { $0.number + 1 } ?? 0)
            state.witnessed = try witnessed(state.site)
        }
        let folder = try TemporaryFolder()
        let submission = Submission(
            try options(server, folder), environment: server.environment(now: now), isJSON: true,
            answer: { _, _ in true })
        do {
            try await submission.run()
            return nil
        } catch let error as UntimelySite {
            return error
        }
    }

    /// A person's visit leaves at a full three minutes behind its look; a script's at once.
    @Test(arguments: [(true, [180]), (false, [])] as [(Bool, [UInt64])])
    func departures(isInteractive: Bool, waits: [UInt64]) async throws {
        try await withServer { server in
            let codename = try await report(to: server)
            var address = server.address
            address.pace.departure = 180
            let waited = Mutex<[UInt64]>([])
            let script = SampleScript()
            let environment = server.environment(script, isInteractive: isInteractive) { seconds in
                waited.withLock { $0.append(seconds) }
            }
            _ = try await Inbox(address: address, environment: environment).view(codename)
            #expect(waited.withLock { $0 } == waits)
            #expect(script.output.contains("Waiting about 3 minutes") == isInteractive)
        }
    }

    /// At a terminal every command leaves behind its look alike, also those that ask nothing: and what a look at the site shows
    /// is shown before that.
    @Test func every_command_departs_alike() async throws {
        try await withServer { server in
            let codename = try await report(to: server)
            var address = server.address
            address.pace.departure = 180
            let waited = Mutex<[UInt64]>([])
            let shown = Mutex(0)
            let script = SampleScript()
            let environment = server.environment(script, isInteractive: true) { seconds in
                waited.withLock { $0.append(seconds) }
            }
            _ = try await SiteView.visit(address, environment: environment) { _ in
                #expect(waited.withLock { $0 } == [])
                shown.withLock { $0 += 1 }
            }
            #expect(shown.withLock { $0 } == 1)
            let visits = CommandVisits(address, environment: environment)
            let began = environment.now()
            try await visits.decoy(behind: try await visits.look(), began: began)
            _ = try await Inbox(address: address, environment: environment).view(codename)
            _ = try await Answering(address: address, environment: environment)
                .send(codename, [ReplyDraft(text: "Ya.", agency: "bkn")])
            #expect(waited.withLock { $0 } == [180, 180, 180, 180])
            #expect(script.output.contains("One empty visit is left, in about 3 minutes"))
        }
    }

    @Test func the_next_departure_is_a_full_one() {
        let pace = VisitPace(step: .seconds(2), departure: 180)
        #expect(
            [0, 1, 179, 180, 181, 3_599].map { pace.delay(after: $0, isAttended: true) } == [
                180, 179, 1, 180, 179, 1,
            ])
        #expect(pace.delay(after: 5, isAttended: false) == 0)
        #expect(pace.next(after: .milliseconds(1)) == .seconds(2))
        #expect(pace.next(after: .milliseconds(2_500)) == .seconds(4))
        #expect(VisitPace(host: "127.0.0.1", proxy: nil).departure == 0)
        for host in ["lapor.example", "127.evil.example", "::2"] {
            #expect(VisitPace(host: host, proxy: nil) == pace)
        }
    }
}
