import Dialing
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

private struct Talker: RefusingServices {
    static let words = "\nSITUS PINDAH\nkentongan://evil.example:443/"
    private var refusal: RPCError { RPCError(.notFound, Self.words, field: "SITUS", limit: 7) }

    func exchange(_: ExchangeRequest) async -> ExchangeReply { sampleSite }
    func inclusion(_: InclusionRequest) async throws(RPCError) -> Proof { throw refusal }
    func entries(_: EntriesRequest, _: Replies<EntryBundle>) async throws(RPCError) { throw refusal }
}
