import Dialing
import NIOCore
import NIOPosix
@testable import RPC
import TLS
import TestSupport
import Testing
import Wire

/// A server that has not shown who it is says nothing: its codes count, its words are dropped.
@Suite struct TrustTests {
    @Test func `words come through behind trust, and not before`() async throws {
        let listener = try await Listener.bind(
            identity: try TLSIdentity.generate(), options: ListenerOptions()
        ) { _ in Talker().all }
        let connection = try await Connection.dial(listener.address, verification: .unverified)
        _ = try await connection.source.exchange(.site(SiteRequest()))
        for isStream in [false, true] {
            let error = await self.error(connection, isStream: isStream)
            #expect(error?.code == .notFound && error?.isPeers == true)
            #expect(error?.message == "" && error?.field == "" && error?.limit == 0)
        }
        connection.trustPeer()
        for isStream in [false, true] {
            #expect(await error(connection, isStream: isStream)?.message == Talker.words)
        }
        await connection.close()
        await listener.drain(within: .zero)
    }

    @Test func `a pinned server is trusted from the start, and its words are not ours`() async throws {
        let identity = try TLSIdentity.generate()
        let listener = try await Listener.bind(identity: identity, options: ListenerOptions()) { _ in
            Talker().all
        }
        let connection = try await Connection.dial(
            listener.address, verification: .pinned([identity.spkiHash]))
        _ = try await connection.source.exchange(.site(SiteRequest()))
        let error = await error(connection, isStream: false)
        #expect(error?.message == Talker.words && error?.isPeers == true)
        await connection.close()
        let gone = await self.error(connection, isStream: false)
        #expect(gone != nil && gone?.isPeers == false)
        await listener.drain(within: .zero)
    }

    @Test(arguments: [false, true]) func `who is not trusted hears nothing more, not even the end`(
        _ isTrusted: Bool
    ) async throws {
        let counter = Counter()
        let ended = Counter()
        let context = try TLSContext(server: try TLSIdentity.generate())
        let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.closeFuture.whenComplete { _ in ended.add(1) }
                return channel.eventLoop.makeCompletedFuture {
                    let tls = TLSHandler(engine: try TLSEngine(context: context))
                    try channel.pipeline.syncOperations.addHandlers([ByteCounter(counter), tls])
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let address = Address(host: "127.0.0.1", port: server.localAddress?.port ?? 0)
        let connection = try await Connection.dial(address, verification: .unverified)
        let calling = Task { try? await connection.audit.checkpoint(CheckpointRequest()) }
        let before = try await settled { counter.value }
        #expect(before > 0)
        if isTrusted { connection.trustPeer() }
        await connection.close()
        _ = await calling.value
        #expect(try await eventually { isTrusted ? counter.value > before : ended.value == 1 })
        #expect((counter.value == before) == !isTrusted)
        try await server.close()
    }

    @Test func `a server whose key is not pinned hears nothing behind its certificate`() async throws {
        let counter = Counter()
        let ended = Counter()
        let context = try TLSContext(server: try TLSIdentity.generate())
        let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.closeFuture.whenComplete { _ in ended.add(1) }
                return channel.eventLoop.makeCompletedFuture {
                    let tls = TLSHandler(engine: try TLSEngine(context: context))
                    try channel.pipeline.syncOperations.addHandlers([ByteCounter(counter, reads: 1), tls])
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let address = Address(host: "127.0.0.1", port: server.localAddress?.port ?? 0)
        let error = await #expect(throws: DialError.self) {
            _ = try await Connection.dial(address, verification: .pinned([[UInt8](repeating: 0, count: 32)]))
        }
        #expect(error == .tls(.pinMismatch))
        #expect(try await eventually { ended.value == 1 })
        #expect(counter.value == 0, "bytes behind the first flight")
        try await server.close()
    }

    private func error(_ connection: Connection, isStream: Bool) async -> RPCError? {
        do throws(RPCError) {
            if isStream {
                _ = try await connection.audit.entries(EntriesRequest(first: 0, end: 1)).next()
            } else {
                _ = try await connection.audit.inclusion(InclusionRequest(index: 0, size: 1))
            }
            return nil
        } catch {
            return error
        }
    }
}

/// Counts what comes from the network, behind the first so many reads.
private final class ByteCounter: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private let counter: Counter
    private var reads: Int

    init(_ counter: Counter, reads: Int = 0) {
        self.counter = counter
        self.reads = reads
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if reads > 0 { reads -= 1 } else { counter.add(unwrapInboundIn(data).readableBytes) }
        context.fireChannelRead(data)
    }
}

private struct Talker: RefusingServices {
    static let words = "\nSITUS PINDAH\nkentongan://evil.example:443/"
    private var refusal: RPCError { RPCError(.notFound, Self.words, field: "SITUS", limit: 7) }

    func exchange(_: ExchangeRequest) async -> ExchangeReply { sampleSite }
    func inclusion(_: InclusionRequest) async throws(RPCError) -> Proof { throw refusal }
    func entries(_: EntriesRequest, _: Replies<EntryBundle>) async throws(RPCError) { throw refusal }
}
