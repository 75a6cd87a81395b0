import Age
import AuditLog
import Console
import Keys
import Sealing
import Source
import TestSupport
import Testing
import Verification
import Visit
import Wire
import Words

@Suite struct SourceEvidenceTests {
    @Test(arguments: [0, 1, 262_144, 600_000]) func hashesInSlices(size: Int) async throws {
        try await withSourceFolder { folder in
            let bytes = SampleBytes(3)(size)
            let file = try EvidenceFile(write(bytes, folder, "Foto.JPG"))
            #expect(file.evidence.hash == sha256(bytes))
            #expect(file.evidence.length == UInt64(size))
            #expect(file.evidence.name == "Foto.JPG")
            #expect(file.evidence.kind == .photo)
        }
    }

    @Test(arguments: [
        ("/a/b/bukti.pdf", "bukti.pdf", EvidenceKind.document),
        ("Screenshot_1.png", "Screenshot_1.png", .screenshot),
        ("x.png", "x.png", .photo), ("suara.OPUS", "suara.OPUS", .audio), ("v.mp4", "v.mp4", .video),
        (
            "/a/\(String(repeating: "é", count: 50)).docx", String(repeating: "é", count: 29) + ".docx",
            .document
        ),
        (String(repeating: "a", count: 70), String(repeating: "a", count: 64), .document),
    ])
    func onlyAShortBaseNameIsTold(path: String, name: String, kind: EvidenceKind) {
        #expect(EvidenceFile.wireName(path) == name)
        #expect(EvidenceFile.wireName(path).utf8.count <= 64)
        #expect(EvidenceFile.kind(of: path) == kind)
    }

    @Test func whatCannotBeReadIsNamed() async throws {
        try await withSourceFolder { folder in
            let missing = #expect(throws: EvidenceError.self) { try EvidenceFile(folder + "/tiada.jpg") }
            #expect(missing?.kind == .missingFile)
            #expect(missing?.message.contains("tiada.jpg") == true)
            let directory = #expect(throws: EvidenceError.self) { try EvidenceFile(folder) }
            #expect(directory?.kind == .badInput)
        }
    }
}

@Suite struct SourceSupplementTests {
    private struct Sealed {
        var site: SampleSourceSite
        var keys: SourceKeys
        var envelope: SupplementEnvelope
        var draft: Supplement.Draft
    }

    private func sealed(_ files: [EvidenceFile], readers: [AgencyCode] = ["bawaslu_prov", "bkn"]) throws
        -> Sealed
    {
        let site = try SampleSourceSite()
        let keys = try SourceKeys(codename: .sample(), root: site.fingerprint)
        var story = Story.sample
        story.evidence = files.map(\.evidence)
        let draft = Supplement.Draft(files: files, story: story)
        let envelope = try SupplementEnvelope(
            draft, report: sha256([1]), readers: readers, site: site.trusted(), keys: keys,
            random: { site.random($0) })
        return Sealed(site: site, keys: keys, envelope: envelope, draft: draft)
    }

    private func all(_ envelope: SupplementEnvelope) throws -> [UInt8] {
        var bytes = envelope.bytes()
        var result: [UInt8] = []
        while let slice = try bytes.next() { result += slice }
        return result
    }

