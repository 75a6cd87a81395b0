@testable import Primitives
import TestSupport
import Testing
@testable import TransparencyLog
import Wire

@Suite struct WitnessRequestTests {
    private let log: SampleWitness
    private let body: String

    init() throws {
        log = try SampleWitness()
        body = String(decoding: try log.request(5, 23).bytes, as: UTF8.self)
    }

    private func read(_ text: String) throws -> AddCheckpointRequest { try AddCheckpointRequest(text.bytes) }

    @Test func roundTrips() throws {
        for (old, new) in [(0, 0), (0, 1), (1, 1), (5, 23), (8, 40), (40, 40)] {
            let request = try log.request(old, new)
            #expect(try AddCheckpointRequest(request.bytes) == request)
            #expect(request.head == (try log.checkpoint(new)))
        }
    }

    /// The layout of C2SP tlog-witness, line by line.
    @Test func layout() throws {
        let request = try log.request(5, 23)
        let lines = body.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines[0] == "old 5")
        #expect(
            lines[1..<(1 + request.proof.count)].map(String.init)
                == request.proof.map { Base64.encode($0.bytes) })
        #expect(lines[1 + request.proof.count] == "")
        #expect(lines[2 + request.proof.count] == "saksi.example/log")
        #expect(body.hasSuffix("\n\(try log.note(23).signatures[0].line)\n"))
    }

    @Test func oldSizeLine() throws {
        for old in ["old 05", "old -1", "old", "old ", "Old 5", "old  5", "old 5 ", "old\t5", "", "new 5"] {
            #expect(throws: AddCheckpointError.malformedOldSize) {
                try read(body.replacing("old 5\n", with: "\(old)\n", maxReplacements: 1))
            }
        }
        let most = try read(body.replacing("old 5\n", with: "old 9223372036854775807\n"))
        #expect(most.oldSize == Checkpoint.maximumSize)
        for size in ["9223372036854775808", "18446744073709551615", "18446744073709551616", "1e3"] {
            #expect(throws: AddCheckpointError.malformedOldSize) {
                try read(body.replacing("old 5\n", with: "old \(size)\n"))
            }
        }
    }

    @Test func checkpointSizeOfTwoToThe63() throws {
        #expect(throws: AddCheckpointError.checkpoint(.invalidSize)) {
            try read(body.replacing("log\n23\n", with: "log\n9223372036854775808\n"))
        }
    }

    @Test func proofLines() throws {
        let note = String(decoding: try log.note(23).bytes, as: UTF8.self)
        let hash = Base64.encode(log.root(3).bytes)
        func body(_ count: Int) -> String {
            "old 5\n" + String(repeating: hash + "\n", count: count) + "\n" + note
        }
        #expect(try read(body(63)).proof.count == 63)
        #expect(throws: AddCheckpointError.tooManyHashes(limit: 63)) { try read(body(64)) }
        for bad in [String(hash.dropLast()), hash + "A", "AAAA", " " + hash, "\u{2014}", hash + "\r"] {
            #expect(throws: AddCheckpointError.malformedProof(line: 3)) {
                try read("old 5\n\(hash)\n\(bad)\n\n\(note)")
            }
        }
        #expect(throws: AddCheckpointError.tooManyHashes(limit: 63)) {
            try AddCheckpointRequest(
                oldSize: 5, proof: Array(repeating: Hash(), count: 64), checkpoint: log.note(23))
        }
    }

    @Test func withoutAnEmptyLine() throws {
        let text = body.replacing("\n\nsaksi", with: "\nsaksi")
        #expect(throws: AddCheckpointError.malformedProof(line: try log.request(5, 23).proof.count + 2)) {
            try read(text)
        }
        #expect(throws: AddCheckpointError.malformedProof(line: 2)) { try read("old 5\n") }
        #expect(throws: AddCheckpointError.note(.malformed)) { try read("old 5\n\n") }
    }

    @Test func carriageReturns() {
        #expect(throws: AddCheckpointError.self) { try read(body.replacing("\n", with: "\r\n")) }
        #expect(throws: AddCheckpointError.note(.controlCharacter)) {
            try read(body.replacing("log\n23\n", with: "log\r\n23\n"))
        }
    }

    @Test func extensionLinesAreRefused() {
        #expect(throws: AddCheckpointError.checkpoint(.malformed)) {
            try read(body.replacing("=\n\n\u{2014}", with: "=\nmore\n\n\u{2014}"))
        }
    }

    @Test func tenThousandSignatureLines() throws {
        let line = try log.note(23).signatures[0].line
        let many = body + String(repeating: line + "\n", count: 10_000)
        #expect(throws: AddCheckpointError.tooLarge(byteCount: many.utf8.count, limit: 65_536)) {
            try read(many)
        }
        #expect(throws: AddCheckpointError.note(.tooManySignatures(limit: 64))) {
            try read(body + String(repeating: line + "\n", count: 64))
        }
        let short = String(repeating: "\u{2014} a AAAAAAA=\n", count: 3_000)
        #expect(throws: AddCheckpointError.note(.tooManySignatures(limit: 64))) { try read(body + short) }
    }

    @Test func endlessBase64() throws {
        let lines = "old 5\n" + String(repeating: Base64.encode(log.root(3).bytes) + "\n", count: 1_400)
        #expect(throws: AddCheckpointError.tooManyHashes(limit: 63)) { try read(lines) }
        let line = "old 5\n" + String(repeating: "A", count: 65_000)
        #expect(throws: AddCheckpointError.malformedProof(line: 2)) { try read(line) }
    }

    /// What is read is what would be written, whatever was changed.
    @Test func changedBytes() throws {
        var random = SeededGenerator(seed: 9)
        let bytes = body.bytes
        var accepted = 0
        for _ in 0..<4_000 {
            var changed = bytes
            for _ in 0...(random.next() % 3) {
                let at = Int(random.next() % UInt64(changed.count))
                switch random.next() % 3 {
                case 0: changed[at] ^= 1 << UInt8(random.next() % 8)
                case 1: changed.remove(at: at)
                default: changed.insert([10, 32, 43, 61, 65, 48][Int(random.next() % 6)], at: at)
                }
            }
            guard let request = try? AddCheckpointRequest(changed) else { continue }
            accepted += 1
            #expect(request.bytes == changed)
        }
        #expect(accepted > 0)
    }

    @Test func randomBytes() {
        var random = SeededGenerator(seed: 10)
        for _ in 0..<2_000 {
            let noise = random.bytes(Int(random.next() % 300))
            #expect(throws: AddCheckpointError.self) { try AddCheckpointRequest(noise) }
            #expect(throws: AddCheckpointError.self) { try AddCheckpointRequest("old 5\n".bytes + noise) }
        }
    }
}

