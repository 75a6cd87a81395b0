import Foundation
import Keys
import TestSupport
import Testing
import Wire

/// `Protocol/vectors/work.json`, which check_work.py makes with another scrypt.
@Suite struct WorkTests {
    private struct File: Decodable {
        let tries: [Try]
        let cases: [Case]
    }

    private struct Try: Decodable {
        let envelope: String
        let mailbox: String
        let challenge: String
        let nonce: String
        let bits: UInt8
    }

    private struct Case: Decodable {
        let name: String
        let envelope: String
        let mailbox: String
        let challenges: [String]
        let needed: UInt8
        let work: String
        let accepted: Bool
    }

    private let file: File

    init() throws {
        let path = URL(filePath: #filePath).appending(path: "../../../Protocol/vectors/work.json")
            .standardized
        file = try JSONDecoder().decode(File.self, from: Data(contentsOf: path))
    }

    @Test func bitsAreTheZerosInFront() throws {
        #expect(file.tries.count >= 8)
        for vector in file.tries {
            let subject = try subject(vector.envelope, vector.mailbox)
            let bits = Work.bits(
                of: try #require([UInt8](hex: vector.nonce)), for: subject,
                challenge: try #require(Hash(hex: vector.challenge)))
            #expect(bits == vector.bits)
        }
    }

    @Test func workAdmitsTheReportThatItIsFor() throws {
        #expect(file.cases.contains { $0.accepted } && file.cases.contains { !$0.accepted })
        for vector in file.cases {
            let challenges = try vector.challenges.map { try #require(Hash(hex: $0)) }
            let work = try #require([UInt8](hex: vector.work))
            let subject = try subject(vector.envelope, vector.mailbox)
            let proof = WorkProof(work, claiming: vector.needed, of: challenges)
            #expect(proof?.has(vector.needed, for: subject) ?? false == vector.accepted, "\(vector.name)")
        }
    }

    private func subject(_ envelope: String, _ mailbox: String) throws -> [UInt8] {
        Work.subject(
            envelope: try #require(Hash(hex: envelope)), mailbox: try #require(PublicKey(hex: mailbox)))
    }
}
