import Synchronization

/// A relay that keeps all that goes through it.
package final class Capture: Sendable {
    private final class Kept: Sendable {
        let chunks = Mutex<[Int: [Relay.Chunk]]>([:])
    }

    private let kept: Kept
    private let relay: Relay

    package init(to port: UInt16) throws {
        let kept = Kept()
        self.kept = kept
        relay = try Relay(to: port) { chunk in
            kept.chunks.withLock { $0[chunk.connection, default: []].append(chunk) }
            return chunk.bytes.count
        }
    }

    package var port: UInt16 { relay.port }

    package func stop() { relay.stop() }

    /// The connections since the last call, in the order in which they were made; waits until all have ended.
    package func take() async throws -> [CapturedConnection] {
        _ = try await waiting("the end of all connections") { relay.running == 0 ? true : nil }
        return kept.chunks.withLock { chunks in
            defer { chunks = [:] }
            return chunks.keys.sorted().map { CapturedConnection(chunks[$0] ?? []) }
        }
    }
}

/// One connection as its bytes went by.
package struct CapturedConnection: Sendable {
    private let chunks: [Relay.Chunk]

    init(_ chunks: [Relay.Chunk]) { self.chunks = chunks }

    /// When its first byte went by.
    package var begin: ContinuousClock.Instant? { chunks.first?.time }

    /// All bytes of one side.
    package func bytes(_ side: Relay.Side) -> [UInt8] { chunks.filter { $0.side == side }.flatMap(\.bytes) }

    /// What anybody sees of one side: its TLS records (RFC 8446 section 5.1).
    package func records(_ side: Relay.Side) -> [TLSRecord] {
        guard let begin else { return [] }
        let chunks = chunks.filter { $0.side == side }
        let bytes = chunks.flatMap(\.bytes)
        var (records, offset, end, next): ([TLSRecord], Int, Int, Int) = ([], 0, 0, 0)
        var time = 0.0
        while offset + 5 <= bytes.count {
            while offset >= end, next < chunks.count {
                end += chunks[next].bytes.count
                time = (chunks[next].time - begin) / .milliseconds(1)
                next += 1
            }
            let length = Int(bytes[offset + 3]) << 8 | Int(bytes[offset + 4])
            records.append(
                TLSRecord(
                    type: bytes[offset], length: length, time: time,
                    content: Array(bytes[(offset + 5)..<min(offset + 5 + length, bytes.count)])))
            offset += 5 + length
        }
        return records
    }
}

/// A TLS record, as it is seen by who has no keys.
package struct TLSRecord: Sendable {
    /// 20 change_cipher_spec, 22 handshake, 23 application_data: everything that is encrypted.
    package let type: UInt8
    /// Of what follows the header.
    package let length: Int
    /// Milliseconds from the connection's first byte to the record's first.
    package let time: Double
    package let content: [UInt8]
}
