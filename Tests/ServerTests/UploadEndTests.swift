import Age
import AuditLog
import Keys
import RPC
import Sealing
@testable import Server
import Source
import Storage
import TestSupport
import Testing
import Verification
import Visit
import Wire

/// How an upload ends: by the hash of the whole, which its source knows when the last byte is sealed, and not before.
@Suite(.timeLimit(.minutes(3))) struct UploadEndTests {
    /// One source whose report is promised, and an envelope of three parts for its supplement.
    private struct Scene {
        let site: TestSite
        let daemon: Daemon
        let source: TestSource
        let envelope: [UInt8]
        let name = Nonce(testRandom(32)) ?? Nonce()

        /// Announces the upload on a connection of its own; where it stands, and the connection.
        func start(_ other: Nonce? = nil) async throws -> (offset: UInt64, visit: SiteConnection) {
            let visit = try await daemon.visit(site)
            let start = UploadStart(
                authentication: try visit.authentication(.source, source.keys.mailbox), upload: other ?? name,
                length: UInt64(envelope.count), counter: 0)
            return (try await visit.connection.upload.startUpload(start).offset, visit)
        }

        func chunk(_ range: Range<Int>, _ end: [Hash] = []) -> UploadChunk {
            UploadChunk(
                upload: name, offset: UInt64(range.lowerBound), data: Array(envelope[range]), envelope: end)
        }

        /// The parts from a place on; the last one names the envelope's hash.
        func rest(from offset: Int = 0) -> [UploadChunk] {
            stride(from: offset, to: envelope.count, by: 65_536).map { place in
                let end = min(place + 65_536, envelope.count)
                return chunk(place..<end, end == envelope.count ? [sha256(envelope)] : [])
            }
        }
    }

    private func serving(_ body: (Scene) async throws -> Void) async throws {
        let site = try await TestSite.make()
        try await site.serving { daemon in
            let source = try TestSource(site)
            let visit = try await daemon.visit(site)
            _ = try await visit.submit(source.submission(to: visit.site))
            let readers = visit.site.recipients(site.agencies.map(\.code))
            let head = try sealEnvelope(
                message: [1], recipients: readers + [.hybrid(publicKey: source.keys.replyRecipient)],
                random: testRandom)
            let envelope = head + testRandom(130_048 - head.count)
            try await body(Scene(site: site, daemon: daemon, source: source, envelope: envelope))
            await visit.close()
        }
        try await site.verifyAll()
    }

    private func send(_ chunks: [UploadChunk], _ visit: SiteConnection) async throws -> Promised {
        let call = visit.connection.upload.upload()
        for chunk in chunks { try await call.send(chunk) }
        return try await call.finish()
    }

    private func refusal(_ chunks: [UploadChunk], _ visit: SiteConnection) async throws -> RPCError? {
        do { _ = try await send(chunks, visit) } catch let error as RPCError { return error }
        return nil
    }

    @Test func without_an_end_it_is_none_and_what_is_whole_is_kept() async throws {
        try await serving { scene in
            let (offset, visit) = try await scene.start()
            #expect(offset == 0)
            let error = try await refusal(
                scene.rest().map {
                    UploadChunk(upload: $0.upload, offset: $0.offset, data: $0.data, envelope: [])
                }, visit)
            #expect(error?.code == .invalidArgument && error?.field == "UploadChunk.envelope")
            let (kept, again) = try await scene.start()
            #expect(kept == 65_536)
            let promised = try await send(scene.rest(from: 65_536), again)
            #expect(promised.envelope == sha256(scene.envelope))
        }
    }

    @Test func nothing_comes_behind_its_end() async throws {
        try await serving { scene in
            let (_, visit) = try await scene.start()
            let early = [scene.chunk(0..<65_536, [sha256(scene.envelope)]), scene.chunk(65_536..<130_048)]
            let error = try await refusal(early, visit)
            #expect(error?.code == .invalidArgument && error?.field == "UploadChunk.upload")
            // Nor may it end before all of it is there.
            let (kept, again) = try await scene.start()
            #expect(kept == 65_536)
            let short = try await refusal(
                [UploadChunk(upload: scene.name, offset: kept, data: [], envelope: [sha256(scene.envelope)])],
                again)
            #expect(short?.code == .invalidArgument && short?.limit == 130_048)
        }
    }

    /// Else a stream of nothing would never end, and an end could stand anywhere.
    @Test func every_chunk_brings_bytes_or_the_end_and_stands_in_its_place() async throws {
        try await serving { scene in
            let (_, visit) = try await scene.start()
            let nothing = UploadChunk(upload: scene.name, offset: 0, data: [], envelope: [])
            let empty = try await refusal([nothing] + scene.rest(), visit)
            #expect(
                empty?.code == .invalidArgument && empty?.field == "UploadChunk.data" && empty?.limit == 1)
            let (_, again) = try await scene.start()
            var chunks = scene.rest()
            chunks[chunks.count - 1].envelope = []
            let misplaced = UploadChunk(
                upload: scene.name, offset: 7, data: [], envelope: [sha256(scene.envelope)])
            let error = try await refusal(chunks + [misplaced], again)
            #expect(
                error?.code == .outOfRange && error?.field == "UploadChunk.offset" && error?.limit == 130_048)
        }
    }

    @Test func a_false_hash_forgets_it() async throws {
        try await serving { scene in
            let (_, visit) = try await scene.start()
            var chunks = scene.rest()
            chunks[chunks.count - 1].envelope = [sha256([1])]
            let error = try await refusal(chunks, visit)
            #expect(error?.code == .dataLoss && error?.field == "UploadChunk.envelope")
            #expect(try await scene.start().offset == 0)
            #expect(scene.daemon.node.store.space.announced > 0)
        }
    }

    /// The promise is lost on its way: the same bytes again, under any name, get the same one.
    @Test func a_promise_that_got_lost_is_given_again() async throws {
        try await serving { scene in
            let (_, visit) = try await scene.start()
            let first = try await send(scene.rest(), visit)
            let (offset, again) = try await scene.start()
            #expect(offset == 0)
            #expect(try await send(scene.rest(), again) == first)
        }
    }

    @Test func the_end_may_come_by_itself() async throws {
        try await serving { scene in
            let (_, visit) = try await scene.start()
            var chunks = scene.rest()
            chunks[chunks.count - 1].envelope = []
            let end = UploadChunk(
                upload: scene.name, offset: 130_048, data: [], envelope: [sha256(scene.envelope)])
            let promised = try await send(chunks + [end], visit)
            #expect(promised.envelope == sha256(scene.envelope))
        }
    }

    @Test func another_upload_is_not_this_one() async throws {
        try await serving { scene in
            let (_, visit) = try await scene.start(Nonce(testRandom(32)))
            let error = try await refusal(scene.rest(), visit)
            #expect(error?.code == .failedPrecondition && error?.field == "UploadChunk.upload")
        }
    }
}

extension Promised {
    /// The envelope that its record names.
    fileprivate var envelope: Hash? {
        guard case .messagePosted(let message) = opening.record.body else { return nil }
        return message.envelope
    }
}
