import Age
import AuditLog
import Keys
import RPC
import Sealing
@testable import Server
@testable import Storage
import TestSupport
import Testing
import Verification
import Visit
import Wire

/// Room on the disk: set aside when something is announced, given back when it ends, and some of it for text alone.
@Suite(.timeLimit(.minutes(3))) struct DiskRoomTests {
    /// 1 MiB and what belongs to it: with its copy, twice that and an eighth.
    private static let length: UInt64 = 32_768 << 5 - 1_024

    private func site(payload: UInt64) async throws -> TestSite {
        var site = try await TestSite.make()
        site.configuration.payloadBytes = payload
        return site
    }

    /// A source whose report is promised.
    private func reported(_ site: TestSite, _ daemon: Daemon) async throws -> TestSource {
        let source = try TestSource(site)
        let visit = try await daemon.visit(site)
        _ = try await visit.submit(source.submission(to: visit.site))
        await visit.close()
        return source
    }

    /// Announces an upload on a connection of its own.
    private func start(
        _ source: TestSource, _ upload: Nonce, _ site: TestSite, _ daemon: Daemon, length: UInt64 = length
    ) async throws -> UInt64 {
        let visit = try await daemon.visit(site)
        let start = UploadStart(
            authentication: try visit.authentication(.source, source.keys.mailbox), upload: upload,
            length: length, counter: 0)
        let offset = try await visit.connection.upload.startUpload(start).offset
        await visit.close()
        return offset
    }

    private func name(_ number: UInt8) -> Nonce { Nonce([UInt8](repeating: number, count: 32)) ?? Nonce() }

    @Test func text_has_room_that_no_attachment_can_touch() async throws {
        let site = try await site(payload: 16 << 20)
        try await site.serving { daemon in
            var (taken, refused): ([TestSource], RPCError?) = ([], nil)
            for _ in 0..<12 where refused == nil {
                let source = try await reported(site, daemon)
                do {
                    #expect(try await start(source, name(1), site, daemon) == 0)
                    taken.append(source)
                } catch let error as RPCError { refused = error }
            }
            // Half of 16 MiB: three of 2.25 MiB beside the texts.
            #expect(taken.count == 3)
            #expect(refused?.code == .resourceExhausted && refused?.field == "attachments")
            // The same announcement again takes no more, and text is taken still.
            #expect(try await start(taken[0], name(1), site, daemon) == 0)
            _ = try await reported(site, daemon)
            // What nobody goes on with is given up, and then there is room again.
            daemon.node.store.uploads.sweep()
            daemon.node.store.uploads.sweep()
            #expect(try await eventually { daemon.node.store.space.announced == 0 })
            #expect(try await start(try await reported(site, daemon), name(2), site, daemon) == 0)
        }
    }

    @Test func one_mailbox_has_no_more_than_its_share() async throws {
        let site = try await site(payload: 16 << 20)
        try await site.serving { daemon in
            let source = try await reported(site, daemon)
            #expect(try await start(source, name(1), site, daemon) == 0)
            await #expect(throws: RPCError.self) { try await start(source, name(2), site, daemon) }
            // The control: there is room for somebody else's.
            #expect(try await start(try await reported(site, daemon), name(2), site, daemon) == 0)
        }
    }

    @Test func text_is_refused_where_there_is_no_room_and_taken_when_there_is() async throws {
        let site = try await site(payload: 2 << 20)
        try await site.serving { daemon in
            var reserved: [SpaceReservation] = []
            var refused: RPCError?
            while refused == nil, reserved.count < 1_000 {
                do throws(RPCError) {
                    reserved.append(try daemon.node.room.reserve(text: 31_744))
                } catch {
                    refused = error
                }
            }
            #expect((10..<40).contains(reserved.count))
            #expect(refused?.code == .resourceExhausted && refused?.field == "disk")
            let visit = try await daemon.visit(site)
            let source = try TestSource(site)
            let submission = try source.submission(to: visit.site)
            #expect(try await visit.send(.submit(submission.submit)).refusal == .resourceExhausted)
            for room in reserved { room.end() }
            let promised = try await visit.submit(submission)
            // What was promised before is answered also without room.
            while (try? daemon.node.room.reserve(text: 31_744)) != nil {}
            #expect(try await visit.submit(submission) == promised)
        }
    }

    /// What is kept of a broken upload are whole parts.
    @Test(arguments: [(20_000, 0), (65_536, 65_536), (70_000, 65_536)])
    func a_broken_upload_goes_on_behind_its_last_whole_part(_ sent: Int, _ kept: UInt64) async throws {
        let site = try await site(payload: 64 << 20)
        try await site.serving { daemon in
            let source = try await reported(site, daemon)
            let visit = try await daemon.visit(site)
            let readers = visit.site.keys.map { Recipient.hybrid(publicKey: $0.recipient) }
            let head = try sealEnvelope(
                message: [1], recipients: readers + [.hybrid(publicKey: source.keys.replyRecipient)],
                random: testRandom)
            let bytes = head + testRandom(130_048 - head.count)
            let upload = name(9)
            let begin = UploadStart(
                authentication: try visit.authentication(.source, source.keys.mailbox), upload: upload,
                length: 130_048, counter: 0)
            _ = try await visit.connection.upload.startUpload(begin)
            let call = visit.connection.upload.upload()
            for offset in stride(from: 0, to: sent, by: 10_000) {
                let data = Array(bytes[offset..<min(offset + 10_000, sent)])
                try await call.send(
                    UploadChunk(upload: upload, offset: UInt64(offset), data: data, envelope: []))
            }
            let area = try #require(daemon.node.store.uploads as? UploadArea)
            #expect(try await eventually { area.held == sent })
            await visit.close()
            #expect(try await eventually { area.held == 0 })
            #expect(try await start(source, upload, site, daemon, length: 130_048) == kept)
        }
    }
}
