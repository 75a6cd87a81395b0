import AuditLog
import Console
import Keys
import Sealing
import Source
import Synchronization
import TestSupport
import Testing
import Verification
import Wire
import Words

/// More evidence behind a report, over TLS, to a small site that can be told to misbehave.
@Suite struct SourceAddingTests {
    private func withReport(
        _ body: (SampleSourceServer, String, Codename) async throws -> Void
    ) async throws {
        let server = try await SampleSourceServer.start()
        do {
            try await withSourceFolder { folder in
                var options = Submission.Options(site: server.address)
                options.from = try write(
                    Array(
                        "category = \"other\"\nstory = \"Amplop dibagikan kepada pegawai di pendopo.\"\n".utf8
                    ),
                    folder, "laporan.toml")
                options.yes = true
                let script = SampleScript()
                try await Submission(
                    options, environment: server.environment(script), isJSON: false,
                    answer: { _, text in
                        script.hear(text + "\n")
                        return true
                    }
                ).run()
                try await body(server, folder, try Codename(typed: script.codename))
            }
        } catch {
            await server.stop()
            throw error
        }
        await server.stop()
    }

    private func add(
        _ paths: [String], note: String = "", to server: SampleSourceServer, _ folder: String,
        _ codename: Codename,
        _ script: SampleScript = SampleScript(), wait: @escaping @Sendable (UInt64) async -> Void = { _ in }
    ) async throws -> AddedPromise {
        let environment = server.environment(script, wait: wait)
        var choices = EvidenceIntake.Choices(isAsking: false)
        choices.keepsMetadata = true
        _ = try? write(Array(codename.words.utf8), folder, "kode")
        return try await Adding(address: server.address, environment: environment).send(
            codenameFile: folder + "/kode", paths: paths, note: note,
            intake: EvidenceIntake(choices, environment: environment))
    }

    @Test func evidenceFollowsItsReportOneByOne() async throws {
        try await withReport { server, folder, codename in
            let file = try write(SampleBytes(5)(100_000), folder, "Foto Rapat.jpg")
            let script = SampleScript()
            let first = try await add([file], to: server, folder, codename, script)
            let second = try await add([], note: "Amplopnya cokelat.", to: server, folder, codename)
            #expect(first != second)
            let sent = server.state.withLock { $0.supplements }
            let bodies = sent.compactMap { promised -> MessagePosted? in
                if case .messagePosted(let message) = promised.opening.record.body { message } else { nil }
            }
            #expect(bodies.map(\.counter) == [0, 1] && bodies.allSatisfy { $0.direction == .supplement })
            #expect(first.json.text.contains(sent[0].promise.commitment.hex))
            #expect(first.text(.indonesian).hasPrefix("Kiriman Anda sudah diterima"))
            #expect(script.output.contains("This can be read by: Kantor bawaslu_prov"))
            // The two visits of every command, and behind them the upload's own.
            let visits = Array(server.state.withLock { $0.requests.suffix(14) })
            let each: [ExchangeKind] = [.site, .witnessed, .site, .inbox, .decoy, .decoy, .site]
            #expect(visits == each + each)
        }
    }

