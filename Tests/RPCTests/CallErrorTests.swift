@testable import RPC
import TestSupport
import Testing
import Wire

@Suite struct CallErrorTests {
    @Test(arguments: Path.allCases) func `a service's error arrives whole`(_ path: Path) async throws {
        try await withFixture(path) { (fixture) async throws in
            let error = RPCError(
                Status(
                    code: .outOfRange, field: "TileRequest.index", limit: 5,
                    message: "beyond what is published"))
            await #expect(throws: error) {
                try await fixture.connection.audit.tile(TileRequest(level: 0, index: 9, width: 256))
            }
        }
    }

    @Test(arguments: Path.allCases) func `an error ends replies behind those sent`(_ path: Path) async throws
    {
        try await withFixture(path) { (fixture) async throws in
            let stream = fixture.connection.review.envelope(EnvelopeRequest(envelope: Hash(), offset: 0))
            #expect(try await stream.next()?.data == [1, 2, 3])
            await #expect(throws: RPCError(Status(.dataLoss, "the rest is gone"))) { try await stream.next() }
        }
    }

    @Test(arguments: Path.allCases) func `a message that does not decode names its field`(_ path: Path)
        async throws
    {
        try await withFixture(path) { (fixture) async throws in
            let error = await #expect(throws: RPCError.self) {
                let _: CheckpointReply = try await fixture.connection.unary(
                    .checkpoint, UploadOffset(offset: 1), deadline: nil)
            }
            #expect(error?.code == .invalidArgument)
            #expect(error?.field == "CheckpointRequest")
            let second = await #expect(throws: RPCError.self) {
                let _: TileReply = try await fixture.connection.unary(
                    .tile, CheckpointRequest(), deadline: nil)
            }
            #expect(second?.field == "TileRequest.level")
            #expect(
                try await fixture.connection.audit.checkpoint(CheckpointRequest()).checkpoint.isEmpty == false
            )
        }
    }

    @Test(arguments: Path.allCases) func `a streamed message that does not decode`(_ path: Path) async throws
    {
        try await withFixture(path) { (fixture) async throws in
            let call: RequestCall<UploadOffset, Promised> = fixture.connection.requests(
                .upload, deadline: nil)
            try await call.send(UploadOffset(offset: 1))
            let error = await #expect(throws: RPCError.self) { try await call.finish() }
            #expect(error?.code == .invalidArgument)
            #expect(error?.field == "UploadChunk.upload")
            #expect(try await eventually { (fixture.listener?.runningCalls ?? 0) == 0 })
        }
    }

    @Test func `a reply that breaks the schema is internal`() async throws {
        try await withFixture(.memory) { (fixture) async throws in
            let error = await #expect(throws: RPCError.self) {
                try await fixture.connection.audit.consistency(ConsistencyRequest(oldSize: 500, size: 0))
            }
            #expect(error?.code == .internal)
            #expect(error?.field == "Proof.hashes")
        }
    }

    @Test func `a request that breaks the schema is not sent`() async throws {
        try await withFixture(.memory) { (fixture) async throws in
            let call = fixture.connection.upload.upload()
            let error = await #expect(throws: RPCError.self) {
                try await call.send(
                    UploadChunk(
                        upload: Nonce(), offset: 0, data: [UInt8](repeating: 1, count: 65_537), envelope: []))
            }
            #expect(error?.code == .invalidArgument)
            #expect(error?.field == "UploadChunk.data")
        }
    }

    @Test(arguments: Path.allCases) func `a visit begins with site`(_ path: Path) async throws {
        let fixture = try await Fixture(path)
        let error = await #expect(throws: RPCError.self) {
            try await fixture.connection.audit.checkpoint(CheckpointRequest())
        }
        #expect(error?.code == .failedPrecondition)
        let reply = try await fixture.connection.source.exchange(.decoy(Decoy()))
        #expect(reply == .refused(RPCError(.failedPrecondition, "a visit begins with site")))
        try await fixture.begin()
        _ = try await fixture.connection.audit.checkpoint(CheckpointRequest())
        await fixture.end()
    }

    @Test func `texts are cut to what a status holds`() {
        let error = RPCError(
            .internal, String(repeating: "é", count: 300), field: String(repeating: "f", count: 65))
        #expect(error.status.message == String(repeating: "é", count: 100))
        #expect(error.status.field.utf8.count == 64)
        #expect(throws: Never.self) { try error.status.encoded() }
        #expect(RPCError(.ok, "").status.code == .internal)
    }
}
