import NIOCore
import TestSupport
import Testing

@testable import TLS

/// What a connection shows that ends at any byte: its whole records, and nothing of the one that was cut.
///
/// So a program that is tried where a connection ends at, before and behind each record's last byte was tried at every byte:
/// `UploadCutTests` and `BrokenNetworkTests` do that.
@Suite struct TLSRecordTests {
    /// A cell, a chunk of an upload with what is around it, and a record of one byte.
    private static let messages = [32_768, 65_536 + 700, 1]

    @Test func noByteOfARecordShowsBeforeItsLast() throws {
        let pair = try EnginePair()
        var count = 0
        pair.client.start()
        try carry(pair, &count)
        #expect(pair.client.isOpen && pair.server.isOpen)
        let handshake = count
        var generator = SeededGenerator(seed: 5)
        for length in Self.messages {
            for (from, to) in [(pair.client, pair.server), (pair.server, pair.client)] {
                let message = generator.bytes(length)
                try from.send(ByteBuffer(bytes: message))
                #expect(try feed(from, to, &count) == message)
            }
        }
        // Every byte of both directions was the last one once.
        #expect(handshake > 800 && count > handshake + 2 * Self.messages.reduce(0, +))
    }

    /// A peer that is gone is noticed whatever the last byte was; nothing is taken for the end.
    @Test func anEndWithinTheHandshakeIsNone() throws {
        for (side, step) in [(0, 37), (1, 83)] {
            var offset = 1
            while true {
                let pair = try EnginePair()
                pair.client.start()
                var isWhole = false
                for flight in 0..<3 {
                    let (from, to) = flight == 1 ? (pair.server, pair.client) : (pair.client, pair.server)
                    guard var bytes = from.takeCiphertext() else { break }
                    guard flight % 2 == side, flight < 2 else {
                        to.receive(bytes)
                        continue
                    }
                    isWhole = bytes.readableBytes <= offset
                    let part = bytes.readSlice(length: min(offset, bytes.readableBytes))
                    to.receive(try #require(part))
                    if isWhole { continue }
                    to.receiveEnd()
                    let events = to.drainEvents()
                    try #require(events == [.failed(.handshakeIncomplete)], "\(side) \(offset)")
                    break
                }
                guard !isWhole else { break }
                offset += step
            }
            #expect(offset > step)
        }
    }

    /// Carries the handshake both ways, a byte at a time.
    private func carry(_ pair: EnginePair, _ count: inout Int) throws {
        var isMoving = true
        while isMoving {
            let before = count
            _ = try feed(pair.client, pair.server, &count)
            _ = try feed(pair.server, pair.client, &count)
            isMoving = count > before
        }
    }

    /// Gives all that one end has to say to the other, a byte at a time; what that one sees.
    private func feed(_ from: TLSEngine, _ to: TLSEngine, _ count: inout Int) throws -> [UInt8] {
        guard let bytes = from.takeCiphertext() else { return [] }
        let flight = [UInt8](bytes.readableBytesView)
        let ends = ends(of: flight)
        var seen: [UInt8] = []
        for (offset, byte) in flight.enumerated() {
            let wasHandshaking = to.isHandshaking
            to.receive(ByteBuffer(bytes: [byte]))
            let events = to.drainEvents()
            count += 1
            guard !ends.contains(offset + 1) else {
                try #require(events.failure == nil)
                seen += events.plaintext
                continue
            }
            try #require(events.isEmpty && to.isHandshaking == wasHandshaking, "byte \(offset)")
        }
        return seen
    }

    /// Behind which bytes records end (RFC 8446 section 5.1).
    private func ends(of flight: [UInt8]) -> Set<Int> {
        var ends: Set<Int> = []
        var place = 0
        while place + 5 <= flight.count {
            place += 5 + Int(flight[place + 3]) << 8 + Int(flight[place + 4])
            ends.insert(place)
        }
        return ends
    }
}
