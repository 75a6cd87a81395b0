import NIOCore
import TestSupport
import Testing

@testable import TLS

@Suite struct TLSEngineTests {
    @Test func handshakeAndEchoInOddSlices() throws {
        let pair = try EnginePair.open()
        var generator = SeededGenerator(seed: 1)
        let message = generator.bytes(3_000_000)
        try pair.client.send(ByteBuffer(bytes: message))

        var received: [UInt8] = []
        var ciphertext = try #require(pair.client.takeCiphertext())
        while ciphertext.readableBytes > 0 {
            let count = min(ciphertext.readableBytes, Int.random(in: 1...40_000, using: &generator))
            let slice = ciphertext.readSlice(length: count)
            pair.server.receive(try #require(slice))
            let events = pair.server.drainEvents()
            try #require(events.failure == nil)
            received += events.plaintext
        }
        #expect(received == message)

        try pair.server.send(ByteBuffer(bytes: received))
        #expect(pair.exchange().client.plaintext == message)
    }

    @Test func smallSlicesDuringTheHandshake() throws {
        let pair = try EnginePair()
        pair.client.start()
        var isMoving = true
        while isMoving {
            isMoving = false
            for (from, to) in [(pair.client, pair.server), (pair.server, pair.client)] {
                guard let flight = from.takeCiphertext() else {
                    continue
                }
                isMoving = true
                for byte in flight.readableBytesView {
                    to.receive(ByteBuffer(bytes: [byte]))
                }
            }
        }
        #expect(pair.client.isOpen && pair.server.isOpen)
    }

    // MARK: Pins

    @Test func rightPinIsAccepted() throws {
        let other = [UInt8](repeating: 7, count: 32)
        let pair = try EnginePair(verification: .pinned([other, sharedIdentity.spkiHash]))
        #expect(pair.handshake().client == [.handshakeCompleted(peerSPKIHash: sharedIdentity.spkiHash)])
        #expect(pair.client.peerSPKIHash == sharedIdentity.spkiHash)
        #expect(pair.server.peerSPKIHash == nil)
    }

    @Test(arguments: [[], [[UInt8](repeating: 7, count: 32)], [[UInt8]()]] as [Set<[UInt8]>])
    func wrongPinIsRefused(pins: Set<[UInt8]>) throws {
        let pair = try EnginePair(verification: .pinned(pins))
        let events = pair.handshake()
        #expect(events.client == [.failed(.pinMismatch)])
        #expect(events.server == [], "not even an alert")
        #expect(pair.client.peerSPKIHash == nil)
        #expect(throws: TLSError.pinMismatch) { try pair.client.send(ByteBuffer(string: "report")) }
    }

    @Test func unverifiedReportsThePin() throws {
        let pair = try EnginePair(verification: .unverified)
        #expect(pair.handshake().client == [.handshakeCompleted(peerSPKIHash: sharedIdentity.spkiHash)])
    }

    // MARK: Refused peers

    @Test func tls12IsRefused() throws {
        let server = try TLSEngine(context: TLSContext(server: sharedIdentity))
        // A ClientHello of version 1.2 with two suites and the groups and signatures that go with them.
        let body: [UInt8] =
            [3, 3] + [UInt8](repeating: 9, count: 32) + [0, 0, 4, 0xc0, 0x2b, 0xc0, 0x2c, 1, 0]
            + [0, 18, 0, 10, 0, 4, 0, 2, 0, 29, 0, 13, 0, 6, 0, 4, 4, 3, 8, 7]
        let message: [UInt8] = [1, 0, 0, UInt8(body.count)] + body
        server.receive(ByteBuffer(bytes: [22, 3, 1, 0, UInt8(message.count)] + message))
        #expect(server.drainEvents() == [.failed(.protocolViolation(reason: "unsupported protocol"))])
        let alert = try #require(server.takeCiphertext())
        #expect(Array(alert.readableBytesView) == [21, 3, 3, 0, 2, 2, 70])
    }

    @Test(arguments: [
        ("GET / HTTP/1.1\r\nHost: example.net\r\n\r\n", "http request"),
        ("CONNECT example.net:443 HTTP/1.1\r\n\r\n", "https proxy request"),
        ("SSH-2.0-sample\r\n", "wrong version number"),
    ])
    func otherProtocolsAreRefused(text: String, reason: String) throws {
        let server = try TLSEngine(context: TLSContext(server: sharedIdentity))
        server.receive(ByteBuffer(string: text))
        #expect(server.drainEvents() == [.failed(.protocolViolation(reason: reason))])
        server.receive(ByteBuffer(string: text))
        #expect(server.drainEvents() == [])
    }

    // MARK: Ends

    @Test func closeNotifyIsToldFromTruncation() throws {
        let closed = try EnginePair.open()
        try closed.client.send(ByteBuffer(string: "last"))
        closed.client.close()
        #expect(closed.exchange().server == [.plaintext(ByteBuffer(string: "last")), .peerClosed])
        closed.server.receiveEnd()
        #expect(closed.server.drainEvents() == [])

        let truncated = try EnginePair.open()
        try truncated.client.send(ByteBuffer(string: "last"))
        #expect(truncated.exchange().server == [.plaintext(ByteBuffer(string: "last"))])
        truncated.server.receiveEnd()
        #expect(truncated.server.drainEvents() == [.failed(.truncated)])

        let early = try EnginePair()
        early.client.start()
        early.client.receiveEnd()
        #expect(early.client.drainEvents() == [.failed(.handshakeIncomplete)])
    }

    @Test func halfClosedPeerStillReceives() throws {
        let pair = try EnginePair.open()
        pair.client.close()
        #expect(throws: TLSError.closed) { try pair.client.send(ByteBuffer(string: "more")) }
        #expect(pair.exchange().server == [.peerClosed])
        try pair.server.send(ByteBuffer(string: "answer"))
        #expect(pair.exchange().client == [.plaintext(ByteBuffer(string: "answer"))])
        #expect(!pair.client.isClosed && !pair.server.isClosed)
        pair.server.close()
        #expect(pair.exchange().client == [.peerClosed])
        #expect(pair.client.isClosed && pair.server.isClosed)
    }

    @Test func nothingFollowsCloseNotify() throws {
        let pair = try EnginePair.open()
        pair.server.close()
        #expect(pair.exchange().client == [.peerClosed])
        // The server would have to answer this one, but has ended its direction.
        try pair.client.updateKey(requestingPeer: true)
        try pair.client.send(ByteBuffer(string: "still here"))
        let ciphertext = try #require(pair.client.takeCiphertext())
        pair.server.receive(ciphertext)
        #expect(pair.server.drainEvents() == [.plaintext(ByteBuffer(string: "still here"))])
        #expect(pair.server.takeCiphertext() == nil)
    }

    @Test func bytesAfterCloseNotifyAreIgnored() throws {
        let pair = try EnginePair.open()
        pair.client.close()
        pair.exchange()
        pair.server.receive(ByteBuffer(string: "not a record"))
        #expect(pair.server.drainEvents() == [])
        #expect(pair.server.isOpen)
    }

    // MARK: Keys

    @Test func exporterAgreesAndDiffersByConnection() throws {
        func export(
            _ engine: TLSEngine, label: String = "kentongan test", context: [UInt8] = [1]
        ) throws -> [UInt8] {
            try engine.exportKeyingMaterial(label: label, context: context, length: 32)
        }
        let (one, two) = (try EnginePair.open(), try EnginePair.open())
        let material = try export(one.client)
        #expect(material.count == 32)
        #expect(try export(one.server) == material)
        #expect(try export(two.client) != material)
        #expect(try export(one.client, label: "kentongan other") != material)
        #expect(try export(one.client, context: []) != material)
        for length in [0, -1, 256] {
            #expect(throws: TLSError.exporterLength(length)) {
                try one.client.exportKeyingMaterial(label: "kentongan test", context: [], length: length)
            }
        }
        let fresh = try EnginePair()
        #expect(throws: TLSError.handshakeNotFinished) { try export(fresh.client) }
        #expect(throws: TLSError.handshakeNotFinished) { try fresh.client.send(ByteBuffer(string: "early")) }
    }

