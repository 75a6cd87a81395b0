import Age
import Sealing
import Testing
import Wire

@Suite struct EnvelopeSealerTests {
    /// Neither length nor header says who was left out, or whether anybody was.
    @Test(arguments: 1...12)
    func envelope_length_independent_of_exclusions(agencies: Int) throws {
        let all = try (0..<agencies).map { try identity("agency \($0)").recipient }
        for excluded in 0..<agencies {
            let recipients = all.enumerated().map { $0.offset < excluded ? nil : $0.element }
            let envelope = try sealEnvelope(
                message: [UInt8](repeating: 7, count: 1 + 97 * excluded), recipients: recipients,
                random: draws("excluded \(excluded)"))
            let header = try Header.parse(envelope)
            #expect(envelope.count == 31_744)
            #expect(header.length == AgeLength.header(hybridRecipients: agencies))
            #expect(header.stanzas.map(\.type) == [String](repeating: "mlkem768x25519", count: agencies))
            #expect(
                header.stanzas.allSatisfy { $0.arguments.map(\.utf8.count) == [1_494] && $0.body.count == 32 }
            )
        }
    }

    @Test func excluded_agency_cannot_open() throws {
        let envelope = try sealEnvelope(
            message: [1], recipients: Site.recipients(["agency_a", "agency_c"]), random: draws("seal"))
        for code in ["agency_a", "agency_c"] { #expect(try open(envelope, identity(code)).message == [1]) }
        #expect(throws: SealingError.notOpened("none of 1 identities opens any of 3 stanzas")) {
            try open(envelope, identity("agency_b"))
        }
    }

    @Test func auditor_cannot_decrypt() throws {
        let envelope = try sealEnvelope(
            message: [1], recipients: Site.recipients(Site.codes), random: draws("seal"))
        let auditor = try identity("auditor")
        #expect(throws: SealingError.notOpened("none of 1 identities opens any of 3 stanzas")) {
            try openEnvelope(envelope, identity: auditor)
        }
        var decryptor = Decryptor(identities: [auditor])
        var plaintext: [UInt8] = []
        let error = #expect(throws: AgeError.self) { try decryptor.receive(envelope, into: &plaintext) }
        #expect(error?.kind == .noMatch && plaintext.isEmpty)
    }

    @Test func `a report of the maximum size fits the shortest envelope of twelve agencies`() throws {
        let bytes = [UInt8](repeating: 0xff, count: Report.maximumSize)
        let recipient = try identity("agency").recipient
        let recipients = [recipient] + [Recipient?](repeating: nil, count: 11)
        let envelope = try sealEnvelope(message: bytes, recipients: recipients, random: draws("seal"))
        #expect(envelope.count == 31_744)
        #expect(try openEnvelope(envelope, identity: identity("agency")) == bytes)
    }

    @Test(arguments: [(0, 31_744), (25_000, 31_744), (27_000, 64_512), (70_000, 130_048), (200_000, 261_120)])
    func `attachments make it longer`(bytes: Int, length: Int) throws {
        let file = SampleFile(count: bytes, seed: "attachment")
        let envelope = try sealed([1, 2, 3], files: [file], recipients: Site.recipients(["agency_b"]))
        #expect(envelope.count == length)
        let opened = try open(envelope, identity("agency_b"), evidence: [file.evidence])
        #expect(opened == Opened(message: [1, 2, 3], files: [file.bytes]))
    }

    @Test func `too large names the bytes and the room`() throws {
        let file = SampleFile(count: 30_000, seed: "attachment")
        let error = #expect(throws: SealingError.self) {
            try sealed([1], files: [file], recipients: Site.recipients(["agency_b"]), limit: 40_000)
        }
        #expect(error == .tooLarge(bytes: 30_037, limit: 26_971))
        #expect(error?.description == "30037 bytes, limit 26971")
    }

    @Test func `lengths that no number holds are too large`() throws {
        var evidence = SampleFile([1]).evidence
        evidence.length = .max
        #expect(throws: SealingError.tooLarge(bytes: .max, limit: 1 << 40)) {
            try EnvelopeSealer(
                message: [1], evidence: [evidence, evidence], recipients: Site.recipients(["agency_a"]),
                limit: 1 << 40, random: draws("seal"))
        }
    }

    /// What evidence turned out to be, by the file's index.
    @Test(arguments: [0, 1, 2])
    func `evidence that changes is named`(index: Int) throws {
        let files = (0..<3).map { SampleFile(count: 1_000 + $0, seed: "file \($0)") }
        let changes: [(inout [UInt8]) -> Void] = [
            { $0.removeLast() }, { $0.removeAll() }, { $0.append(0) }, { $0[999] ^= 1 }, { $0[0] ^= 0x80 },
        ]
        for change in changes {
            var sealer = try EnvelopeSealer(
                message: [1], evidence: files.map(\.evidence), recipients: Site.recipients(["agency_a"]),
                limit: 31_744, random: draws("seal"))
            var envelope: [UInt8] = []
            #expect(throws: SealingError.evidenceChanged(index: index)) {
                for (offset, file) in files.enumerated() {
                    var bytes = file.bytes
                    if offset == index { change(&bytes) }
                    for start in stride(from: 0, to: bytes.count, by: 333) {
                        try sealer.file(Array(bytes[start..<min(start + 333, bytes.count)]), into: &envelope)
                    }
                    try sealer.endFile()
                }
            }
        }
        #expect(SealingError.evidenceChanged(index: index).description.contains("\(index + 1)"))
    }

    @Test func `files that are missing or too many are named`() throws {
        let file = SampleFile(count: 10, seed: "file")
        func sealer() throws -> EnvelopeSealer {
            try EnvelopeSealer(
                message: [1], evidence: [file.evidence, file.evidence],
                recipients: Site.recipients(["agency_a"]), limit: 31_744, random: draws("seal"))
        }
        var envelope: [UInt8] = []
        var missing = try sealer()
        try missing.file(file.bytes, into: &envelope)
        try missing.endFile()
        #expect(throws: SealingError.evidenceChanged(index: 1)) { try missing.finish(into: &envelope) }
        var many = try sealer()
        for _ in 0..<2 {
            try many.file(file.bytes, into: &envelope)
            try many.endFile()
        }
        #expect(throws: SealingError.evidenceChanged(index: 2)) { try many.endFile() }
        #expect(throws: SealingError.evidenceChanged(index: 2)) { try many.file([1], into: &envelope) }
    }

    /// A supplement's upload is resumed by sealing again: the same sealer must write the same bytes.
    @Test func `a copy of a sealer writes the same bytes`() throws {
        let file = SampleFile(count: 100_000, seed: "file")
        let sealer = try EnvelopeSealer(
            message: [1], evidence: [file.evidence], recipients: Site.recipients(["agency_a"]),
            limit: 1 << 20, random: draws("seal"))
        func bytes(slice: Int) throws -> [UInt8] {
            var copy = sealer
            var envelope = copy.start
            for start in stride(from: 0, to: file.bytes.count, by: slice) {
                try copy.file(
                    Array(file.bytes[start..<min(start + slice, file.bytes.count)]), into: &envelope)
            }
            try copy.endFile()
            while try !copy.finish(into: &envelope) {}
            return envelope
        }
        let once = try bytes(slice: 65_536)
        #expect(try bytes(slice: 7_001) == once)
        #expect(UInt64(once.count) == sealer.length)
    }

    @Test func `somebody must be able to read it, with a post-quantum key`() throws {
        for recipients in [[], [nil, nil]] as [[Recipient?]] {
            #expect(throws: SealingError.agencies("nobody to seal to")) {
                try sealEnvelope(message: [1], recipients: recipients, random: draws("seal"))
            }
        }
        let classical = try Identity(x25519: [UInt8](repeating: 9, count: 32)).recipient
        #expect(throws: SealingError.keys("a recipient is not hybrid")) {
            try sealEnvelope(message: [1], recipients: [classical], random: draws("seal"))
        }
        #expect(throws: SealingError.self) {
            try sealEnvelope(
                message: [1], recipients: [.hybrid(publicKey: [1, 2, 3])], random: draws("seal"))
        }
    }

    @Test(arguments: [0, Report.maximumSize + 1])
    func `a message that no reader takes is not sealed`(count: Int) throws {
        let limit = Report.maximumSize
        #expect(throws: SealingError.layout("message of \(count) bytes, limit 1 to \(limit)")) {
            try sealEnvelope(
                message: [UInt8](repeating: 1, count: count), recipients: Site.recipients(["agency_a"]),
                random: draws("seal"))
        }
    }
}
