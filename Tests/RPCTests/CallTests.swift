import RPC
import TLS
import TestSupport
import Testing
import Wire

@Suite struct CallTests {
    @Test(arguments: Path.allCases) func `a unary call`(_ path: Path) async throws {
        try await withFixture(path) { (fixture) async throws in
            let start = UploadStart(
                authentication: Authentication(role: .source, key: PublicKey(), signature: Signature()),
                upload: Nonce(), length: 4_711, counter: 0)
            #expect(try await fixture.connection.upload.startUpload(start).offset == 4_711)
        }
    }

    @Test(arguments: Path.allCases) func `replies streamed, more than any window`(_ path: Path) async throws {
        try await withFixture(path) { (fixture) async throws in
            let stream = fixture.connection.audit.entries(EntriesRequest(first: 10, end: 60))
            var next: UInt64 = 10
            while let bundle = try await stream.next() {
                #expect(bundle.first == next)
                #expect(bundle.bundle.count == 65_536)
                next += 1
            }
            #expect(next == 60)
        }
    }

    @Test(arguments: Path.allCases) func `no reply at all is a stream too`(_ path: Path) async throws {
        try await withFixture(path) { (fixture) async throws in
            #expect(try await fixture.connection.review.staged(StagedRequest()).next() == nil)
        }
    }

    @Test(arguments: Path.allCases) func `requests streamed, more than any window`(_ path: Path) async throws
    {
        try await withFixture(path) { (fixture) async throws in
            let call = fixture.connection.upload.upload()
            for index in 0..<40 {
                let data = [UInt8](repeating: UInt8(index), count: 50_000)
                try await call.send(
                    UploadChunk(upload: Nonce(), offset: UInt64(index * 50_000), data: data, envelope: []))
            }
            #expect(try await call.finish().promise.epoch == 2_000_000)
        }
    }

    @Test(arguments: Path.allCases) func `a visit's cells, in order`(_ path: Path) async throws {
        try await withFixture(path) { (fixture) async throws in
            let source = fixture.connection.source
            #expect(
                try await source.exchange(.decoy(Decoy()))
                    == ExchangeReply(more: true, result: .decoy(Decoy())))
            let request = InboxRequest(
                authentication: Authentication(role: .source, key: PublicKey(), signature: Signature()),
                item: 0)
            let refusal = ExchangeReply.refused(RPCError(.notFound, "no such mailbox"))
            #expect(try await source.exchange(.inbox(request)) == refusal)
            #expect(try await source.exchange(.site(SiteRequest())) == sampleSite)
        }
    }

    @Test func `cells of many tasks take turns`() async throws {
        try await withFixture(.network) { (fixture) async throws in
            try await withThrowingTaskGroup { group in
                for _ in 0..<20 {
                    group.addTask {
                        try await fixture.connection.source.exchange(.decoy(Decoy())).result
                            == .decoy(Decoy())
                    }
                }
                for try await isRight in group { #expect(isRight) }
            }
        }
    }

    @Test(arguments: Path.allCases) func `more calls at once than streams`(_ path: Path) async throws {
        try await withFixture(path) { (fixture) async throws in
            try await withThrowingTaskGroup { group in
                for _ in 0..<500 {
                    group.addTask {
                        try await fixture.connection.audit.consistency(
                            ConsistencyRequest(oldSize: 3, size: 5))
                    }
                }
                for try await proof in group { #expect(proof.hashes.count == 3) }
            }
            #expect(try await eventually { (fixture.listener?.runningCalls ?? 0) == 0 })
        }
    }

    @Test func `many connections`() async throws {
        let identity = try TLSIdentity.generate()
        let services = SampleServices()
        let listener = try await Listener.bind(identity: identity, options: ListenerOptions()) { _ in
            services.all
        }
        try await withThrowingTaskGroup { group in
            for _ in 0..<24 {
                group.addTask {
                    let connection = try await Connection.dial(
                        listener.address, verification: .pinned([identity.spkiHash]))
                    _ = try await connection.source.exchange(.site(SiteRequest()))
                    for _ in 0..<20 { _ = try await connection.audit.checkpoint(CheckpointRequest()) }
                    await connection.close()
                }
            }
            try await group.waitForAll()
        }
        #expect(try await eventually { listener.connections == 0 })
        await listener.drain(within: .zero)
    }

    @Test func `both ends export the same, and the client sees the key`() async throws {
        let identity = try TLSIdentity.generate()
        let listener = try await Listener.bind(identity: identity, options: ListenerOptions()) { peer in
            SampleServices(peer).all
        }
        let connection = try await Connection.dial(listener.address, verification: .unverified)
        _ = try await connection.source.exchange(.site(SiteRequest()))
        let authentication = Authentication(role: .reviewer, key: PublicKey(), signature: Signature())
        let agency = try await connection.review.authenticate(authentication).agency
        #expect(connection.exporter.count == 32)
        #expect(agency == hex(connection.exporter.prefix(16)))
        #expect(connection.peerKey.bytes == identity.spkiHash)
        await connection.close()
        await listener.drain(within: .zero)
    }
}