    @Test func keyUpdateIsAnswered() throws {
        let pair = try EnginePair.open()
        for round in 1...4 {
            try pair.client.updateKey(requestingPeer: true)
            let silence = pair.exchange()
            #expect(silence.client.isEmpty && silence.server.isEmpty)
            #expect(pair.server.postHandshakeMessages == round)
            // The answer comes with the next data.
            try pair.client.send(ByteBuffer(string: "up"))
            try pair.server.send(ByteBuffer(string: "down"))
            let events = pair.exchange()
            #expect(events.server.plaintext == Array("up".utf8))
            #expect(events.client.plaintext == Array("down".utf8))
            #expect(pair.client.postHandshakeMessages == round)
        }
    }

    @Test func ownKeyIsUpdatedAfterManyRecords() throws {
        let pair = try EnginePair.open()
        pair.client.recordsPerKey = 3
        for _ in 0..<10 {
            try pair.client.send(ByteBuffer(bytes: [1]))
        }
        #expect(pair.exchange().server.plaintext.count == 10)
        #expect(pair.server.postHandshakeMessages == 3)
    }

    @Test(arguments: [true, false])
    func keyUpdateFloodIsBounded(requestingPeer: Bool) throws {
        let pair = try EnginePair.open()
        for _ in 0..<200 {
            try pair.client.updateKey(requestingPeer: requestingPeer)
        }
        #expect(pair.exchange().server == [.failed(.tooManyPostHandshakeMessages(limit: 8))])
        #expect(pair.server.postHandshakeMessages == 9)
    }

