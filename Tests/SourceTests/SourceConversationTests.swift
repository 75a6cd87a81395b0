import Age
import AuditLog
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

/// A source comes back with eight words and no memory, to a site that shows what it should, and to one that does not.
@Suite struct SourceConversationTests {
    /// A site, a report, and who wrote it.
    private struct Sample {
        let server: SampleSourceServer
        let codename: Codename
        let keys: SourceKeys
        let report: Hash

        var inbox: Inbox { Inbox(address: server.address, environment: server.environment()) }

        /// Puts a question behind the messages that are there.
        func ask(
            _ text: String, _ counter: UInt32, lastSeen: UInt32 = Message.nothingSeen,
            from agency: String = "bkn"
        ) throws {
            try server.state.withLock { state in
                let act = try #require(state.site.readers.first { $0.code == agency }).act
                let message = try Message(
                    format: 1, direction: .question, kind: .words, report: report, agency: agency,
                    counter: counter, lastSeen: lastSeen, text: text, signer: PublicKey(),
                    signature: Signature()
                ).signed(by: act, reply: keys.replyRecipient, origin: state.site.origin)
                let random = state.site.random
                let envelope = try sealEnvelope(
                    message: message.encoded(), recipients: [.hybrid(publicKey: keys.replyRecipient)],
                    random: { random($0) })
                try show(
                    MessagePosted(
                        agencies: [agency], report: report, direction: .question, agency: agency,
                        counter: counter, envelope: sha256(envelope)), envelope, &state)
            }
        }

        /// Publishes an own reply.
        func reply(_ text: String, _ counter: UInt32, lastSeen: UInt32, kind: MessageKind = .words) throws {
            try server.state.withLock { state in
                let random = state.site.random
                let sealed = try SealedReply(
                    text, kind: kind, to: "bkn", report: report, counter: counter, lastSeen: lastSeen,
                    site: state.site.trusted(), keys: keys, random: { random($0) })
                state.replies["bkn", default: 0] += 1
                try show(sealed.record, sealed.envelope, &state)
            }
        }

        private func show(
            _ record: MessagePosted, _ envelope: [UInt8], _ state: inout SampleSourceServer.State
        ) throws {
            let opening = MessageOpening(nonce: state.site.random.hash(), format: 1, message: record)
            state.items.append(
                InboxMessage(
                    promise: try state.site.promise(Commitment.of(opening.opening), epoch: 2),
                    opening: opening, envelope: envelope))
        }

        /// Reads messages by their numbers.
        func view(_ numbers: UInt32...) async throws -> InboxView {
            try await inbox.view(codename, readings: numbers.map { .message($0) })
        }
    }

    private func withSample(_ body: (Sample) async throws -> Void) async throws {
        let server = try await SampleSourceServer.start()
        do {
            let codename = try Codename.sample()
            let keys = try SourceKeys(codename: codename, root: server.link.fingerprint)
            let report = try server.state.withLock { state -> Hash in
                let random = state.site.random
                let sealed = try SealedSubmission(
                    .sample, readers: ["bawaslu_prov", "bkn", "bkpsdm"], site: state.site.trusted(),
                    keys: keys,
                    random: { random($0) })
                let record = ReportReceived(agencies: sealed.submit.agencies, envelope: sealed.envelope)
                let promised = try state.promise(Record(format: 1, body: .reportReceived(record)))
                state.promised[keys.mailbox.publicKey] = (sealed.submit, promised)
                return promised.promise.commitment
            }
            try await body(Sample(server: server, codename: codename, keys: keys, report: report))
        } catch {
            await server.stop()
            throw error
        }
        await server.stop()
    }

    private static let cells: [ExchangeKind] = [.site, .witnessed, .site, .inbox, .decoy, .inbox]

