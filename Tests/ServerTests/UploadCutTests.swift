import AuditLog
import Console
import Foundation
@testable import Server
import Source
import TestSupport
import Testing
import Verification
import Wire
import Words

/// More evidence over a network that breaks: whatever byte is the last one, it is received once, or said not to be.
///
/// At, before and behind the last byte of each record, and within: nothing of a record shows before that (`TLSRecordTests`), so these
/// are all the ends there are. The long run goes through every byte all the same.
@Suite(.timeLimit(.minutes(isLongRun ? 300 : 10))) struct UploadCutTests {
    /// Connections that one sending may lose: it gives up ten minutes behind the last byte of progress.
    private static let cuts = 30

    private struct Sending {
        let source: TestSource
        let report: Hash
        let readers: [AgencyCode]
    }

    private func sending(_ site: TestSite, _ daemon: Daemon) async throws -> Sending {
        let source = try TestSource(site)
        let visit = try await daemon.visit(site)
        let promised = try await visit.submit(source.submission(to: visit.site))
        await visit.close()
        return Sending(
            source: source, report: promised.promise.commitment,
            readers: promised.opening.record.body.agencies)
    }

    private func send(
        _ draft: Supplement.Draft, counter: UInt32, _ sending: Sending, _ site: TestSite, _ daemon: Daemon,
        over relay: CuttingRelay
    ) async throws -> AcceptedPromise {
        var link = daemon.link
        link.port = relay.port
        var address = SiteAddress(link: link)
        address.pace = VisitPace(step: .zero, departure: 0)
        let dialogue = Dialogue(language: .english, isInteractive: false, read: { nil }, write: { _ in })
        let environment = Environment(
            now: { site.clock.now }, random: System.random, wait: { _ in }, dialogue: dialogue)
        let direct = SiteAddress(link: daemon.link)
        let seen = try await SourceVisit(direct, now: environment.now, random: environment.random).look()
        return try await SupplementUpload(
            address: address, environment: environment, keys: sending.source.keys
        )
        .send(draft, counter: counter, report: sending.report, readers: sending.readers, seen: seen)
    }

    @Test func every_byte_can_be_the_last_of_a_connection() async throws {
        let site = try await TestSite.make()
        try await site.serving { daemon in
            let relay = try CuttingRelay(to: daemon.link.port)
            defer { relay.stop() }
            let note = Supplement.Draft(files: [], note: "Amplopnya berwarna cokelat.")
            var current = try await sending(site, daemon)
            _ = try await send(note, counter: 0, current, site, daemon, over: relay)
            let whole = try #require(relay.take().last)
            // Of a connection that ends by itself the client's last bytes may be lost.
            #expect(whole.up > 2 * 31_744 && whole.down > 32_768)
            var counter: UInt32 = 1
            for part in parts(of: whole) {
                // So many messages of one mailbox are taken in an epoch (`EpochRoom.messagesOfMailbox`).
                if counter == 16 { (current, counter) = (try await sending(site, daemon), 0) }
                relay.cut(part)
                let note = Supplement.Draft(files: [], note: "Amplop nomor \(counter).")
                let accepted = try await send(note, counter: counter, current, site, daemon, over: relay)
                #expect(accepted.promise.epoch == 1)
                // In the long run cuts behind the last answer are left: the connection was over by itself.
                if part.count == 1 { #expect(relay.left == 0) }
                _ = relay.take()
                counter += 1
            }
            let visit = try await daemon.visit(site)
            guard case .report(let inbox) = try await visit.inbox(current.source).result else {
                throw Missing()
            }
            #expect(inbox.supplement == counter)
            await visit.close()
            try await site.close(1, daemon)
            try await site.verifyAll()
        }
    }

    /// The last message that a mailbox has in its epoch is no less safe: its promise gets lost, and comes again.
    @Test func what_was_promised_comes_again_where_no_more_is_taken() async throws {
        let site = try await TestSite.make()
        try await site.serving { daemon in
            let relay = try CuttingRelay(to: daemon.link.port)
            defer { relay.stop() }
            let current = try await sending(site, daemon)
            for counter in 0..<UInt32(EpochRoom.messagesOfMailbox) - 1 {
                let note = Supplement.Draft(files: [], note: "Amplop nomor \(counter).")
                _ = try await send(note, counter: counter, current, site, daemon, over: relay)
            }
            let whole = try #require(relay.take().last)
            // Within the answers behind the site's own, the promise among them.
            let cuts = whole.downEnds.suffix(4).map { CuttingRelay.Cut.down(min($0, whole.down) - 1) }
            relay.cut(cuts)
            let last = UInt32(EpochRoom.messagesOfMailbox) - 1
            let note = Supplement.Draft(files: [], note: "Amplop terakhir.")
            _ = try await send(note, counter: last, current, site, daemon, over: relay)
            #expect(relay.left == 0)
            await #expect(throws: NoMessageRoom.self) {
                _ = try await send(note, counter: last + 1, current, site, daemon, over: relay)
            }
        }
    }

    /// Where connections end, each part within one sending: behind every byte in the long run; else around the ends of records,
    /// because nothing of a record is read before it is whole, and within the longest ones.
    private func parts(of whole: CuttingRelay.Seen) -> [[CuttingRelay.Cut]] {
        func places(_ count: Int, _ ends: [Int]) -> [Int] {
            guard !isLongRun else { return Array(1...count) }
            let around = ends.flatMap { [$0 - 1, $0, $0 + 1] } + [1, 5, count - 20_000]
            // What comes last may be lost when a connection ends by itself.
            return Set(around).filter { (1...(count - 40)).contains($0) }.sorted()
        }
        let cuts =
            places(whole.up, whole.upEnds).map { CuttingRelay.Cut.up($0) }
            + places(whole.down, whole.downEnds).map { .down($0) }
        guard !isLongRun else { return parts(of: cuts) }
        #expect(whole.upEnds.count >= 6 && whole.downEnds.count >= 5, "\(whole.upEnds) \(whole.downEnds)")
        return cuts.map { [$0] }
    }

    private func parts(of cuts: [CuttingRelay.Cut]) -> [[CuttingRelay.Cut]] {
        stride(from: 0, to: cuts.count, by: Self.cuts).map {
            Array(cuts[$0..<min($0 + Self.cuts, cuts.count)])
        }
    }
}
