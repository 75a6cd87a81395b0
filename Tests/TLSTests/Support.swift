import NIOCore
import Testing

@testable import TLS

/// One key for the whole run: making one costs more than most tests.
let sharedIdentity: TLSIdentity = {
    do throws(TLSError) {
        return try TLSIdentity.generate()
    } catch {
        fatalError("no identity: \(error)")
    }
}()

/// Both ends of one connection, joined in memory.
struct EnginePair {
    let client: TLSEngine
    let server: TLSEngine

    init(verification: TLSPeerVerification = .unverified, identity: TLSIdentity = sharedIdentity) throws {
        client = try TLSEngine(context: TLSContext(client: verification))
        server = try TLSEngine(context: TLSContext(server: identity))
    }

    /// A pair after its handshake.
    static func open() throws -> EnginePair {
        let pair = try EnginePair()
        let events = pair.handshake()
        try #require(events.client == [.handshakeCompleted(peerSPKIHash: sharedIdentity.spkiHash)])
        try #require(events.server == [.handshakeCompleted(peerSPKIHash: nil)])
        return pair
    }

    func handshake() -> (client: [TLSEvent], server: [TLSEvent]) {
        client.start()
        return exchange()
    }

    /// Carries bytes both ways until there are none.
    ///
    /// `change` may alter each flight.
    @discardableResult
    func exchange(
        change: (_ flight: Int, inout ByteBuffer) -> Void = { _, _ in }
    ) -> (client: [TLSEvent], server: [TLSEvent]) {
        var events: (client: [TLSEvent], server: [TLSEvent]) = ([], [])
        var flight = 0
        var isMoving = true
        while isMoving {
            isMoving = false
            if var bytes = client.takeCiphertext() {
                change(flight, &bytes)
                server.receive(bytes)
                isMoving = true
                flight += 1
            }
            events.server += server.drainEvents()
            if var bytes = server.takeCiphertext() {
                change(flight, &bytes)
                client.receive(bytes)
                isMoving = true
                flight += 1
            }
            events.client += client.drainEvents()
        }
        return events
    }
}

extension TLSEngine {
    func drainEvents() -> [TLSEvent] {
        var events: [TLSEvent] = []
        while let event = nextEvent() {
            events.append(event)
        }
        return events
    }
}

extension [TLSEvent] {
    var plaintext: [UInt8] {
        flatMap { event -> [UInt8] in
            if case .plaintext(let data) = event { [UInt8](data.readableBytesView) } else { [] }
        }
    }

    var failure: TLSError? {
        for case .failed(let error) in self {
            return error
        }
        return nil
    }
}
