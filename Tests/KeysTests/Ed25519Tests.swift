import Foundation
@testable import Keys
import TestSupport
import Testing
import Wire

@Suite struct Ed25519Tests {
    struct File: Decodable {
        let vectors: [Vector]
    }

    struct Vector: Decodable, CustomTestStringConvertible {
        let name: String
        let accepted: Bool
        let reason: String
        let public_key: String
        let message: String
        let signature: String

        var testDescription: String { name }
    }

    static let file = Result { try vectors("ed25519-strict.json", as: File.self) }

    @Test func vectorsAreThere() throws {
        let all = try Self.file.get().vectors
        #expect(all.count >= 50)
        #expect(all.contains { $0.accepted })
    }

    @Test(arguments: (try? file.get().vectors) ?? [])
    func strict(vector: Vector) throws {
        let key = try required(PublicKey(hex: vector.public_key))
        let message = try required([UInt8](hex: vector.message))
        let signature = try required(Signature(hex: vector.signature))
        #expect(Ed25519.verify(signature, of: message, by: key) == vector.accepted, "\(vector.reason)")
        let keyIsAtFault = vector.reason == "A is of small order" || vector.reason == "A is not canonical"
        #expect(Ed25519.isAcceptableKey(key) == !keyIsAtFault)
    }

    /// The protocol's own copy is the same file.
    @Test func publishedVectorsAreTheseVectors() throws {
        let tests = URL(filePath: #filePath).deletingLastPathComponent()
        let published = tests.appending(path: "../../Protocol/vectors/ed25519-strict.json").standardized
        #expect(
            try Data(contentsOf: published)
                == Data(contentsOf: tests.appending(path: "Vectors/ed25519-strict.json")))
    }
}
