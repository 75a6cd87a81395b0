import AuditLog
import Foundation
import HTTP
import Keys
import RPC
@testable import Server
import Storage
import TestSupport
import Testing
import TransparencyLog
import Verification
import Wire
import Witness
import Words

/// Checkpoints go out, cosignatures come in; nobody outside can do more than that.
@Suite(.timeLimit(.minutes(3))) struct WitnessTests {
    private func cosigned(_ daemon: Daemon) throws -> Int {
        let note = try SignedNote([UInt8](daemon.node.site.reply.checkpoint.utf8))
        return note.witnesses(among: try daemon.node.site.descriptor.witnessKeys()).count
    }

    @Test func cosignatures_are_verified_merged_and_shown_to_everybody() async throws {
        var site = try await TestSite.make()
        site.configuration.publishDirectory = site.folder.file("public")
        try await site.serving { daemon in
            let node = daemon.node
            let shown = try Checkpoint(text: SignedNote([UInt8](node.site.reply.checkpoint.utf8)).text)
            let first = try site.cosigner(0).cosign(shown, at: site.clock.now - 5).line
            #expect(try await node.takeCosignature(first, size: 256) == 1)
            #expect(try await node.takeCosignature(first, size: 256) == 1)
            let newer = try site.cosigner(0).cosign(shown, at: site.clock.now).line
            #expect(try await node.takeCosignature(newer, size: 256) == 1)
            #expect(
                try await node.takeCosignature(
                    site.cosigner(1).cosign(shown, at: site.clock.now).line, size: 256) == 2)
            let visit = try await daemon.visit(site)
            #expect(visit.site.freshness == .witnessed(at: site.clock.now))
            let read = try await visit.connection.audit.checkpoint(CheckpointRequest()).checkpoint
            #expect(read.contains(newer) && !read.contains(first))
            let file = try String(contentsOfFile: site.folder.file("public/checkpoint"), encoding: .utf8)
            #expect(read == file)

            let other = try Checkpoint(origin: "lain.example/log", size: 256, root: shown.root)
            let stranger = try Cosigner(name: "orang/lain", key: SigningKey(seed: sha256([3])))
            let refusals: [(String, UInt64, StatusCode)] = [
                (try site.cosigner(0).cosign(other, at: site.clock.now).line, 256, .failedPrecondition),
                (try stranger.cosign(shown, at: site.clock.now).line, 256, .permissionDenied),
                (try site.cosigner(0).cosign(shown, at: site.clock.now + 601).line, 256, .invalidArgument),
                ("x", 256, .invalidArgument), (newer, 512, .notFound),
            ]
            for (line, size, expected) in refusals {
                #expect(try await code { try await node.takeCosignature(line, size: size) } == expected)
            }
            #expect(try cosigned(daemon) == 2)
        }
        // They are in the database as well.
        let kept = try await site.serving { daemon in try cosigned(daemon) }
        #expect(kept == 2)
        let status = try StatusReport(of: site.directory, now: site.clock.now)
        #expect(status.cosigners.filter(\.hasSigned).count == 2)
        #expect(status.quorum == 2)
    }

    @Test func each_close_is_submitted_and_a_witness_that_was_away_catches_up() async throws {
        var site = try await TestSite.make()
        let (first, second) = (try await Saksi.honest(site, 0), try await Saksi.honest(site, 1))
        site.configuration.witnesses = [try first.url, try second.url]
        let notices = Notices()
        try await site.running(notices: notices) { daemon in
            try await until { try cosigned(daemon) == 2 }
            await second.stop()
            try await site.close(1, daemon)
            try await until { try cosigned(daemon) == 1 && !notices.all.isEmpty }
            let told = "witness \(try second.url): cannot be reached"
            #expect(notices.all == [told])
            let status = try StatusReport(of: site.directory, now: site.clock.now)
            #expect(status.submissions.map(\.state) == ["cosigned", "unreachable"])
            #expect(status.submissions.map(\.size) == [512, 256])
        }
        // Another witness that is far behind: it answers 409, and gets the proof from where it is.
        let before = first.asked.count
        try await site.running { daemon in
            try await site.close(2, daemon)
            try await until { try cosigned(daemon) == 1 }
        }
        #expect(first.asked.count > before)
        await first.stop()
    }

    /// Starting anew the server does not know what a witness that shows nothing has: 409 tells, and once more.
    @Test func a_conflict_is_answered_by_a_proof_from_there() async throws {
        var site = try await TestSite.make()
        let witness = try await Saksi.honest(site)
        site.configuration.witnesses = [try witness.url]
        try await site.running { daemon in try await until { try cosigned(daemon) == 1 } }
        let honest = witness
        let behind = try await Saksi { request in
            guard request.method == "POST" else { return .plain(404) }
            let reply = try? await HTTPClient(timeout: .seconds(5), maximumReply: 65_536)
                .send("POST", honest.url, path: request.path, body: request.body)
            guard let reply else { return .plain(500) }
            return HTTPResponse(
                status: reply.status, contentType: reply.contentType ?? "text/plain", body: reply.body)
        }
        site.configuration.witnesses = [try behind.url]
        site.clock.set(site.due(1))
        try await site.running { daemon in try await until { try cosigned(daemon) == 1 } }
        let olds = behind.asked.filter { $0.method == "POST" }.map {
            String(decoding: $0.body.prefix { $0 != 10 }, as: UTF8.self)
        }
        #expect(olds == ["old 0", "old 256"])
        for saksi in [witness, behind] { await saksi.stop() }
    }

    enum Malice: CaseIterable {
        case endless, lines, wrongSignature, otherOrigin, timeZero, farFuture, loop, redirect, slow, number,
            disputes
        case garbage

        var outcome: WitnessOutcome {
            switch self {
            case .slow: .unreachable
            case .endless, .lines, .wrongSignature, .otherOrigin, .timeZero, .farFuture, .garbage: .unusable
            case .loop: .refused(status: 409)
            case .redirect: .refused(status: 302)
            case .number: .ahead(1 << 40)
            case .disputes: .disputed
            }
        }

        func answer(_ request: HTTPRequest, _ site: TestSite) async throws -> HTTPResponse {
            guard request.method == "POST" else { return .plain(404) }
            let head = try AddCheckpointRequest(request.body).head
            let cosigner = try site.cosigner(0)
            func lines(_ text: String) -> HTTPResponse { HTTPResponse(status: 200, body: Array(text.utf8)) }
            func size(_ size: UInt64) -> HTTPResponse {
                HTTPResponse(status: 409, contentType: "text/x.tlog.size", body: Array("\(size)\n".utf8))
            }
            switch self {
            case .endless: return HTTPResponse(status: 200, body: [UInt8](repeating: 65, count: 1 << 26))
            case .lines:
                let line = try cosigner.cosign(head, at: site.clock.now).line + "\n"
                return lines(String(repeating: line, count: 10_000))
            case .wrongSignature:
                let line = try cosigner.cosign(head, at: site.clock.now).line
                return lines(line.replacing("AA", with: "AB").dropLast(8) + "AAAAAAA=\n")
            case .otherOrigin:
                let other = try Checkpoint(origin: "lain.example", size: head.size, root: head.root)
                return lines(try cosigner.cosign(other, at: site.clock.now).line + "\n")
            case .timeZero:
                // Eight zero bytes behind the key's id.
                let line = try cosigner.cosign(head, at: 1).line
                let at = try #require(line.lastIndex(of: " "))
                let blob = try #require(Data(base64Encoded: String(line[line.index(after: at)...])))
                let zeroed = blob.prefix(4) + Data(count: 8) + blob.dropFirst(12)
                return lines("\(line[...at])\(zeroed.base64EncodedString())\n")
            case .farFuture: return lines(try cosigner.cosign(head, at: 1 << 40).line + "\n")
            case .loop: return size(try AddCheckpointRequest(request.body).oldSize == 0 ? 1 : 0)
            case .redirect:
                return HTTPResponse(status: 302, headers: [("Location", "http://127.0.0.1:1/")])
            case .slow:
                try? await Task.sleep(for: .seconds(8))
                return .plain(500)
            case .number: return size(1 << 40)
            case .disputes: return .plain(422)
            case .garbage: return HTTPResponse(status: 200, body: [0xff, 0, 10])
            }
        }
    }

    /// None of it stops the log, is published, or is more than one line to the operator.
    @Test(arguments: Malice.allCases)
    func a_malicious_witness_is_told_and_nothing_else(_ malice: Malice) async throws {
        var made = try await TestSite.make()
        let site = made
        let evil = try await Saksi { (try? await malice.answer($0, site)) ?? .plain(500) }
        made.configuration.witnesses = [try evil.url]
        let notices = Notices()
        try await made.running(notices: notices) { daemon in
            let source = try TestSource(site)
            let visit = try await daemon.visit(site)
            _ = try await visit.submit(source.submission(to: visit.site))
            await visit.close()
            try await site.close(1, daemon)
            try await until { !notices.all.isEmpty }
            let told = "witness \(try evil.url): \(malice.outcome.meaning.english)"
            #expect(notices.all == [told])
            #expect(try cosigned(daemon) == 0)
            #expect(try await daemon.standing(of: source, site) == .kept)
            try await site.close(2, daemon)
        }
        let status = try StatusReport(of: made.directory, now: site.clock.now)
        #expect(status.submissions.map(\.state) == [malice.outcome.word])
        await evil.stop()
    }

    @Test func an_exchange_ends_whatever_comes() {
        var exchange = WitnessExchange(size: 512, known: 256)
        #expect(exchange.start() == .submit(old: 256))
        #expect(exchange.receive(.conflict(size: 0)) == .submit(old: 0))
        #expect(exchange.receive(.conflict(size: 256)) == .end(.refused(status: 409)))
        exchange = WitnessExchange(size: 512, known: 256)
        #expect(exchange.receive(.conflict(size: 256)) == .end(.refused(status: 409)))
        #expect(exchange.receive(.conflict(size: 513)) == .examine(.ahead(513)))
        #expect(exchange.receive(.refused(status: 422)) == .examine(.disputed))
        #expect(exchange.receive(.refused(status: 404)) == .end(.refused(status: 404)))
        #expect(exchange.receive(.cosigned([])) == .take([]))
        #expect(exchange.known == 512)
        #expect(WitnessExchange(size: 512, known: 1_024).start() == .submit(old: 512))
    }

    @Test func the_setting_is_a_list_of_urls() throws {
        let text = "[witnesses]\nurls = [\"http://127.0.0.1:8765/a\", \"https://saksi.example\"]\n"
        let configuration = try Configuration(file: text, name: "t")
        #expect(
            configuration.witnesses.map { "\($0)" } == [
                "http://127.0.0.1:8765/a", "https://saksi.example:443",
            ])
        #expect(try Configuration(file: configuration.file, name: "t") == configuration)
        let many = Array(repeating: "\"http://a\"", count: 17).joined(separator: ",")
        for wrong in ["\"http://a\"", "[1]", "[\"ftp://a\"]", "[\"http://a?b\"]", "[\(many)]"] {
            let failure = #expect(throws: ConfigurationError.self) {
                try Configuration(file: "[witnesses]\nurls = \(wrong)\n", name: "t")
            }
            #expect(failure?.kind == .configuration)
            #expect(failure?.field == "witnesses.urls")
            #expect(failure?.message.contains("line 2") == true)
        }
    }

    @Test func the_status_file_reads_what_it_writes() throws {
        let outcomes: [WitnessOutcome] = [
            .waiting, .cosigned, .unreachable, .refused(status: 404), .unusable, .ahead(7), .disputed,
        ]
        let standings = outcomes.enumerated().map { number, outcome in
            var standing = WitnessStanding(url: "http://saksi.example:80/\(number)")
            standing.outcome = outcome
            standing.size = UInt64(number)
            standing.names = Array(repeating: "a/b", count: number)
            return standing
        }
        #expect(WitnessStatusFile.read(WitnessStatusFile.text(standings)) == standings)
        for text in ["", "x\n", "kentongan witnesses 1\na b\n", "kentongan witnesses 1\na 1 lain\n"] {
            #expect(WitnessStatusFile.read(text) == nil)
        }
    }
}