    @Test func isTheSameBytesEachTimeAndOpens() async throws {
        try await withSourceFolder { folder in
            let contents = [SampleBytes(5)(300_000), [], [UInt8]("satu".utf8)]
            let files = try contents.enumerated().map {
                try EvidenceFile(write($1, folder, "\($0).bin"))
            }
            let sealed = try sealed(files)
            let bytes = try all(sealed.envelope)
            #expect(bytes == (try all(sealed.envelope)))
            #expect(UInt64(bytes.count) == sealed.envelope.length)
            #expect(EnvelopeLength.isValid(sealed.envelope.length))
            #expect(sha256(bytes) == sealed.envelope.hash)
            let record = MessagePosted(
                agencies: ["bawaslu_prov", "bkn"], report: sha256([1]), direction: .supplement, agency: "",
                counter: 0,
                envelope: sealed.envelope.hash)
            let site = sealed.site
            let author = sealed.keys.author.publicKey
            var opener = EnvelopeOpener(identity: site.readers[1].recipient) { message throws(SealingError) in
                try Supplement.verified(
                    message, record: record, envelope: record.envelope, author: author,
                    root: site.fingerprint,
                    origin: site.origin
                ).evidence
            }
            var opened: [[UInt8]] = [[], [], []]
            for part in try opener.receive(bytes) + opener.finish() {
                if case .file(let index, let bytes) = part { opened[index] += bytes }
            }
            #expect(opened == contents)
            #expect(throws: SealingError.self) {
                var excluded = EnvelopeOpener(identity: site.readers[2].recipient) { _ throws(SealingError) in
                    []
                }
                _ = try excluded.receive(bytes)
            }
        }
    }

    @Test(arguments: [[UInt8](), [1, 2, 3], [9, 9, 9, 9], [1, 2, 3, 4, 5]])
    func aFileThatChangedIsNamed(changed: [UInt8]) async throws {
        try await withSourceFolder { folder in
            let path = try write([1, 2, 3, 4], folder, "bukti.jpg")
            let sealed = try sealed([EvidenceFile(path)])
            try write(changed, folder, "bukti.jpg")
            let failure = #expect(throws: EvidenceError.self) { try all(sealed.envelope) }
            #expect(failure == .changed(name: "bukti.jpg"))
            #expect(failure?.kind == .badInput)
            #expect(
                failure?.message
                    == "--attach: 'bukti.jpg' changed while it was read; leave the file alone until it is sent"
            )
            #expect(failure?.field == "--attach")
        }
    }

    @Test func aFileWhoseNameIsGoneIsStillSent() async throws {
        try await withSourceFolder { folder in
            let path = try write([1, 2, 3, 4], folder, "bukti.jpg")
            let sealed = try sealed([EvidenceFile(path)])
            try remove(path)
            #expect(sha256(try all(sealed.envelope)) == sealed.envelope.hash)
        }
    }

    /// The site takes 1 << 23 bytes: the longest envelope below holds less, and that is what is said.
    @Test func theSitesLimitHoldsBeforeAnythingIsSent() throws {
        func story(_ length: UInt64) -> Story {
            var story = Story.sample
            story.evidence = [
                Evidence(
                    kind: .video, name: "v.mp4", length: length, hash: Hash(), metadataRemoved: false,
                    removed: [], showsReporter: false)
            ]
            return story
        }
        let folder = try TemporaryFolder()
        try folder.write("kosong", "")
        let file = try EvidenceFile(folder.file("kosong"))
        let site = try SampleSourceSite().trusted()
        let failure = #expect(throws: EvidenceError.self) {
            try Supplement.Draft(files: [file], story: story(9 << 20)).check(site: site)
        }
        #expect(failure?.field == "--attach")
        let most = try #require(failure?.limit)
        #expect(most < 1 << 23)
        try Supplement.Draft(files: [file], story: story(most)).check(site: site)
        #expect(throws: EvidenceError.self) {
            try Supplement.Draft(files: [file], story: story(most + 1)).check(site: site)
        }
    }
}

@Suite struct SourceSealingTests {
    @Test func everyReaderOpensItAndNobodyElse() throws {
        let site = try SampleSourceSite()
        let keys = try SourceKeys(codename: .sample(), root: site.fingerprint)
        let readers = ["bawaslu_prov", "bkn"]
        let sealed = try SealedSubmission(
            .sample, readers: readers, site: site.trusted(), keys: keys, random: { site.random($0) })
        #expect(sealed.submit.envelope.count == 31_744)
        #expect(sealed.submit.isSigned(origin: site.origin))
        #expect(sealed.submit.keySet == (try site.trusted().keySet))
        let record = ReportReceived(agencies: readers, envelope: sealed.envelope)
        for reader in site.readers.prefix(2) {
            let bytes = try openEnvelope(sealed.submit.envelope, identity: reader.recipient)
            let report = try Report.verified(
                bytes, record: record, envelope: sealed.envelope, root: site.fingerprint, origin: site.origin)
            #expect(report.story == .sample)
            #expect(report.binding.mailbox == keys.mailbox.publicKey)
            #expect(report.binding.agencies == readers)
        }
        #expect(throws: SealingError.self) {
            try openEnvelope(sealed.submit.envelope, identity: site.readers[2].recipient)
        }
    }

    @Test func theLongestStoryFitsTwelveAgencies() throws {
        let site = try SampleSourceSite((0..<12).map { "instansi_\($0 < 10 ? "0" : "")\($0)" })
        let keys = try SourceKeys(codename: .sample(), root: site.fingerprint)
        var story = Story.sample
        story.story = String(repeating: "a", count: 8_000)
        let sealed = try SealedSubmission(
            story, readers: site.readers.map(\.code), site: site.trusted(), keys: keys,
            random: { site.random($0) })
        #expect(sealed.submit.envelope.count == 31_744)
    }
}
