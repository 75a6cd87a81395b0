import RPC
import Storage
import Wire

extension Node {
    /// Gives an envelope from an offset on, in the portions in which it is stored.
    func send(
        _ envelope: PublishedEnvelope, from offset: UInt64, to replies: Replies<EnvelopeChunk>
    ) async throws {
        var offset = offset
        while true {
            try await replies.ready()
            let bytes = try await store.bytes(of: envelope, from: offset)
            if bytes.isEmpty { return }
            try await replies.send(EnvelopeChunk(data: bytes))
            offset = offset.plus(UInt64(bytes.count))
        }
    }
}
