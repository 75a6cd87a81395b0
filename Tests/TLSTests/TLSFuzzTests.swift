import NIOCore
import TestSupport
import Testing

@testable import TLS

/// Nothing a peer sends may trap, be taken for other plaintext, or open a connection that was tampered with.
@Suite struct TLSFuzzTests {
    private enum Change: CaseIterable {
        case flipBit
        case cut
        case replace
        case insert
        case repeatPart

        func apply(to bytes: inout [UInt8], using generator: inout SeededGenerator) {
            let index = Int.random(in: 0..<bytes.count, using: &generator)
            switch self {
            case .flipBit: bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            case .cut: bytes.removeSubrange(index...)
            case .replace: bytes.replaceSubrange(index..., with: generator.bytes(bytes.count - index))
            case .insert: bytes.insert(contentsOf: generator.bytes(16), at: index)
            case .repeatPart: bytes += bytes[index...]
            }
        }
    }

    @Test(arguments: 0..<5, [UInt64(1), 2])
    func tamperedFlights(target: Int, seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed &* 100 &+ UInt64(target))
        for round in 0..<40 {
            let change = Change.allCases[round % Change.allCases.count]
            let pair = try EnginePair(verification: .pinned([sharedIdentity.spkiHash]))
            pair.client.start()
            var events = pair.exchange { flight, bytes in
                tamper(flight: flight, target: target, &bytes, change, &generator)
            }
            if pair.client.isOpen, pair.server.isOpen {
                try pair.client.send(ByteBuffer(string: "report"))
                try pair.server.send(ByteBuffer(string: "promise"))
                let more = pair.exchange { flight, bytes in
                    tamper(flight: flight + 3, target: target, &bytes, change, &generator)
                }
                events.client += more.client
                events.server += more.server
            }
            #expect(["", "report"].contains(String(decoding: events.server.plaintext, as: UTF8.self)))
            #expect(["", "promise"].contains(String(decoding: events.client.plaintext, as: UTF8.self)))
            pair.client.receiveEnd()
            pair.server.receiveEnd()
            events.client += pair.client.drainEvents()
            events.server += pair.server.drainEvents()
            #expect(events.client.failure != nil)
            #expect(events.server.failure != nil)
        }
    }

    private func tamper(
        flight: Int, target: Int, _ buffer: inout ByteBuffer, _ change: Change,
        _ generator: inout SeededGenerator
    ) {
        guard flight == target else {
            return
        }
        var bytes = Array(buffer.readableBytesView)
        change.apply(to: &bytes, using: &generator)
        buffer = ByteBuffer(bytes: bytes)
    }

    @Test func randomBytes() throws {
        var generator = SeededGenerator(seed: 3)
        let server = try TLSContext(server: sharedIdentity)
        let client = try TLSContext(client: .unverified)
        for round in 0..<200 {
            let engine = try TLSEngine(context: round.isMultiple(of: 2) ? server : client)
            engine.start()
            let head: [UInt8] = round.isMultiple(of: 3) ? [22, 3, 3, 1, 0] : []
            for _ in 0..<4 {
                let count = Int.random(in: 0...700, using: &generator)
                engine.receive(ByteBuffer(bytes: head + generator.bytes(count)))
                _ = engine.takeCiphertext()
            }
            #expect(!engine.isOpen)
            engine.receiveEnd()
            #expect(engine.drainEvents().failure != nil)
        }
    }

    @Test func randomBytesOnAnOpenConnection() throws {
        var generator = SeededGenerator(seed: 4)
        for _ in 0..<30 {
            let pair = try EnginePair.open()
            pair.server.receive(ByteBuffer(bytes: [23, 3, 3, 0, 40] + generator.bytes(40)))
            let events = pair.server.drainEvents()
            #expect(events.plaintext.isEmpty)
            #expect(events.failure == .protocolViolation(reason: "decryption failed or bad record mac"))
        }
    }
}
