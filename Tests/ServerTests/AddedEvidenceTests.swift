import AuditLog
import Console
import Foundation
import Interview
import Review
import Sealing
import Source
import TestSupport
import Testing
import Verification
import Visit
import Wire
import Words
@testable import Server

/// A report whose attachments broke off, and whose source sends them later.
@Suite struct AddedEvidenceTests {
    @Test func whatWasAnnouncedIsMissingUntilItIsAdded() async throws {
        let site = try await TestSite.make()
        try await site.serving { daemon in
            let folder = try TemporaryFolder()
            try folder.write("foto.jpg", SampleBytes(6)(70_000))
            try folder.write("lain.jpg", [1, 2, 3])
            let announced = try EvidenceFile(folder.file("foto.jpg"))
            let source = try TestSource(site)
            let report = try await submit(announced.evidence, source, site, daemon)
            try await site.close(1, daemon)
            let before = try await open(report, site, daemon, into: folder.file("before"))
            #expect(before.missing == [announced.evidence])

            // Under another name, with another file and a note: it is the announced one by its hash.
            var again = try EvidenceFile(folder.file("foto.jpg"))
            again.evidence.name = "foto-2.jpg"
            let files = [try EvidenceFile(folder.file("lain.jpg")), again]
            let promise = try await adding(site, daemon).send(
                source.codename, Supplement.Draft(files: files, note: "Dari pintu samping."))
            #expect(promise.json.text.contains(#""epoch":2"#))
            try await site.close(2, daemon)
            let after = try await open(report, site, daemon, into: folder.file("after"))
            #expect(after.missing == [] && after.isWhole)
            #expect(try folder.bytes("after/evidence/02-foto-2.jpg") == SampleBytes(6)(70_000))
            #expect(try folder.bytes("after/evidence/01-lain.jpg") == [1, 2, 3])
            #expect(try folder.read("after/report.json").contains("Dari pintu samping."))
            #expect(try folder.read("after/manifest.json").contains("\"missing\":[]"))
            try await site.verifyAll()
        }
    }

    /// Each recording takes so many messages of a report; the next one takes more, and nothing is lost meanwhile.
    @Test func theSeventeenthIsToldWhenToComeBack() async throws {
        let site = try await TestSite.make()
        try await site.serving { daemon in
            let source = try TestSource(site)
            let visit = try await daemon.visit(site)
            let promised = try await visit.submit(source.submission(to: visit.site))
            let limit = EpochRoom.messagesOfMailbox
            for number in 1..<limit {
                _ = try await adding(site, daemon).send(
                    source.codename, Supplement.Draft(files: [], note: "Amplop nomor \(number)."))
            }
            let keys = visit.site.keys[0]
            let commitment = promised.promise.commitment
            func answer(_ counter: UInt32) throws -> Reply {
                try source.reply(to: keys, about: commitment, counter: counter, visit)
            }
            let first = try answer(0)
            guard case .promised(let before) = try await visit.send(.reply(first)).result else {
                throw Missing()
            }
            // Answers and evidence have one share. What was promised is promised again.
            guard case .promised(let again) = try await visit.send(.reply(first)).result else {
                throw Missing()
            }
            #expect(again == before)
            guard case .refused(let refusal) = try await visit.send(.reply(answer(1))).result else {
                throw Missing()
            }
            #expect(refusal.code == .resourceExhausted && refusal.limit == limit)
            #expect(Shortage(refusal) == .mailbox)
            let one = Supplement.Draft(files: [], note: "Satu lagi.")
            let error = await #expect(throws: NoMessageRoom.self) {
                _ = try await adding(site, daemon).send(source.codename, one)
            }
            #expect(error?.isOwn == true && error?.until == visit.site.clock.scheduled(1))
            try await site.close(1, daemon)
            _ = try await adding(site, daemon).send(source.codename, one)
            await visit.close()
            try await site.close(2, daemon)
            try await site.verifyAll()
        }
    }

    private func submit(
        _ evidence: Evidence, _ source: TestSource, _ site: TestSite, _ daemon: Daemon
    ) async throws -> Hash {
        let visit = try await daemon.visit(site)
        var story = Story.empty
        story.category = .moneyPolitics
        story.story = TestSource.words
        story.evidence = [evidence]
        let sealed = try SealedSubmission(
            story, readers: visit.site.descriptor.agencies.map(\.code), site: visit.site, keys: source.keys,
            random: System.random)
        let promised = try await visit.submit(sealed)
        await visit.close()
        return promised.promise.commitment
    }

    private func adding(_ site: TestSite, _ daemon: Daemon) -> Adding {
        var address = SiteAddress(link: daemon.link)
        address.pace = VisitPace(step: .zero, departure: 0)
        let dialogue = Dialogue(language: .english, isInteractive: false, read: { nil }, write: { _ in })
        return Adding(
            address: address,
            environment: Environment(
                now: { site.clock.now }, random: System.random, wait: { _ in }, dialogue: dialogue))
    }

    private func open(
        _ report: Hash, _ site: TestSite, _ daemon: Daemon, into path: String
    ) async throws -> OpenedCase {
        let key = site.agencies[0]
        let session = try await ReviewSession.open(SiteAddress(link: daemon.link), key: .agency(key))
        let opened = try await ReviewOpen.run(
            report.hex, session: session, key: key, path: path, language: .english, now: site.clock.now)
        await session.close()
        return opened
    }
}
