import Age
import Keys
import Sealing
import Testing
import Wire

@Suite struct EnvelopeOpenerTests {
    private let reader: Identity
    private let recipients: [Recipient]

    init() throws {
        reader = try identity("reader")
        recipients = [.hybrid(publicKey: try reader.publicKey())]
    }

    private func layout(_ reason: String) -> SealingError { .layout(reason) }

    @Test(arguments: [1, 7, 4_095, 31_744])
    func `slices do not matter`(slice: Int) throws {
        let files = [SampleFile(count: 5_000, seed: "a"), SampleFile([]), SampleFile(count: 1, seed: "b")]
        let envelope = try sealed([9, 8, 7], files: files, recipients: recipients)
        #expect(envelope.count == 31_744)
        let opened = try open(envelope, reader, evidence: files.map(\.evidence), slice: slice)
        #expect(opened == Opened(message: [9, 8, 7], files: files.map(\.bytes)))
    }

    @Test(arguments: [65_537, 999_983])
    func `long files in odd slices`(slice: Int) throws {
        let block = draws("long")(100_000)
        let long = SampleFile([UInt8]((0..<50).map { _ in block }.joined()))
        let files = [SampleFile([]), long, SampleFile([]), SampleFile(block), SampleFile([])]
        let envelope = try sealed([1], files: files, recipients: recipients)
        #expect(envelope.count == 8_387_584)
        let opened = try open(envelope, reader, evidence: files.map(\.evidence), slice: slice)
        #expect(opened == Opened(message: [1], files: files.map(\.bytes)))
    }

    @Test func `only files of no bytes`() throws {
        let files = [SampleFile([]), SampleFile([])]
        let envelope = try sealed([1], files: files, recipients: recipients)
        #expect(try open(envelope, reader, evidence: files.map(\.evidence)).files == [[], []])
    }

