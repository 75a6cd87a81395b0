import AuditLog
import Console
import Keys
import Review
import Sealing
import Source
import Synchronization
import TestSupport
import Testing
import TransparencyLog
import Verification
import Visit
import Wire
import Words

/// Whole reports, over TLS, to a small site that can be told to misbehave.
@Suite struct SourceSubmissionTests {
    private final class Answers: Sendable {
        private let all = Mutex<[(JSON, String)]>([])
        var json: [JSON] { all.withLock { $0.map(\.0) } }
        var texts: [String] { all.withLock { $0.map(\.1) } }
        func take(_ json: JSON, _ text: String) -> Bool {
            all.withLock { $0.append((json, text)) }
            return true
        }
    }

    private static let report = [UInt8](
        """
        category = "money_politics"
        story = "Beras berstiker calon dibagikan di balai desa pada sore hari."

        """.utf8)

    /// Sends `laporan.toml` with nobody at the terminal.
    private func submit(
        to server: SampleSourceServer, _ folder: String, script: SampleScript = SampleScript(),
        isInteractive: Bool = false,
        isJSON: Bool = true, change: (inout Submission.Options) -> Void = { _ in }
    ) async throws -> Answers {
        var options = Submission.Options(site: server.address)
        options.from = (try? write(Self.report, folder, "laporan.toml")) ?? ""
        options.yes = !isInteractive
        options.evidence.keepsMetadata = true
        change(&options)
        let answers = Answers()
        try await Submission(
            options, environment: server.environment(script, isInteractive: isInteractive), isJSON: isJSON,
            answer: answers.take
        ).run()
        return answers
    }

    private func withServer(
        _ faults: SampleSourceServer.Faults = .init(),
        _ body: (SampleSourceServer, String) async throws -> Void
    ) async throws {
        let server = try await SampleSourceServer.start(faults)
        do {
            try await withSourceFolder { try await body(server, $0) }
        } catch {
            await server.stop()
            throw error
        }
        await server.stop()
    }