    @Test func dataAllowsMoreKeyUpdates() throws {
        let pair = try EnginePair.open()
        for _ in 0..<20 {
            try pair.client.send(ByteBuffer(repeating: 1, count: 1 << 20))
            try pair.client.updateKey(requestingPeer: false)
            #expect(pair.exchange().server.plaintext.count == 1 << 20)
        }
        #expect(pair.server.isOpen)
    }

    @Test func noTicketIsSent() throws {
        let pair = try EnginePair.open()
        try pair.server.send(ByteBuffer(string: "answer"))
        pair.exchange()
        #expect(pair.client.postHandshakeMessages == 0)
    }

    // MARK: Shape and memory

    /// What is on the wire depends on the length alone: records of 16,384 bytes and the rest, 22 bytes more each.
    @Test(arguments: [(1, 23), (16_384, 16_406), (16_385, 16_429), (32_768, 32_812)])
    func recordsAreCutEvenly(plaintext: Int, ciphertext: Int) throws {
        let pair = try EnginePair.open()
        try pair.client.send(ByteBuffer(repeating: 0, count: plaintext))
        #expect(pair.client.takeCiphertext()?.readableBytes == ciphertext)
        try pair.client.send(ByteBuffer())
        #expect(pair.client.takeCiphertext() == nil)
    }

    @Test func idleEngineHoldsNoBuffers() throws {
        let pair = try EnginePair.open()
        #expect(pair.client.bufferCapacity == 0 && pair.server.bufferCapacity == 0)
        try pair.client.send(ByteBuffer(repeating: 0, count: 1_000_000))
        #expect(pair.client.bufferCapacity > 0)
        #expect(pair.exchange().server.plaintext.count == 1_000_000)
        #expect(pair.client.bufferCapacity == 0 && pair.server.bufferCapacity == 0)
    }
}
