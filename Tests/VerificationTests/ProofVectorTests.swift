import AuditLog
import Foundation
import Keys
import TestSupport
import Testing
import Verification
import Wire
import Words

/// `Protocol/vectors/proofs.json`: receipts and evidence as data, taken and refused, for other implementations too.
@Suite struct ProofVectorTests {
    private struct Vectors: Decodable {
        struct Vector: Decodable {
            var name: String
            var result: String
            /// Names of the checks that are false.
            var failed: [String]
            /// Of a receipt.
            var file: String?
            /// Of evidence: `BrokenPromiseEvidence`.
            var hex: String?
        }
        var descriptor: String
        var root_fingerprint: String
        var receipts: [Vector]
        var evidence: [Vector]
    }

    private static let path = URL(filePath: #filePath)
        .appending(path: "../../../Protocol/vectors/proofs.json").standardized.path

    @Test func the_committed_vectors_are_these() async throws {
        let text = try await Self.made()
        if ProcessInfo.processInfo.environment["KENTONGAN_WRITE_VECTORS"] != nil {
            try Data(text.utf8).write(to: URL(filePath: Self.path))
        }
        #expect(try String(contentsOfFile: Self.path, encoding: .utf8) == text)
    }

    @Test func each_is_taken_or_refused_for_its_reason() throws {
        let vectors = try JSONDecoder().decode(
            Vectors.self, from: Data(contentsOf: URL(filePath: Self.path)))
        let descriptor = try SiteDescriptor(decoding: try bytes(vectors.descriptor))
        let fingerprint = try #require(Hash(hex: vectors.root_fingerprint))
        let pins = try ReceiptPins(descriptor, fingerprint: fingerprint)
        for vector in vectors.receipts {
            let file = try ReceiptFile([UInt8](try #require(vector.file).utf8))
            let check = ReceiptCheck(file, pins: pins)
            #expect(check.result.rawValue == vector.result, "\(vector.name)")
            #expect(failed(check.checks) == vector.failed.sorted(), "\(vector.name)")
            // Nothing that is false is ever called recorded.
            #expect(check.result != .failed || !check.text(.english).contains("Recorded"), "\(vector.name)")
        }
        for vector in vectors.evidence {
            let evidence = try BrokenPromiseEvidence(decoding: try bytes(try #require(vector.hex)))
            let check = EvidenceCheck(evidence, fingerprint: fingerprint)
            #expect(check.result.rawValue == vector.result, "\(vector.name)")
            #expect(failed(check.checks) == vector.failed.sorted(), "\(vector.name)")
            let verdict = PromiseVerdict.evidence(check)
            #expect(verdict.exitCode == (vector.result == "ok" ? 0 : 1))
            #expect(verdict.status == (vector.result == "ok" ? .critical : .unknown))
        }
        #expect(vectors.receipts.count { $0.result == "failed" } >= 6)
        #expect(vectors.evidence.count { $0.result == "failed" } >= 20)
    }

    /// What the file must hold: the results as the checks give them, which `cases` say beforehand.
    private static func made() async throws -> String {
        let (sample, openings) = try SamplePromises.usual()
        let pins = try ReceiptPins(sample.descriptor, fingerprint: sample.fingerprint)
        let absent = sha256([1, 2, 3])
        let good = try #require(try await sample.judge(sample.promise(absent, epoch: 4)).evidence)
        func line(_ item: ProofCase, _ result: ProofResult, _ checks: [ProofCheck], _ content: (String, JSON))
            -> String
        {
            let failed = checks.filter { $0.ok == false }.map(\.name.rawValue).sorted()
            // A commitment has other neighbours elsewhere.
            #expect(
                Set(failed) == item.failed || Set(failed) == item.failed.union(["neighbours"]), "\(item.name)"
            )
            return JSON.object([
                ("name", .string(item.name)), ("result", .string(result.rawValue)),
                ("failed", .array(failed.map { .string($0) })), content,
            ]).text
        }
        let receipts = try sample.receiptCases(openings[0]).map { item in
            let check = ReceiptCheck(try ReceiptFile(item.bytes), pins: pins)
            let text = String(decoding: item.bytes, as: UTF8.self)
            return line(item, check.result, check.checks, ("file", .string(text)))
        }
        let evidence = try sample.evidenceCases(good, openings[1]).map { item in
            let check = EvidenceCheck(
                try BrokenPromiseEvidence(decoding: item.bytes), fingerprint: sample.fingerprint)
            return line(item, check.result, check.checks, ("hex", .string(item.bytes.hex)))
        }
        return """
            {"descriptor":"\(try sample.descriptor.encoded().hex)",
            "root_fingerprint":"\(sample.fingerprint.hex)",
            "receipts":[
            \(receipts.joined(separator: ",\n"))],
            "evidence":[
            \(evidence.joined(separator: ",\n"))]}

            """
    }

    private func failed(_ checks: [ProofCheck]) -> [String] {
        checks.filter { $0.ok == false }.map(\.name.rawValue).sorted()
    }

    private func bytes(_ hex: String) throws -> [UInt8] {
        try stride(from: 0, to: hex.count, by: 2).map { offset in
            let start = hex.index(hex.startIndex, offsetBy: offset)
            return try #require(UInt8(hex[start..<hex.index(start, offsetBy: 2)], radix: 16))
        }
    }
}