    @Test func isReceivedAndFoundAgain() async throws {
        try await withServer { server, folder in
            let answers = try await submit(to: server, folder) { $0.exclude = ["bkpsdm"] }
            #expect(
                server.state.withLock { $0.requests }
                    == [.site, .witnessed, .site, .decoy, .submit, .decoy])
            let submit = try #require(server.state.withLock { $0.submits.first })
            #expect(submit.agencies == ["bawaslu_prov", "bkn"])
            let promised = try #require(server.state.withLock { $0.promised[submit.mailbox] }).promised
            #expect(answers.json.count == 1)
            guard case .object(let members) = try #require(answers.json.first),
                case .string(let words) = members[0].1
            else { throw Missing() }
            #expect(members.map(\.0) == ["codename", "commitment", "epoch", "agencies"])
            #expect(members[1].1 == .string(promised.promise.commitment.hex))
            #expect(members[2].1 == 2)
            #expect(members[3].1 == ["bawaslu_prov", "bkn"])

            let inbox = Inbox(address: server.address, environment: server.environment())
            let pending = try await inbox.view(Codename(typed: words))
            #expect(pending.json.text.contains(#""promise":"pending""#))
            try server.state.withLock { try $0.site.close(2, PublicEntries(), [promised.opening]) }
            let kept = try await inbox.view(Codename(typed: words))
            #expect(kept.json.text.contains(#""promise":"kept""#))
            #expect(kept.exitCode == 0)
        }
    }

    @Test func anUnknownCodenameIsSaidToBe() async throws {
        try await withServer { server, _ in
            let inbox = Inbox(address: server.address, environment: server.environment())
            let failure = await #expect(throws: CodenameError.self) { try await inbox.view(.sample()) }
            #expect(failure?.kind == .unauthorised)
            #expect(failure?.message.hasPrefix("code not found") == true)
        }
    }

    @Test func thePersonSeesTypesAndConfirms() async throws {
        try await withServer { server, folder in
            let script = SampleScript([
                "y", "y", "two words", "and six of the rest of them", SampleScript.codenameBack,
            ])
            let answers = try await submit(
                to: server, folder, script: script, isInteractive: true, isJSON: false)
            #expect(script.unused == 0)
            #expect(script.output.contains("Without Tor, whoever runs the network"))
            #expect(script.output.contains("Kantor bawaslu_prov (bawaslu_prov); Kantor bkn (bkn)"))
            #expect(script.output.contains("Only 2 of 8 words so far."))
            #expect(script.output.contains("Not the same yet: 9 words, it should be 8."))
            let words = script.codename
            #expect(script.output.ranges(of: words).count == 1)
            #expect(answers.texts.count == 1)
            #expect(answers.texts.first?.contains("Your report has been received") == true)
            #expect(answers.texts.first?.contains(words) == false)
            #expect(server.state.withLock { $0.submits.count } == 1)
        }
    }

    @Test(arguments: [["n"], ["y", "n"], ["y", "y"]]) func whoStopsSendsNothing(lines: [String]) async throws
    {
        try await withServer { server, folder in
            let failure = await #expect(throws: DialogueStopped.self) {
                try await submit(to: server, folder, script: SampleScript(lines), isInteractive: true)
            }
            #expect(failure?.kind == .usage)
            #expect(failure?.message == "cancelled. Nothing was sent")
            #expect(server.state.withLock { $0.submits.isEmpty })
        }
    }

    @Test func withoutATerminalItTeaches() async throws {
        try await withServer { server, folder in
            let noStory = await #expect(throws: SubmissionError.self) {
                try await submit(to: server, folder) { $0.from = nil }
            }
            #expect(noStory?.kind == .usage)
            #expect(noStory?.message.contains("--from") == true)
            let noYes = await #expect(throws: SubmissionError.self) {
                try await submit(to: server, folder) { $0.yes = false }
            }
            #expect(noYes?.field == "--yes")
            #expect(server.state.withLock { $0.requests.isEmpty })
        }
    }

    @Test func theConflictRuleIsFollowedUnlessTheSourceDecidesOtherwise() async throws {
        try await withServer { server, folder in
            let report = Self.report + [UInt8]("subject_level = \"sekda\"\n".utf8)
            let path = try write(report, folder, "sekda.toml")
            let script = SampleScript()
            _ = try await submit(to: server, folder, script: script) { $0.from = path }
            #expect(
                script.output.contains(
                    "Left out because of a possible conflict with the person reported: bkpsdm"))
            _ = try await submit(to: server, folder) {
                $0.from = path
                $0.include = ["bkpsdm"]
            }
            #expect(
                server.state.withLock { $0.submits.map(\.agencies) }
                    == [["bawaslu_prov", "bkn"], ["bawaslu_prov", "bkn", "bkpsdm"]])
        }
    }

    @Test func aBrokenConnectionSendsTheSameBytesOnceMore() async throws {
        try await withServer(.init(breaksAfterSubmit: 1)) { server, folder in
            let answers = try await submit(to: server, folder)
            #expect(answers.json.count == 1)
            let submits = server.state.withLock { $0.submits }
            #expect(submits.count == 2)
            #expect(submits.first == submits.last)
            #expect(server.state.withLock { $0.promised.count } == 1)
        }
    }

    @Test func whatStaysUnansweredIsNotCalledReceived() async throws {
        try await withServer(.init(breaksAfterSubmit: 2)) { server, folder in
            let script = SampleScript()
            let failure = await #expect(throws: SubmissionError.self) {
                try await submit(to: server, folder, script: script)
            }
            #expect(failure?.kind == .unreachable)
            #expect(failure?.message.contains("may have been received") == true)
            #expect(!script.codename.isEmpty)
            let view = try await Inbox(address: server.address, environment: server.environment())
                .view(Codename(typed: script.codename))
            #expect(view.json.text.contains("pending"))
        }
    }

    @Test func aChangedAgencyListIsConfirmedAgain() async throws {
        try await withServer(.init(joins: "inspektorat")) { server, folder in
            let script = SampleScript(["y", "y", SampleScript.codenameBack, "y"])
            _ = try await submit(to: server, folder, script: script, isInteractive: true)
            #expect(script.output.contains("The list of agencies has changed since you checked it."))
            #expect(script.output.contains("Kantor inspektorat (inspektorat)"))
            let submits = server.state.withLock { $0.submits }
            #expect(submits.map(\.agencies) == [["bawaslu_prov", "bkn", "bkpsdm", "inspektorat"]])
            #expect(
                server.state.withLock { $0.requests } == [
                    .site, .witnessed, .site, .decoy, .decoy, .decoy, .site, .witnessed, .site, .decoy,
                    .submit,
                    .decoy,
                ])
            #expect(script.unused == 0)
        }
    }

    @Test(arguments: [0, 1, 2, 3]) func aPromiseThatDoesNotHoldIsNotReceived(lie: Int) async throws {
        let faults = SampleSourceServer.Faults(promise: { promised in
            var promised = promised
            switch lie {
            case 0: promised.promise.epoch += 1
            case 1: promised.promise.signature = Signature()
            case 2: promised.opening.nonce = Nonce()
            default:
                promised.opening.record.body = .reportReceived(
                    ReportReceived(agencies: ["bkpsdm"], envelope: Hash()))
            }
            return promised
        })
        try await withServer(faults) { server, folder in
            let failure = await #expect(throws: VisitFault.self) { try await submit(to: server, folder) }
            #expect(failure?.kind == .untrusted)
            #expect(failure?.message.contains("do not take this report as received") == true)
        }
    }

    @Test func anotherSitesLinkSendsNothing() async throws {
        try await withServer { server, folder in
            let failure = await #expect(throws: VerificationError.self) {
                try await submit(to: server, folder) { $0.site.link.fingerprint = sha256([1]) }
            }
            #expect(failure?.kind == .untrusted)
            #expect(server.state.withLock { $0.requests } == [.site])
        }
    }

    @Test func aSavedPromiseIsForItsOwnerOnly() async throws {
        try await withServer { server, folder in
            let path = folder + "/janji"
            let script = SampleScript()
            _ = try await submit(to: server, folder, script: script) { $0.savePromise = path }
            #expect(script.output.contains("A saved promise shows that its holder made a report."))
            #expect(try permissions(of: path) == 0o600)
            let saved = try Armor.read(Promised.self, name: "PROMISE", from: text(of: path))
            #expect(saved == server.state.withLock { $0.promised.values.first?.promised })
            let again = await #expect(throws: SavingError.self) {
                try await submit(to: server, folder) { $0.savePromise = path }
            }
            #expect(again?.kind == .outputExists)
        }
    }

    @Test func attachmentsFollowAndResume() async throws {
        try await withServer(.init(uploadBreaks: [3, 1])) { server, folder in
            let files = [SampleBytes(8)(500_000), SampleBytes(9)(100)]
            let paths = try files.enumerated().map { try write($1, folder, "bukti-\($0).jpg") }
            let answers = try await submit(to: server, folder) { $0.attach = paths }
            #expect(answers.json.count == 1)
            let state = server.state.withLock { ($0.resumedAt, $0.supplements.count, $0.uploads.count) }
            #expect(state.0 == [0, 3 * 65_536, 4 * 65_536])
            #expect(state.1 == 1 && state.2 == 1)
        }
    }

    /// Sends a file of eight chunks to a site that is away behind the first ones: for `waits` waits, or for good.
    private func attach(
        to server: SampleSourceServer, _ folder: String, _ script: SampleScript, forgets: Bool,
        awayFor waits: Int?
    ) async throws {
        var options = Submission.Options(site: server.address)
        options.from = try write(Self.report, folder, "laporan.toml")
        options.yes = true
        options.attach = [try write(SampleBytes(8)(500_000), folder, "bukti.jpg")]
        options.evidence.keepsMetadata = true
        let waited = Mutex(0)
        let seconds = Mutex(0 as UInt64)
        let environment = server.environment(script) { wait in
            seconds.withLock { $0 += wait }
            let number = waited.withLock { waited in
                waited += 1
                return waited
            }
            if number == 1 {
                await server.stop()
                if forgets { server.state.withLock { $0.uploads = [:] } }
            }
            if number == waits { try? await server.listenAgain() }
        }
        defer { #expect(seconds.withLock { $0 } <= 620) }
        try await Submission(options, environment: environment, isJSON: true) { _, _ in true }.run()
        #expect(seconds.withLock { $0 } > 60)
    }

    @Test(arguments: [false, true]) func attachmentsOutliveASiteThatIsAwayForAMinute(forgets: Bool)
        async throws
    {
        try await withServer(.init(uploadBreaks: [3])) { server, folder in
            let script = SampleScript()
            try await attach(to: server, folder, script, forgets: forgets, awayFor: 9)
            #expect(server.state.withLock { $0.resumedAt } == [0, forgets ? 0 : 3 * 65_536])
            #expect(server.state.withLock { $0.supplements.count } == 1)
            #expect(script.output.contains("Your report is safe; its attachments are not yet."))
        }
    }

    @Test func attachmentsThatCannotBeSentAreSaidToBe() async throws {
        try await withServer(.init(uploadBreaks: [3])) { server, folder in
            let script = SampleScript()
            let failure = await #expect(throws: SubmissionError.self) {
                try await attach(to: server, folder, script, forgets: false, awayFor: nil)
            }
            #expect(failure == .attachmentsNotSent)
            #expect(failure?.kind == .unreachable)
            #expect(server.state.withLock { $0.supplements.isEmpty && $0.promised.count == 1 })
        }
    }

    @Test func aReportThatIsNotSentIsKeptWhereItsSourceWants() async throws {
        // The site answers the look and nothing after it.
        try await withServer(.init(refusal: Status(code: .unavailable, field: "", limit: 0, message: "full")))
        {
            server, folder in
            let file = folder + "/kelak.toml"
            let answers = ["y"] + SampleScript.form + ["y", SampleScript.codenameBack, "y", file]
            let script = SampleScript(answers)
            let failure = await #expect(throws: VisitFault.self) {
                try await submit(to: server, folder, script: script, isInteractive: true, isJSON: false) {
                    $0.from = nil
                }
            }
            #expect(failure?.kind == .tryLater)
            #expect(script.output.contains("That report code is void"))
            #expect(script.output.contains("Saved in '\(file)'"))
            #expect(script.unused == 0)
            let (mode, kept) = (try permissions(of: file), try ReportFile.read(file))
            #expect(mode == 0o600)
            #expect(kept.story == SampleScript.story)
        }
        // Who says no has nothing written; a report of a file stays there, and nobody is asked.
        try await withServer(.init(refusal: Status(code: .unavailable, field: "", limit: 0, message: "full")))
        {
            server, folder in
            let script = SampleScript(["y"] + SampleScript.form + ["y", SampleScript.codenameBack, "n"])
            _ = await #expect(throws: VisitFault.self) {
                try await submit(to: server, folder, script: script, isInteractive: true, isJSON: false) {
                    $0.from = nil
                }
            }
            #expect(script.output.contains("Not saved."))
            let fromFile = SampleScript()
            _ = await #expect(throws: VisitFault.self) {
                try await submit(to: server, folder, script: fromFile)
            }
            #expect(fromFile.output.contains("laporan.toml' is still there"))
            #expect(!fromFile.output.contains("void"))
        }
    }

    @Test func anyAnswerIsChangedBeforeItIsSent() async throws {
        try await withServer { server, folder in
            let picture = try write([1, 2, 3], folder, "foto saya.jpg")
            var lines = ["y", "?", "Katingan", "1", "<", "7"] + Array(repeating: "", count: 10)
            lines += ["?", "Saya melihat amplop dibagikan di pendopo.", "."]
            // Words about oneself are told: back, and another line.
            lines += ["<", "1", "Amplop dibagikan kepada pegawai di pendopo.", "", "1"]
            lines += ["none.jpg", "'\(picture)'", "t", "", ""]
            // The review: the post, which calls for advice; then a number that is none, and all of it goes.
            lines += ["10", "Sekda", "y", "99", "", "y", SampleScript.codenameBack]
            let script = SampleScript(lines)
            _ = try await submit(to: server, folder, script: script, isInteractive: true) { $0.from = nil }
            #expect(script.unused == 0)
            let output = script.output
            #expect(output.contains("Recorded as Kabupaten Katingan, Kalimantan Tengah (62.06)."))
            #expect(output.contains("words about yourself: saya"))
            #expect(output.contains("'none.jpg' does not exist."))
            #expect(output.contains("1. Place: Katingan; Kabupaten Katingan, Kalimantan Tengah (62.06)"))
            #expect(output.contains("Answer y (yes), n (no), or a number from 1 to 16."))
            #expect(server.state.withLock { $0.submits.map(\.agencies) } == [["bawaslu_prov", "bkn"]])
            #expect(server.state.withLock { $0.supplements.count } == 1)
        }
    }

    /// Wherever it ends, nothing is sent, and what was written can be kept.
    @Test func inputThatEndsAtAnyQuestionSendsNothing() async throws {
        try await withServer { server, folder in
            let lines = ["y"] + SampleScript.form + ["y"]
            for count in 0...lines.count {
                let script = SampleScript(Array(lines.prefix(count)))
                let failure = await #expect(throws: DialogueStopped.self) {
                    try await submit(to: server, folder, script: script, isInteractive: true) {
                        $0.from = nil
                    }
                }
                #expect(failure?.kind == .usage)
                #expect(script.unused == 0)
                let isWritten = count > 13
                #expect(script.output.contains("Save what you wrote") == isWritten, "\(count)")
            }
            #expect(server.state.withLock { $0.submits.isEmpty })
        }
    }

    @Test func aDescriptionThatIsTooLongIsStillThere() async throws {
        try await withServer { server, folder in
            let long = String(repeating: "amplop dibagikan ", count: 600)
            var lines = ["y", "", "7"] + Array(repeating: "", count: 10) + [SampleScript.story, long, "."]
            lines += ["n", "2", "", "", "", "", "", "y", SampleScript.codenameBack]
            let script = SampleScript(lines)
            _ = try await submit(to: server, folder, script: script, isInteractive: true) { $0.from = nil }
            #expect(script.output.contains("oo long"))
            #expect(script.unused == 0)
            #expect(server.state.withLock { $0.submits.count } == 1)
        }
    }

    @Test(
        arguments: [
            ("'a b.jpg'", "a b.jpg"), ("a\\ b.jpg", "a b.jpg"), ("~/a.jpg", "/home/x/a.jpg"),
            ("file:///tmp/a%20b.jpg", "/tmp/a b.jpg"), ("../../etc/passwd", "../../etc/passwd"), ("\\", "\\"),
            ("'", "'"),
        ])
    func aPathIsTakenAsWindowsDropIt(_ typed: String, _ path: String) {
        #expect(TypedPath(typed, home: "/home/x").path == path)
    }

    @Test func aCodeThatCannotBeShownIsNotSent() async throws {
        try await withServer { server, folder in
            var options = Submission.Options(site: server.address)
            options.from = try write(Self.report, folder, "laporan.toml")
            options.yes = true
            let script = SampleScript()
            let submission = Submission(options, environment: server.environment(script), isJSON: false) {
                _, _ in
                false
            }
            let failure = await #expect(throws: SubmissionError.self) { try await submission.run() }
            #expect(failure == .codenameNotShown)
            #expect(failure?.kind == .inputOutput)
            #expect(server.state.withLock { $0.submits.isEmpty })

            // Where only the answer behind the sending does not get out, the code stands elsewhere.
            let late = Submission(options, environment: server.environment(script), isJSON: true) { _, _ in
                false
            }
            try await late.run()
            #expect(server.state.withLock { $0.submits.count } == 1)
            #expect(!script.codename.isEmpty)
        }
    }

    /// Sends `laporan.toml` with one attachment, which `change` touches once the report is promised.
    private func attach(
        _ server: SampleSourceServer, _ folder: String, _ script: SampleScript,
        change: @escaping @Sendable (String) -> Void
    ) async throws -> Answers {
        let path = try write([1, 2, 3], folder, "bukti.jpg")
        server.state.withLock { $0.faults.afterSubmit = { change(path) } }
        let answers = Answers()
        var options = Submission.Options(site: server.address)
        options.from = try write(Self.report, folder, "laporan.toml")
        options.yes = true
        options.attach = [path]
        (options.evidence.keepsMetadata, options.evidence.keepsNames) = (true, true)
        let submission = Submission(
            options, environment: server.environment(script), isJSON: true, answer: answers.take)
        let failure = await #expect(throws: EvidenceError.self) { try await submission.run() }
        #expect(failure?.message.contains("bukti.jpg") == true)
        return answers
    }

    @Test func aChangedAttachmentLeavesTheReportReceived() async throws {
        try await withServer { server, folder in
            let script = SampleScript()
            let answers = try await attach(server, folder, script) { path in
                _ = try? write([1, 2, 4], folder, "bukti.jpg")
            }
            #expect(answers.json.count == 1)
            #expect(script.output.contains("attachments were not sent."))
        }
    }

    @Test func theSiteShowsItself() async throws {
        try await withServer { server, _ in
            let view = try await SiteView.visit(server.address, environment: server.environment())
            let vkey = try server.state.withLock { try $0.site.descriptor.logKey().vkey }
            let expires = ExpiryText.day(server.state.withLock { $0.site.descriptor.notAfter })
            let watched = try server.state.withLock { state in
                try state.site.trusted().descriptor.witnesses.count
            }
            #expect(
                view.json.text
                    == #"{"agencies":[{"code":"bawaslu_prov","name":"Kantor bawaslu_prov","does":"bawaslu_prov"},{"code":"bkn","name":"Kantor bkn","does":"bkn"},{"code":"bkpsdm","name":"Kantor bkpsdm","does":"bkpsdm"}],"descriptor_serial":0,"log_vkey":"\#(vkey)","witness_quorum":0,"witnesses_outside_government":\#(watched),"timely":true,"settled":true,"changed_agencies":[],"joined_agencies":[],"expires":"\#(expires)"}"#
            )
            #expect(view.text(.english).contains("Not witnessed"))
            #expect(view.text(.english).contains("bkn  Kantor bkn: supervises the civil service nationally"))
            #expect(view.text(.indonesian).contains("bkn  Kantor bkn: mengawasi kepegawaian secara nasional"))
            #expect(!view.text(.english).contains("outside government") == (watched > 0))
        }
    }
}
