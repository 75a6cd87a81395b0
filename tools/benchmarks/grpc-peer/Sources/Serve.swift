import Crypto
import Foundation
import GRPCCore
import GRPCNIOTransportHTTP2Posix

extension Peer {
    /// Serves until it is ended.
    static func serve(pem: String, directory: String, answer: Int) async throws {
        let transport = HTTP2ServerTransport.Posix(
            address: .ipv4(host: "127.0.0.1", port: 0),
            transportSecurity: .tls(
                certificateChain: [.file(path: pem, format: .pem)], privateKey: .file(path: pem, format: .pem)
            ))
        let service = Service(
            store: try Store(directory + "/grpc.sqlite"), key: Curve25519.Signing.PrivateKey(),
            answer: [UInt8](repeating: 0x5a, count: answer))
        let server = GRPCServer(transport: transport, services: [service])
        try await withThrowingDiscardingTaskGroup { group in
            group.addTask { try await server.serve() }
            guard let port = try await server.listeningAddress?.ipv4?.port else { exit(1) }
            print(port)
            fflush(nil)
        }
    }
}

private struct Service: RegistrableRPCService {
    let store: Store
    let key: Curve25519.Signing.PrivateKey
    let answer: [UInt8]

    func registerMethods<Transport: ServerTransport>(with router: inout RPCRouter<Transport>) {
        router.registerHandler(forMethod: Methods.store, deserializer: Raw(), serializer: Raw()) {
            request, _ in
            let message = try await ServerRequest(stream: request).message
            let submission = try Submission(checking: message)
            let promise = try submission.promise(by: key)
            try await store.insert(submission.envelope, id: submission.id)
            let rest = [UInt8](repeating: 0, count: message.count - promise.count)
            return StreamingServerResponse(single: ServerResponse(message: promise + rest))
        }
        router.registerHandler(forMethod: Methods.small, deserializer: Raw(), serializer: Raw()) {
            [answer] request, _ in
            _ = try await ServerRequest(stream: request)
            return StreamingServerResponse(single: ServerResponse(message: answer))
        }
    }
}