@Suite struct WitnessAnswerTests {
    private func read(_ status: Int, _ type: String?, _ body: String) throws -> AddCheckpointAnswer {
        try AddCheckpointAnswer(status: status, contentType: type, body: body.bytes)
    }

    @Test func cosigned() throws {
        let log = try SampleWitness()
        let checkpoint = try log.checkpoint(7)
        let line = try log.cosigner.cosign(checkpoint, at: 9)
        let other = try Cosigner(name: "lain.example/w", key: log.key).cosign(checkpoint, at: 9)
        let answer = try read(200, nil, "\(other.line)\n\(line.line)\n")
        #expect(answer == .cosigned([other, line]))
        let key = log.cosigner.verifierKey
        #expect(answer.cosignature(by: key, on: checkpoint) == line)
        #expect(answer.cosignature(by: key, on: try log.checkpoint(8)) == nil)
        #expect(answer.cosignature(by: log.signer.verifierKey, on: checkpoint) == nil)
        #expect(AddCheckpointAnswer.cosigned([other]).cosignature(by: key, on: checkpoint) == nil)
        let wrong = NoteSignature(key: key, bytes: Array(repeating: 1, count: 72))
        #expect(AddCheckpointAnswer.cosigned([line, wrong]).cosignature(by: key, on: checkpoint) == nil)
    }

    @Test func otherAnswers() throws {
        #expect(try read(409, AddCheckpointAnswer.sizeType, "0\n") == .conflict(size: 0))
        #expect(try read(409, AddCheckpointAnswer.sizeType, "1234\n") == .conflict(size: 1234))
        #expect(try read(409, "text/plain", "1234\n") == .refused(status: 409))
        #expect(try read(404, nil, "") == .refused(status: 404))
        #expect(try read(503, nil, "whatever") == .refused(status: 503))
        #expect(try read(204, nil, "") == .refused(status: 204))
    }

    @Test(arguments: ["", "\n", "1234", "01\n", "-1\n", "9223372036854775808\n", "1\n\n", "1 \n"])
    func malformedConflicts(_ body: String) {
        #expect(throws: AddCheckpointError.malformedConflict) {
            try read(409, AddCheckpointAnswer.sizeType, body)
        }
    }

    @Test func maliciousWitness() throws {
        let line = "\u{2014} a AAAAAAA=\n"
        #expect(try read(200, nil, String(repeating: line, count: 64)) != .refused(status: 200))
        for body in [
            "", "\n", "a\n", line + "\n", String(line.dropLast()), String(repeating: line, count: 65),
        ] {
            #expect(throws: AddCheckpointError.malformedCosignatures(limit: 64)) { try read(200, nil, body) }
        }
        let endless = String(repeating: line, count: 10_000)
        #expect(throws: AddCheckpointError.tooLarge(byteCount: endless.utf8.count, limit: 65_536)) {
            try read(200, nil, endless)
        }
    }
}