    @Test func a_conversation_that_holds_is_read_a_message_in_each_pair_of_visits() async throws {
        try await withSample { sample in
            try sample.ask("Kapan itu?", 0)
            try sample.reply("Sabtu.", 0, lastSeen: 0)
            try sample.ask("Pukul berapa?", 1, lastSeen: 0)
            try sample.ask("Di mana?", 0, from: "bkpsdm")
            let view = try await sample.view(1, 2, 3, 4)
            #expect(view.doubts == [])
            #expect(view.exitCode == 0)
            #expect(
                sample.server.state.withLock { $0.requests } == Self.cells + Self.cells + Self.cells
                    + Self.cells)
            let text = view.text(.indonesian)
            #expect(text.contains("Pesan 2 dari 4. Jawaban Anda, Kantor bkn (bkn), "))
            #expect(text.contains("Kabar dan jawaban baru hanya muncul pada jadwal pencatatan: "))
            // One message is enough for nothing to be missed that nobody tells of.
            #expect(try await sample.view(4).doubts == [])
        }
    }

    @Test func what_was_read_is_not_lost_where_a_later_visit_fails() async throws {
        try await withSample { sample in
            try sample.ask("Kapan itu?", 0)
            try sample.ask("Di mana?", 1)
            // Two visits of six cells in all, and the third one's first cell.
            sample.server.state.withLock { $0.faults.answers = Self.cells.count + 1 }
            let partly = try await #require(throws: PartlyRead.self) { _ = try await sample.view(1, 2) }
            #expect(partly.cause is VerificationError || partly.cause is BrokenVisit)
            #expect(partly.view.text(.indonesian).contains("    Kapan itu?"))
            #expect(!partly.view.text(.indonesian).contains("Di mana?"))
            let failure = Failure(.unreachable, Phrase("terputus", "broken"))
            let json = partly.json(failure, .english).text
            #expect(json.contains(#""text":"Kapan itu?""#))
            let error = #""error":{"code":"unreachable","field":null,"limit":null,"message":"broken"}}"#
            #expect(json.hasSuffix(error))
        }
    }

    @Test func a_message_without_the_one_before_it_is_noticed() async throws {
        try await withSample { sample in
            for counter: UInt32 in 0...2 { try sample.ask("Pertanyaan \(counter)", counter) }
            sample.server.state.withLock { _ = $0.items.remove(at: 1) }
            let view = try await sample.view(2)
            #expect(view.doubts.contains(.withheld("bkn")))
            #expect(view.exitCode == 1)
            #expect(view.text(.indonesian).contains("tidak diperlihatkan situs"))
            // Where the site owns up to three, one of its two places is another's.
            sample.server.state.withLock {
                $0.faults.inbox = { report in
                    report.conversations[1].questions = 3
                    report.messages = 3
                }
            }
            #expect(try await sample.view(2).doubts.contains(.reordered("bkn")))
        }
    }

    @Test func what_the_other_side_had_read_shows_what_is_withheld() async throws {
        try await withSample { sample in
            // The agency has read two replies; the site knows of none.
            try sample.ask("Terima kasih.", 0, lastSeen: 1)
            #expect(try await sample.view(1).doubts == [.withheld("bkn")])
        }
        try await withSample { sample in
            // Whoever answered had read three questions; the site shows one.
            try sample.ask("Kapan?", 0)
            try sample.reply("Sabtu.", 0, lastSeen: 2)
            #expect(try await sample.view(2).doubts == [.withheld("bkn")])
        }
    }

    @Test func an_old_message_in_a_new_ones_place_is_noticed() async throws {
        try await withSample { sample in
            try sample.ask("Kapan?", 0)
            try sample.ask("Di mana?", 1)
            sample.server.state.withLock { $0.items[1] = $0.items[0] }
            #expect(try await sample.view(1, 2).doubts.contains(.replayed("bkn")))
        }
        try await withSample { sample in
            // The same counter with another text, both signed by the agency.
            try sample.ask("Kapan?", 0)
            try sample.ask("Siapa saksinya?", 0)
            let view = try await sample.view(1, 2)
            #expect(view.doubts.contains(.replayed("bkn")))
            #expect(view.text(.english).contains("shows an old message"))
        }
        try await withSample { sample in
            // An agency does not read less than it had.
            for counter: UInt32 in 0...1 { try sample.reply("Ya.", counter, lastSeen: Message.nothingSeen) }
            try sample.ask("Kapan?", 0, lastSeen: 1)
            try sample.ask("Di mana?", 1, lastSeen: 0)
            #expect(try await sample.view(3, 4).doubts == [.replayed("bkn")])
        }
    }

    @Test func another_order_is_noticed() async throws {
        try await withSample { sample in
            try sample.ask("Kapan?", 0)
            try sample.ask("Di mana?", 1)
            sample.server.state.withLock { $0.items.reverse() }
            #expect(try await sample.view(1).doubts == [.reordered("bkn")])
            #expect(try await sample.view(1, 2).doubts.contains(.reordered("bkn")))
        }
    }

    @Test func counts_that_contradict_each_other_are_told() async throws {
        try await withSample { sample in
            try sample.ask("Kapan?", 0)
            sample.server.state.withLock { $0.faults.inbox = { $0.conversations[1].questions = 2 } }
            let view = try await sample.view(1)
            #expect(view.doubts.contains(.counts))
            #expect(view.exitCode == 1)
        }
    }

    @Test func a_question_that_asks_who_somebody_is_has_a_warning() async throws {
        try await withSample { sample in
            try sample.ask("Mohon nama lengkap dan nomor HP Anda.", 0)
            try sample.ask("Siapa nama pejabat yang hadir?", 1)
            let (asking, other) = (try await sample.view(1), try await sample.view(2))
            #expect(asking.text(.indonesian).contains("PERINGATAN: pesan ini menanyakan nama"))
            #expect(asking.json.text.contains(#""asks_identity":true"#))
            #expect(!other.text(.indonesian).contains("menanyakan nama"))
        }
    }

    @Test func a_person_reads_on_and_answers_without_the_code() async throws {
        try await withSample { sample in
            try sample.ask("Kapan?", 0)
            try sample.ask("Di mana?", 1)
            let view = try await sample.view(2)
            sample.server.state.withLock { $0.requests = [] }
            let script = SampleScript(["9", "1", "j", "Sabtu.", ".", "t", "j", "Sabtu.", ".", "y", ""])
            var conversation = InboxConversation(
                behind: view, sample.codename, address: sample.server.address,
                environment: sample.server.environment(script, isInteractive: true))
            let shown = Mutex("")
            let status = try await conversation.run { view in
                shown.withLock { $0 += view.text(.english) }
            }
            #expect(status == 0 && script.unused == 0)
            #expect(shown.withLock { $0 }.contains("    Kapan?"))
            #expect(
                sample.server.state.withLock { $0.requests }
                    == Self.cells + [.site, .witnessed, .site, .inbox, .reply, .inbox])
            let reply = try #require(sample.server.state.withLock { $0.taken }.first)
            #expect(reply.agency == "bkn")
            #expect(script.output.contains("Type a number from 1 to 2"))
        }
    }

    @Test func the_only_message_is_not_asked_about_again_behind_its_answer() async throws {
        try await withSample { sample in
            try sample.ask("Kapan?", 0)
            let script = SampleScript(["y", "Sabtu.", ".", "n", "y", "Sabtu.", ".", "y", "unused"])
            var conversation = InboxConversation(
                behind: try await sample.view(1), sample.codename, address: sample.server.address,
                environment: sample.server.environment(script, isInteractive: true))
            _ = try await conversation.run { _ in }
            #expect(script.unused == 1)
            #expect(sample.server.state.withLock { $0.taken.count } == 1)
        }
    }

    @Test func an_answer_goes_to_each_agency_in_visits_of_its_own() async throws {
        try await withSample { sample in
            let answering = Answering(
                address: sample.server.address, environment: sample.server.environment())
            let promises = try await answering.send(
                sample.codename, ReplyDraft.each(["bkn", "bkpsdm", "bkn"], text: "Ya.", answers: nil))
            let one: [ExchangeKind] = [.site, .witnessed, .site, .inbox, .reply, .decoy]
            #expect(sample.server.state.withLock { $0.requests } == one + one)
            #expect(sample.server.state.withLock { $0.taken.map { $0.agency } } == ["bkn", "bkpsdm"])
            #expect(promises.text(.english).contains("your answer to bkpsdm"))
        }
    }

    // MARK: An answer to whoever asked

    private func answerNewest(
        _ sample: Sample, _ script: SampleScript = SampleScript(), isInteractive: Bool = false
    ) async throws -> AnswerPromises {
        let folder = try TemporaryFolder()
        try folder.write("codename", sample.codename.words)
        try folder.write("answer", "Sabtu.\n")
        return try await AnsweringNewest(
            address: sample.server.address,
            environment: sample.server.environment(script, isInteractive: isInteractive)
        ).run(
            codenameFile: folder.file("codename"), messageFile: isInteractive ? nil : folder.file("answer"))
    }

    @Test func without_a_name_the_answer_goes_to_the_agency_that_asked_last() async throws {
        try await withSample { sample in
            try sample.ask("Kapan?", 0)
            try sample.ask("Di mana?", 0, from: "bkpsdm")
            try sample.ask("Pukul berapa?", 1, from: "bkpsdm")
            let promises = try await answerNewest(sample)
            #expect(promises.text(.english).contains("your answer to bkpsdm"))
            let (taken, requests) = sample.server.state.withLock { ($0.taken, $0.requests) }
            #expect(requests == Self.cells + [.site, .witnessed, .site, .inbox, .reply, .inbox])
            let reply = try #require(taken.first)
            #expect(taken.count == 1 && reply.agency == "bkpsdm")
            let readers = sample.server.state.withLock { $0.site.readers }
            for reader in readers {
                let opened = try? Message(
                    decoding: openEnvelope(reply.envelope, identity: reader.recipient))
                #expect((opened != nil) == (reader.code == "bkpsdm"))
                guard let opened else { continue }
                #expect(opened.text == "Sabtu." && opened.lastSeen == 1 && opened.kind == .words)
            }
        }
    }

    @Test func a_person_sees_the_question_before_the_answer_and_may_keep_it() async throws {
        try await withSample { sample in
            try sample.ask("Di mana?", 0)
            let no = SampleScript(["Di pendopo.", ".", "t", "t"])
            await #expect(throws: AnswerError.declined) {
                _ = try await answerNewest(sample, no, isInteractive: true)
            }
            #expect(sample.server.state.withLock { $0.requests } == Self.cells)
            let asked = try #require(no.output.firstRange(of: "    Di mana?"))
            let wanted = try #require(no.output.firstRange(of: "Write your answer"))
            #expect(asked.lowerBound < wanted.lowerBound)
            #expect(no.output.contains("Send this answer? Kantor bkn (bkn) alone will read it."))
            // What was typed need not be lost.
            #expect(
                no.unused == 0 && no.output.contains("Save what you wrote")
                    && no.output.contains("Not saved."))
            let yes = SampleScript(["Di pendopo.", ".", "y"])
            _ = try await answerNewest(sample, yes, isInteractive: true)
            #expect(sample.server.state.withLock { $0.taken.map { $0.agency } } == ["bkn"])
        }
    }

    @Test func an_answer_that_finds_no_room_is_kept_and_told_when_to_come_back() async throws {
        try await withSample { sample in
            try sample.ask("Di mana?", 0)
            for (shortage, code) in [
                (Shortage.mailbox, StatusCode.resourceExhausted), (.room, .unavailable),
            ] {
                sample.server.state.withLock {
                    $0.faults.replyRefusal = Status(
                        code: code, field: shortage.rawValue, limit: 16, message: "no")
                }
                try await withSourceFolder { folder in
                    let path = folder + "/jawaban.txt"
                    let script = SampleScript(["Di pendopo.", ".", "y", "y", path])
                    let error = await #expect(throws: NoMessageRoom.self) {
                        _ = try await answerNewest(sample, script, isInteractive: true)
                    }
                    #expect(error?.kind == .tryLater && error?.failure.field == shortage.rawValue)
                    #expect(error?.isOwn == (shortage == .mailbox) && error?.until != nil)
                    #expect(script.unused == 0 && script.output.contains("Saved in"))
                    let saved = try text(of: path)
                    #expect(saved == "Di pendopo.\n")
                }
            }
            #expect(sample.server.state.withLock { $0.taken } == [])
        }
    }

    @Test func nobody_is_answered_where_nobody_asked_last() async throws {
        try await withSample { sample in
            await #expect(throws: AnswerError.noQuestion) { _ = try await answerNewest(sample) }
            try sample.ask("Kapan?", 0)
            try sample.reply("Sabtu.", 0, lastSeen: 0)
            await #expect(throws: AnswerError.noQuestion) { _ = try await answerNewest(sample) }
            #expect(sample.server.state.withLock { $0.taken } == [])
            // An empty inbox has nothing to read.
            #expect(
                sample.server.state.withLock { $0.requests } == Self.cells.dropLast() + [.decoy] + Self.cells)
        }
    }

    /// An old question in the newest one's place would send the answer to another agency.
    @Test func a_site_that_contradicts_itself_does_not_choose_who_is_answered() async throws {
        try await withSample { sample in
            try sample.ask("Kapan?", 0)
            try sample.ask("Di mana?", 0, from: "bkpsdm")
            sample.server.state.withLock { state in
                state.items.removeLast()
                state.faults.inbox = { $0.conversations[2].questions = 1 }
            }
            await #expect(throws: AnswerError.unsure) { _ = try await answerNewest(sample) }
            #expect(sample.server.state.withLock { $0.taken } == [])
        }
    }

    // MARK: A site that answers one visit and not the next

    @Test func a_message_that_does_not_come_is_told_beside_the_one_that_came() async throws {
        try await withSample { sample in
            try sample.ask("Kapan?", 0)
            try sample.ask("Di mana?", 1)
            // All cells of the first pair of visits, and of the second pair all but the message.
            sample.server.state.withLock { $0.faults.answers = 11 }
            let view = try await sample.view(1, 2)
            #expect(view.text(.english).contains("    Kapan?"))
            #expect(view.doubts == [.unread] && view.exitCode == 3)
            #expect(view.text(.indonesian).contains("Situs tidak memperlihatkan pesan itu. Coba lagi nanti."))
        }
    }

    @Test func of_two_answers_the_one_that_arrived_is_told() async throws {
        try await withSample { sample in
            sample.server.state.withLock { $0.faults.answers = 6 }
            let script = SampleScript()
            let answering = Answering(
                address: sample.server.address, environment: sample.server.environment(script))
            await #expect(throws: (any Error).self) {
                _ = try await answering.send(
                    sample.codename, ReplyDraft.each(["bkn", "bkpsdm"], text: "Ya.", answers: nil))
            }
            #expect(sample.server.state.withLock { $0.taken.map { $0.agency } } == ["bkn"])
            #expect(
                script.output.contains("The site has received the answer to bkn. Whether it has the next"))
        }
    }

    // MARK: A name, later

    @Test func an_identity_is_an_answer_like_any_other_and_opens_for_one_agency() async throws {
        try await withSample { sample in
            let folder = try TemporaryFolder()
            try folder.write("codename", sample.codename.words)
            try folder.write("identity", "Sri Contoh, Jalan Contoh 1\n")
            let environment = sample.server.environment()
            _ = try await Answering(address: sample.server.address, environment: environment)
                .send(sample.codename, [ReplyDraft(text: "Ya.", agency: "bkn")])
            let revealing = Revealing(
                address: sample.server.address, agency: "bkn", isConfirmed: true, environment: environment)
            let promises = try await revealing.run(
                codenameFile: folder.file("codename"), identity: folder.file("identity"))
            #expect(promises.text(.english).contains("sealed to bkn alone"))
            let (requests, taken) = sample.server.state.withLock { ($0.requests, $0.taken) }
            #expect(Array(requests.prefix(6)) == Array(requests.suffix(6)))
            #expect(taken.count == 2 && taken[0].envelope.count == taken[1].envelope.count)

            let reader = try #require(
                sample.server.state.withLock { $0.site.readers.first { $0.code == "bkn" } })
            let message = try Message(
                decoding: try openEnvelope(taken[1].envelope, identity: reader.recipient))
            #expect(message.kind == .identity && !message.text.contains("Sri"))
            // Sent where it was asked for, and to one agency.
            #expect(taken.map { $0.agency } == ["bkn", "bkn"])
            #expect(
                try Message(decoding: openEnvelope(taken[0].envelope, identity: reader.recipient)).kind
                    == .words)
            for other in sample.server.state.withLock({ $0.site.readers }) where other.code != "bkn" {
                #expect(throws: SealingError.self) {
                    _ = try openEnvelope(taken[1].envelope, identity: other.recipient)
                }
                #expect(throws: SealingError.self) {
                    try SealedIdentity.open(message.text, identities: [other.recipient])
                }
            }
            #expect(
                try SealedIdentity.open(message.text, identities: [reader.recipient])
                    == "Sri Contoh, Jalan Contoh 1")
            // Eight words open the answer around it, and not the name.
            let own = try Message(decoding: try openEnvelope(taken[1].envelope, identity: sample.keys.reply))
            #expect(own == message)
            #expect(throws: SealingError.self) {
                try SealedIdentity.open(own.text, identities: [sample.keys.reply])
            }
        }
    }

    @Test func an_own_identity_is_not_shown_again() async throws {
        try await withSample { sample in
            try sample.reply("Sri Contoh", 0, lastSeen: Message.nothingSeen, kind: .identity)
            let view = try await sample.view(1)
            #expect(view.exitCode == 0)
            #expect(view.text(.indonesian).contains("Anda memberikan identitas Anda kepada Kantor bkn"))
            #expect(view.json.text.contains(#""kind":"identity","text":"""#))
            #expect(!view.text(.indonesian).contains("Sri"))
        }
    }

    @Test func a_name_is_not_given_to_an_agency_that_does_not_read_the_report() async throws {
        try await withSample { sample in
            let folder = try TemporaryFolder()
            try folder.write("codename", sample.codename.words)
            try folder.write("identity", "Sri Contoh\n")
            for agency in ["kpk", "bkn_lain"] {
                let revealing = Revealing(
                    address: sample.server.address, agency: agency, isConfirmed: true,
                    environment: sample.server.environment())
                await #expect {
                    _ = try await revealing.run(
                        codenameFile: folder.file("codename"), identity: folder.file("identity"))
                } throws: { error in
                    guard case .sealing(.agencies, agency)? = error as? AnswerError else { return false }
                    return true
                }
            }
            #expect(sample.server.state.withLock { $0.taken } == [])
        }
    }

    @Test func nothing_is_revealed_without_a_yes() async throws {
        try await withSample { sample in
            let script = SampleScript(["Sri Contoh", ".", "t"])
            let revealing = Revealing(
                address: sample.server.address, agency: "bkn", isConfirmed: false,
                environment: sample.server.environment(script, isInteractive: true))
            await #expect(throws: RevealingDeclined.self) {
                _ = try await revealing.run(codenameFile: nil, identity: nil)
            }
            #expect(script.output.contains("could open it by force"))
            #expect(sample.server.state.withLock { $0.requests } == [])
        }
    }
}
