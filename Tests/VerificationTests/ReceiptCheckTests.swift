import AuditLog
import Foundation
import Primitives
import TestSupport
import Testing
import TransparencyLog
import Verification
import Wire
import Words

@Suite struct ReceiptCheckTests {
    private let sample: SamplePromises
    private let opening: Opening
    private let folder: TemporaryFolder

    init() throws {
        let (sample, openings) = try SamplePromises.usual()
        self.sample = sample
        opening = openings[0]
        folder = try TemporaryFolder()
    }

    private func bytes(opening: Opening? = nil, cosigners: Int = 2) throws -> [UInt8] {
        try sample.receipt(self.opening, cosigners: cosigners).proof(opening: opening ?? self.opening).bytes
    }

    private func check(_ bytes: [UInt8], pins: ReceiptPins? = nil) throws -> ReceiptCheck {
        ReceiptCheck(
            try ReceiptFile(bytes),
            pins: try pins ?? ReceiptPins(sample.descriptor, fingerprint: sample.fingerprint))
    }

    private func names(_ check: ReceiptCheck, _ ok: Bool?) -> [String] {
        check.checks.filter { $0.ok == ok }.map(\.name.rawValue)
    }

    @Test func everything_is_checked_by_its_name() throws {
        let check = try check(bytes())
        #expect(check.result == .ok)
        #expect(
            names(check, true) == [
                "descriptor", "root", "format", "commitment", "leaf", "log_signature", "cosignatures",
                "inclusion",
            ])
        guard case .reportReceived(let report) = opening.record.body else { throw Missing() }
        let json = check.json.text
        #expect(json.contains("\"envelope\":\"\(report.envelope.hex)\""))
        #expect(json.contains("\"agencies\":[\"bawaslu\",\"bkpsdm\"]"))
        #expect(json.contains("\"recorded\":true,\"witnessed\":true"))
    }

    /// One of two, none: recorded, not witnessed, and never "verified".
    @Test(arguments: [0, 1])
    func below_the_quorum_it_is_recorded_only(_ cosigners: Int) throws {
        let check = try check(bytes(cosigners: cosigners))
        #expect(check.result == .incomplete)
        #expect(check.result.exitCode == 3)
        #expect(check.isRecorded && !check.isWitnessed)
        #expect(names(check, nil) == ["cosignatures"])
        #expect(check.text(.english).hasSuffix("Recorded, not witnessed."))
        #expect(!check.text(.english).lowercased().contains("verified"))
    }

    /// Receipts of the first layout: the entry alone.
    @Test func a_receipt_without_opening_still_holds() throws {
        let receipt = try sample.receipt(opening)
        let entry = sample.entries[Int(receipt.index)]
        let old = LogProof(
            extra: entry, index: receipt.index, path: receipt.path, checkpoint: receipt.checkpoint.note)
        for bytes in [old.bytes, try receipt.proof(opening: nil).bytes] {
            let check = try check(bytes)
            #expect(check.result == .ok)
            #expect(names(check, nil) == ["commitment"])
            #expect(check.text(.english).contains("no opening in the file"))
        }
        #expect(try Receipt(old.bytes, descriptor: sample.descriptor) == receipt)
    }

    @Test func another_opening_is_false() throws {
        var other = opening
        other.nonce = Nonce()
        #expect(throws: LogError.self) { try bytes(opening: other) }
        let receipt = try sample.receipt(opening)
        let entry = try Entry(decoding: sample.entries[Int(receipt.index)])
        let extra = try ReceiptExtra(format: 1, entry: entry, opening: other).encoded()
        let proof = LogProof(
            extra: extra, index: receipt.index, path: receipt.path, checkpoint: receipt.checkpoint.note)
        let check = try check(proof.bytes)
        #expect(check.result == .failed)
        #expect(names(check, false) == ["commitment"])
    }

    /// A line by a witness that is known and did not sign this: nothing in the note counts.
    @Test func a_false_cosignature_is_false() throws {
        let good = try bytes()
        let text = String(decoding: good, as: UTF8.self)
        let line = try #require(text.split(separator: "\n").last)
        let blob = try #require(line.split(separator: " ").last)
        var signature = try #require(Primitives.Base64.decode([UInt8](blob.utf8)))
        signature[40] ^= 1
        let changed = text.replacing(blob, with: Primitives.Base64.encode(signature))
        let check = try check([UInt8](changed.utf8))
        #expect(names(check, false) == ["cosignatures"])
        #expect(check.result == .failed)
    }

    @Test func no_flipped_bit_passes() throws {
        let good = try bytes()
        for step in 0..<120 {
            var bad = good
            let bit = (step * 104_729 + 7) % (bad.count * 8)
            bad[bit / 8] ^= 1 << UInt8(bit % 8)
            guard let check = try? check(bad) else { continue }
            #expect(check.result != .ok, "bit \(bit)")
        }
    }

    @Test func hostile_files_end_with_a_clear_error() throws {
        let good = String(decoding: try bytes(), as: UTF8.self)
        let pins = try ReceiptPins(sample.descriptor, fingerprint: nil)
        let line = try #require(good.split(separator: "\n").last)
        let hash = Primitives.Base64.encode([UInt8](repeating: 7, count: 32))
        let files = [
            "", "\n", String(good.dropLast(1)), String(good.prefix(60)),
            good + String(repeating: "\(line)\n", count: 10_000),
            good.replacing("index ", with: "index 0"),
            good.replacing(
                "\n\n", with: "\n" + String(repeating: "\(hash)\n", count: 65) + "\n", maxReplacements: 1),
            "c2sp.org/tlog-proof@v1\nextra \(Primitives.Base64.encode([UInt8](repeating: 0, count: 140_000)))\n",
        ]
        for (number, text) in files.enumerated() {
            try folder.write("bad", [UInt8](text.utf8))
            let failure = #expect(throws: VerificationError.self, "\(number)") {
                try ReceiptCheck(path: folder.file("bad"), pins: pins)
            }
            #expect(failure?.kind == .badInput)
        }
        try folder.write("sparse", [])
        // So long that nobody could read it.
        #expect(truncate(folder.file("sparse"), 1 << 40) == 0)
        let failure = #expect(throws: VerificationError.self) {
            try ReceiptCheck(path: folder.file("sparse"), pins: pins)
        }
        #expect(failure?.kind == .badInput)
    }

    @Test func pins_come_from_one_place() throws {
        func pins(
            _ descriptor: String? = nil, link: String? = nil, policy: String? = nil, key: String? = nil,
            witnesses: [String] = [], quorum: Int? = nil
        ) throws -> ReceiptPins {
            try ReceiptPins(
                descriptor: descriptor.map(folder.file), link: link, policy: policy.map(folder.file),
                logKey: key.map(folder.file), witnesses: witnesses.map(folder.file), quorum: quorum)
        }
        try folder.write("descriptor", try sample.descriptor.encoded())
        try folder.write("log", [UInt8]("\(try sample.descriptor.logKey().vkey)\n".utf8))
        let vkeys = try sample.descriptor.witnessKeys().map(\.vkey)
        for (index, vkey) in vkeys.enumerated() { try folder.write("w\(index)", [UInt8]("\(vkey)\n".utf8)) }
        var policy = "log \(try sample.descriptor.logKey().vkey)\n"
        for (index, vkey) in vkeys.enumerated() { policy += "witness w\(index) \(vkey)\n" }
        try folder.write("policy", [UInt8]((policy + "group g 2 w0 w1 w2\nquorum g\n").utf8))
        try folder.write("nobody", [UInt8]((policy + "quorum none\n").utf8))
        let good = try bytes()
        for pins in [
            try pins("descriptor"), try pins("descriptor", link: sample.link), try pins(policy: "policy"),
            try pins(key: "log", witnesses: ["w0", "w1", "w2"], quorum: 2),
            try pins(key: "log", witnesses: ["w1", "w0"]),
        ] {
            #expect(try check(good, pins: pins).result == .ok)
            #expect(try check(bytes(cosigners: 1), pins: pins).result == .incomplete)
        }
        for pins in [
            try pins(key: "log"), try pins(key: "log", witnesses: ["w0"], quorum: 0),
            try pins(policy: "nobody"),
            try pins(key: "log", witnesses: ["w0", "w1", "w2"]),
        ] {
            #expect(try check(good, pins: pins).result == .incomplete)
        }
        let other = "kentongan://127.0.0.1:1/#\(Hash().hex)"
        let foreign = try check(good, pins: try pins("descriptor", link: other))
        #expect(foreign.result == .failed)
        #expect(names(foreign, false) == ["root"])

        let kinds: [(Failure.Kind, () throws -> ReceiptPins)] = [
            (.usage, { try pins() }), (.usage, { try pins("descriptor", policy: "policy") }),
            (.usage, { try pins("descriptor", witnesses: ["w0"]) }),
            (.usage, { try pins(link: sample.link, policy: "policy") }),
            (.badInput, { try pins("log") }), (.badInput, { try pins(policy: "log") }),
            (.badInput, { try pins(key: "w0") }), (.badInput, { try pins(key: "log", witnesses: ["log"]) }),
            (.badInput, { try pins(key: "log", witnesses: ["w0"], quorum: 2) }),
            (.badInput, { try pins(key: "log", witnesses: ["w0", "w0"]) }),
            (.missingFile, { try pins(key: "nothing") }),
        ]
        for (number, (kind, make)) in kinds.enumerated() {
            #expect((#expect(throws: VerificationError.self) { try make() })?.kind == kind, "\(number)")
        }
    }
}