    @Test func `files in another order are not the evidence`() throws {
        let (a, b) = (SampleFile(count: 40, seed: "a"), SampleFile(count: 40, seed: "b"))
        let envelope = try sealed([1], files: [b, a], recipients: recipients)
        #expect(throws: SealingError.evidenceChanged(index: 0)) {
            try open(envelope, reader, evidence: [a.evidence, b.evidence])
        }
    }

    /// A trailer that agrees with the bytes, or with the message, alone is not enough.
    @Test func `trailer, bytes and message agree`() throws {
        let (a, b) = (SampleFile(count: 40, seed: "a"), SampleFile(count: 50, seed: "b"))
        let evidence = [a.evidence, b.evidence]
        func file(_ bytes: [UInt8], trailer: [Hash]) throws -> [UInt8] {
            try ageFile(framed([1]) + bytes + trailer.flatMap { $0.bytes }, to: recipients)
        }
        let right = [a.evidence.hash, b.evidence.hash]
        #expect(
            try open(file(a.bytes + b.bytes, trailer: right), reader, evidence: evidence).files.count == 2)
        var changed = b.bytes
        changed[49] ^= 1
        #expect(throws: SealingError.evidenceChanged(index: 1)) {
            try open(file(a.bytes + b.bytes, trailer: [right[0], hash("x")]), reader, evidence: evidence)
        }
        #expect(throws: SealingError.evidenceChanged(index: 1)) {
            try open(file(a.bytes + changed, trailer: right), reader, evidence: evidence)
        }
        #expect(throws: SealingError.evidenceChanged(index: 1)) {
            try open(
                file(a.bytes + changed, trailer: [right[0], sha256(changed)]), reader, evidence: evidence)
        }
        #expect(throws: SealingError.evidenceChanged(index: 0)) {
            try open(file(a.bytes + b.bytes, trailer: right.reversed()), reader, evidence: evidence)
        }
    }

    @Test func `every byte of padding is zero`() throws {
        let room = Int(try #require(AgeLength.plaintext(file: 31_744, hybridRecipients: 1)))
        for position in [5, 6, room / 2, room - 1] {
            var plaintext = framed([1]) + [UInt8](repeating: 0, count: room - 5)
            plaintext[position] = 1
            let file = try ageFile(plaintext, to: recipients)
            #expect(throws: layout("padding that is not zero")) { try open(file, reader) }
        }
    }

    /// Bytes of files that the message does not state are padding that is not zero.
    @Test func `more files than stated`() throws {
        let file = SampleFile(count: 10, seed: "a")
        let envelope = try sealed([1], files: [file], recipients: recipients)
        #expect(throws: layout("padding that is not zero")) { try openEnvelope(envelope, identity: reader) }
    }

    @Test func `fewer bytes than stated`() throws {
        var evidence = SampleFile(count: 10, seed: "a").evidence
        let envelope = try sealed([1], recipients: recipients)
        for length: UInt64 in [30_081, 1 << 40, .max] {
            evidence.length = length
            #expect(throws: layout("ends before its trailer")) {
                try open(envelope, reader, evidence: [evidence])
            }
        }
        evidence.length = 30_079
        #expect(throws: layout("ends before its trailer")) {
            try open(envelope, reader, evidence: [evidence])
        }
    }

    @Test func `a message's length has limits`() throws {
        let limit = UInt32(Report.maximumSize)
        for length in [0, limit + 1, .max] {
            let file = try ageFile(framed([1], length: length), to: recipients)
            #expect(throws: layout("message of \(length) bytes, limit 1 to \(limit)")) {
                try open(file, reader)
            }
        }
        for plaintext in [[], [0], [0, 0, 0], framed([], length: 10), framed([1, 2, 3], length: 4)]
            as [[UInt8]]
        {
            let file = try ageFile(plaintext, to: recipients, padded: false)
            #expect(throws: layout("ends before its trailer")) { try open(file, reader) }
        }
    }

    @Test func `an envelope of another length is none`() throws {
        let file = try ageFile(framed([1, 2, 3]), to: recipients, padded: false)
        #expect(throws: layout("length \(file.count)")) { try open(file, reader) }
    }

    @Test func `an envelope that ends early is none`() throws {
        let envelope = try sealed([1], files: [SampleFile(count: 100_000, seed: "a")], recipients: recipients)
        let evidence = [SampleFile(count: 100_000, seed: "a").evidence]
        for count in [0, 1, 1_000, 1_626, 1_627, 1_643, 1_650, 60_000, 67_195, envelope.count - 1] {
            let error = #expect(throws: SealingError.self) {
                try open(Array(envelope.prefix(count)), reader, evidence: evidence)
            }
            guard case .notOpened? = error else {
                Issue.record("\(count) bytes: \(String(describing: error))")
                continue
            }
        }
        for position in [0, 30, 1_700, 70_000, envelope.count - 1] {
            var changed = envelope
            changed[position] ^= 1
            #expect(throws: SealingError.self) { try open(changed, reader, evidence: evidence) }
        }
        #expect(throws: SealingError.self) { try open(envelope + [0], reader, evidence: evidence) }
    }

    @Test func `the first failure is final`() throws {
        let envelope = try sealed([1], recipients: recipients)
        let refusal = SealingError.signature("report")
        var opener = EnvelopeOpener(identity: reader) { _ throws(SealingError) in throw refusal }
        #expect(try opener.receive(envelope) == [])
        #expect(throws: refusal) { try opener.finish() }
        #expect(throws: SealingError.self) { try opener.finish() }
        let long = try sealed([1], files: [SampleFile(count: 200_000, seed: "a")], recipients: recipients)
        opener = EnvelopeOpener(identity: reader) { _ throws(SealingError) in throw refusal }
        #expect(throws: refusal) { try opener.receive(Array(long.prefix(100_000))) }
        #expect(throws: refusal) { try opener.receive(Array(long[100_000..<100_010])) }
        #expect(throws: SealingError.self) { try opener.finish() }
    }
}
