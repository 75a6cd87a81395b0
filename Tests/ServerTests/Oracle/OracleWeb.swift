import Foundation
import NIOCore
import NIOPosix
import Testing

/// Asks the server for its public files by HTTP, as a browser would, and looks at all that comes.
struct OracleWeb {
    private let port: Int

    /// - Parameter address: as `Daemon.publicAddress`, of this machine.
    /// - Throws: `ExpectationFailedError` where it does not end in a port.
    init(_ address: String) throws {
        port = try #require(address.split(separator: ":").last.flatMap { Int($0) })
    }

    /// How long an answer took, its status, its head's length, lines and letters, and its body's length.
    func get(_ path: String, _ name: String, _ features: inout OracleFeatures) async throws {
        let start = ContinuousClock.now
        let answer = try await answer("/" + path)
        features.add("\(name), duration by HTTP", OracleWatch.log(ContinuousClock.now - start))
        let end = try #require(answer.firstRange(of: Array("\r\n\r\n".utf8)))
        let head = answer[..<end.lowerBound]
        let status = String(decoding: head.dropFirst(9).prefix(3), as: UTF8.self)
        features.add(
            "\(name), headers by HTTP",
            [
                try #require(Double(status)), Double(head.count), Double(head.count { $0 == 10 }),
                head.reduce(0) { $0 + Double($1) }, Double(answer.count - end.upperBound),
            ])
    }

    private func answer(_ target: String) async throws -> [UInt8] {
        let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose { incoming, outgoing in
            try await outgoing.write(
                ByteBuffer(string: "GET \(target) HTTP/1.1\r\nHost: uji.example\r\nConnection: close\r\n\r\n")
            )
            var answer: [UInt8] = []
            for try await part in incoming { answer += part.readableBytesView }
            return answer
        }
    }
}
