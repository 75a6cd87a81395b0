import Foundation
import GRPCCore
import GRPCNIOTransportHTTP2Posix

extension Peer {
    typealias Client = GRPCClient<HTTP2ClientTransport.Posix>

    /// A fresh connection for every signed message; its promise comes back when it is durable.
    static func visit(port: Int, count: Int, width: Int, bytes: Int) async throws {
        try await repeated(count, width: width) { _ in
            var envelope = [UInt8](repeating: 0, count: bytes - Submission.headLength)
            for index in stride(from: 0, to: envelope.count, by: 8) {
                envelope[index] = .random(in: 0 ... .max)
            }
            let message = try Submission.sign(envelope)
            try await connected(port) { client in
                let answer = try await unary(client, Methods.store, message)
                guard answer.count == bytes else { exit(1) }
            }
        }
    }

    static func call(port: Int, count: Int, connections: Int, depth: Int, bytes: Int) async throws {
        let message = [UInt8](repeating: 1, count: bytes)
        try await withThrowingDiscardingTaskGroup { group in
            for _ in 0..<connections {
                group.addTask {
                    try await connected(port) { client in
                        try await repeated(count / connections, width: depth) { _ in
                            guard try await !unary(client, Methods.small, message).isEmpty else { exit(1) }
                        }
                    }
                }
            }
        }
    }

    private static func connected(_ port: Int, _ body: @Sendable (Client) async throws -> Void) async throws {
        try await withGRPCClient(
            transport: .http2NIOPosix(
                target: .ipv4(address: "127.0.0.1", port: port),
                transportSecurity: .tls { $0.serverCertificateVerification = .noVerification })
        ) { try await body($0) }
    }

    private static func unary(
        _ client: Client, _ method: MethodDescriptor, _ message: [UInt8]
    ) async throws -> [UInt8] {
        try await client.unary(
            request: ClientRequest(message: message), descriptor: method, serializer: Raw(),
            deserializer: Raw(),
            options: .defaults
        ) { try $0.message }
    }

    private static func repeated(
        _ count: Int, width: Int, _ body: @escaping @Sendable (Int) async throws -> Void
    ) async throws {
        try await withThrowingDiscardingTaskGroup { group in
            for worker in 0..<width {
                group.addTask {
                    for index in stride(from: worker, to: count, by: width) { try await body(index) }
                }
            }
        }
    }
}
