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
        _ script: SampleScript = SampleScript()
    ) async throws -> AddedPromise {
        let environment = server.environment(script)
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
