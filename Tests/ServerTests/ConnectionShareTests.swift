@testable import Server
import Testing

/// Connections beside the files that a server needs for itself.
@Suite struct ConnectionShareTests {
    @Test(
        arguments: [
            (20_000, nil, 10_000, 1_000), (16_384, 1_000, 10_000, 1_000), (4_096, nil, 4_000, 1_000),
            (200, nil, 104, 1_000), (200, 1_000, 78, 13), (100, 1_000, 8, 8), (0, 1_000, 8, 8),
            (.max, nil, 10_000, 1_000),
        ] as [(Int, Int?, Int, Int)])
    func isWhatFits(_ descriptors: Int, _ publish: Int?, _ connections: Int, _ publishing: Int) {
        var configuration = Configuration()
        configuration.connections = 10_000
        if publish != nil { configuration.publishListen = Configuration.Address(host: "127.0.0.1", port: 0) }
        let fitting = configuration.with(ConnectionShare(configuration, descriptors: descriptors))
        #expect(fitting.connections == connections)
        #expect(fitting.publishConnections == publishing)
    }
}