    @Test func whatCannotBeSentIsSaid() async throws {
        try await withReport { server, folder, codename in
            #expect(await failure { try await add([], to: server, folder, codename) } == AddingError.nothing)
            let path = folder + "/tiada.jpg"
            #expect(
                await failure { try await add([path], to: server, folder, codename) }
                    == EvidenceError.missing(path: path))
            let other = try #require(Codename(random: SampleBytes(99)(Codename.randomCount)))
            let unknown =
                await failure { try await add([], note: "x", to: server, folder, other) } as CodenameError?
            #expect(unknown?.kind == .unauthorised)
            #expect(server.state.withLock { $0.supplements.isEmpty && $0.uploads.isEmpty })
            // Every one of the two that came so far left a whole visit.
            #expect(server.state.withLock { $0.requests.count } % 6 == 0)
        }
    }

    @Test func aSiteThatLiesAboutWhatItHasIsNotBelieved() async throws {
        try await withReport { server, folder, codename in
            server.state.withLock { $0.faults.offset = 1 << 40 }
            let far =
                await failure { try await add([], note: "x", to: server, folder, codename) }
                as VerificationError?
            #expect(far != nil)
            // More than it has: what it asks for next is not what it needs, and nothing is promised.
            server.state.withLock { $0.faults.offset = 31_744 }
            let hollow =
                await failure { try await add([], note: "x", to: server, folder, codename) }
                as VerificationError?
            #expect(hollow != nil)
            #expect(server.state.withLock { $0.supplements.isEmpty })
            server.state.withLock { state in
                state.faults.offset = nil
                state.faults.promise = {
                    Promised(promise: $0.promise, opening: Opening(nonce: Nonce(), record: $0.opening.record))
                }
            }
            let broken =
                await failure { try await add([], note: "x", to: server, folder, codename) } as (any Error)?
            #expect((broken as? any Explainable)?.kind == .untrusted)
        }
    }

    @Test func withoutAFileANoteIsAskedForAtATerminalAndNotLost() async throws {
        try await withReport { server, folder, codename in
            let code = try write(Array(codename.words.utf8), folder, "kode")
            func send(_ lines: [String]) async throws -> SampleScript {
                let script = SampleScript(lines)
                let environment = server.environment(script, isInteractive: true)
                _ = try await Adding(address: server.address, environment: environment).send(
                    codenameFile: code, paths: [], note: "",
                    intake: EvidenceIntake(.init(isAsking: true), environment: environment))
                return script
            }
            let script = try await send(["Kontrak tidak diperpanjang.", "."])
            #expect(script.unused == 0 && script.output.contains("Write what you want to add"))
            #expect(server.state.withLock { $0.supplements.count } == 1)
            await #expect(throws: AddingError.nothing) { _ = try await send([".", "."]) }
            refuse(server, .mailbox, times: .max)
            let path = folder + "/catatan.txt"
            await #expect(throws: NoMessageRoom.self) {
                _ = try await send(["Dimutasi ke pulau lain.", ".", "y", path])
            }
            let saved = try text(of: path)
            #expect(saved == "Dimutasi ke pulau lain.\n")
        }
    }

    @Test(arguments: [(Shortage.mailbox, true), (.room, false)])
    func whoHasHadTheirShareIsToldUntilWhen(_ shortage: Shortage, isOwn: Bool) async throws {
        try await withReport { server, folder, codename in
            refuse(server, shortage, times: .max)
            let waits = Mutex<[UInt64]>([])
            let error =
                await failure {
                    try await add([], note: "x", to: server, folder, codename) { seconds in
                        waits.withLock { $0.append(seconds) }
                    }
                } as NoMessageRoom?
            // Trying again for ten minutes brings nothing: at once, and once.
            #expect(waits.withLock { $0 } == [] && server.state.withLock { $0.begunUploads } == 1)
            let failure = try #require(error?.failure)
            #expect(failure.kind == .tryLater && failure.field == shortage.rawValue)
            let site = server.state.withLock { $0.site }
            let newest = site.state.lastEpoch?.number ?? 0
            let clock = try #require(EpochClock(site.descriptor))
            let due = try #require(
                clock.scheduled(clock.promiseEpoch(at: SampleSourceSite.now, lastCut: newest)))
            for language in [Language.indonesian, .english] {
                #expect(failure.text(language).contains(CivilTime.text(due, in: clock.zone)(language)))
            }
            #expect(
                failure.text(.english).hasPrefix(
                    isOwn ? "this report has sent as much" : "too much is waiting"))
            #expect(failure.text(.indonesian).contains("Kiriman ini belum diterima"))
        }
    }

    @Test func whatIsFullForADayIsNotTriedForMinutes() async throws {
        try await withReport { server, folder, codename in
            for shortage in [Shortage.disk, .attachments, .clock] {
                refuse(server, shortage, times: .max)
                let error =
                    await failure { try await add([], note: "x", to: server, folder, codename) }
                    as VerificationError?
                #expect(error?.failure.text == shortage.phrase && error?.kind == .tryLater)
                #expect(server.state.withLock { $0.begunUploads } == 1, "\(shortage)")
            }
        }
    }

    @Test func whatIsBusyIsTriedAgainAndSaidSo() async throws {
        try await withReport { server, folder, codename in
            refuse(server, .uploads, times: 3)
            let script = SampleScript()
            _ = try await add([], note: "x", to: server, folder, codename, script)
            #expect(server.state.withLock { $0.begunUploads } == 4)
            #expect(script.output.contains("The site is busy."))
            #expect(!script.output.contains("not reached"))
            // For ten minutes, and not for ever; then with its own words.
            refuse(server, .uploads, times: .max)
            let waited = Mutex<UInt64>(0)
            let error =
                await failure {
                    try await add([], note: "x", to: server, folder, codename) { seconds in
                        waited.withLock { $0 += seconds }
                    }
                } as VerificationError?
            #expect(error?.failure.text == Shortage.uploads.phrase && error?.kind == .tryLater)
            #expect((600...615).contains(waited.withLock { $0 }))
        }
    }

    private func refuse(_ server: SampleSourceServer, _ shortage: Shortage, times: Int) {
        let code: StatusCode = [.room, .clock, .store].contains(shortage) ? .unavailable : .resourceExhausted
        server.state.withLock { state in
            state.begunUploads = 0
            state.faults.uploadRefusal = (
                Status(code: code, field: shortage.rawValue, limit: 16, message: "no"), times
            )
        }
    }

    @Test(arguments: [("", 0), ("dua \n\n", 3)]) func aNoteIsText(text: String, count: Int) async throws {
        try await withSourceFolder { folder in
            let path = try write(Array(text.utf8), folder, "catatan")
            #expect(try NoteText.read(path, besides: nil).count == count)
            #expect(try NoteText.read(nil, besides: "-") == "")
            #expect(throws: AddingError.oneInput) { try NoteText.read("-", besides: "-") }
            let long = try write(
                SampleBytes(1)(10).map { _ in 97 } + Array(repeating: 98, count: 2_000), folder, "panjang")
            let error = #expect(throws: AddingError.length(2_010)) { try NoteText.read(long, besides: nil) }
            #expect(error?.limit == 2_000 && error?.field == "--note-file")
        }
    }

    private func failure<Failed: Error>(_ body: () async throws -> AddedPromise) async -> Failed? {
        do {
            _ = try await body()
            return nil
        } catch {
            return error as? Failed
        }
    }
}
