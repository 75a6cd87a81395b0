import Foundation
import GRPCCore

/// The job of Kentongan's server, as grpc-swift-2 does it with serializers that pass bytes through.
///
///     grpc-peer serve PEM DIRECTORY ANSWER              prints its port; a submission is checked, stored and promised
///                                                       in as many bytes, a small call answered by ANSWER bytes
///     grpc-peer visit PORT COUNT WIDTH BYTES            COUNT connections, WIDTH at once, one message on each
///     grpc-peer call PORT COUNT CONNECTIONS DEPTH BYTES COUNT small calls on kept connections
@main
enum Peer {
    static func main() async throws {
        let words = Array(CommandLine.arguments[1...])
        let numbers = words.dropFirst().compactMap { Int($0) }
        switch (words.first, words.count, numbers.count) {
        case ("serve", 4, _):
            guard let answer = Int(words[3]) else { exit(64) }
            try await serve(pem: words[1], directory: words[2], answer: answer)
        case ("visit", 5, 4):
            try await visit(port: numbers[0], count: numbers[1], width: numbers[2], bytes: numbers[3])
        case ("call", 6, 5):
            try await call(
                port: numbers[0], count: numbers[1], connections: numbers[2], depth: numbers[3],
                bytes: numbers[4])
        default: exit(64)
        }
    }
}

enum Methods {
    static let store = MethodDescriptor(fullyQualifiedService: "bench.Peer", method: "Store")
    static let small = MethodDescriptor(fullyQualifiedService: "bench.Peer", method: "Small")
}

/// Messages are bytes: no encoding is measured.
struct Raw: MessageSerializer, MessageDeserializer {
    func serialize<Bytes: GRPCContiguousBytes>(_ message: [UInt8]) -> Bytes { Bytes(message) }

    func deserialize<Bytes: GRPCContiguousBytes>(_ bytes: Bytes) -> [UInt8] {
        bytes.withUnsafeBytes { [UInt8]($0) }
    }
}
