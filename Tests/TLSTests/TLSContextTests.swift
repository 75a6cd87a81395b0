import COpenSSL
import NIOCore
import Testing

@testable import TLS

@Suite struct TLSContextTests {
    private func makeHello(_ context: TLSContext) throws -> ClientHello {
        let engine = try TLSEngine(context: context)
        engine.start()
        let flight = try #require(engine.takeCiphertext())
        return try #require(ClientHello(Array(flight.readableBytesView)))
    }

    @Test func clienthello_identical_two_clients() throws {
        let pinned = try TLSContext(client: .pinned([sharedIdentity.spkiHash]))
        let hello = try makeHello(pinned)
        #expect(try makeHello(pinned).masked == hello.masked)
        #expect(try makeHello(TLSContext(client: .unverified)).masked == hello.masked)
        #expect(try makeHello(pinned).raw != hello.raw)
    }

    @Test func clientHelloSaysNothingMore() throws {
        let hello = try makeHello(TLSContext(client: .unverified))
        let absent: [UInt16: String] = [
            0: "server_name", 5: "status_request", 16: "application_layer_protocol_negotiation",
            18: "signed_certificate_timestamp", 21: "padding", 35: "session_ticket", 41: "pre_shared_key",
            42: "early_data", 44: "cookie", 49: "post_handshake_auth",
        ]
        for (type, name) in absent {
            #expect(!hello.extensions.contains(type), "\(name)")
        }
        #expect(hello.extensions.contains(43))
        #expect(hello.ciphers.prefix(3) == [0x1302, 0x1303, 0x1301])
    }

    @Test func hybridGroupWhereTheLibraryHasIt() throws {
        let context = try TLSContext(client: .unverified)
        let isNew = OpenSSL_version_num() >= 0x3050_0000
        #expect(context.groups.contains("X25519MLKEM768") == isNew)
        #expect(try makeHello(context).shares == (isNew ? [0x11ec, 0x001d] : [0x001d]))
    }

    @Test func sha256OfThreePieces() {
        var hash = [UInt8](repeating: 0, count: 32)
        kentongan_sha256("a", 1, "", 0, "bc", 2, &hash)
        let expected: [UInt8] = [
            0xba, 0x78, 0x16, 0xbf, 0x8f, 0x01, 0xcf, 0xea, 0x41, 0x41, 0x40, 0xde, 0x5d, 0xae, 0x22, 0x23,
            0xb0, 0x03, 0x61, 0xa3, 0x96, 0x17, 0x7a, 0x9c, 0xb4, 0x10, 0xff, 0x61, 0xf2, 0x00, 0x15, 0xad,
        ]
        #expect(hash == expected)
        kentongan_sha256(nil, 0, nil, 0, nil, 0, &hash)
        #expect(hash.prefix(4) == [0xe3, 0xb0, 0xc4, 0x42])
    }
}

/// One record with a ClientHello (RFC 8446 section 4.1.2).
private struct ClientHello {
    let raw: [UInt8]
    /// With random, session id and key shares zeroed.
    private(set) var masked: [UInt8]
    private(set) var ciphers: [UInt16] = []
    private(set) var extensions: [UInt16] = []
    private(set) var shares: [UInt16] = []

    init?(_ record: [UInt8]) {
        raw = record
        masked = record
        var reader = ByteBuffer(bytes: record)
        guard
            reader.readInteger(as: UInt8.self) == 22, reader.readInteger(as: UInt16.self) != nil,
            let length = reader.readInteger(as: UInt16.self), Int(length) == reader.readableBytes,
            reader.readInteger(as: UInt8.self) == 1, reader.readBytes(length: 5) != nil,
            mask(&reader, 32),
            let idLength = reader.readInteger(as: UInt8.self), mask(&reader, Int(idLength)),
            var ciphers = reader.readLengthPrefixedSlice(as: UInt16.self),
            reader.readLengthPrefixedSlice(as: UInt8.self) != nil,
            let extensionsLength = reader.readInteger(as: UInt16.self),
            Int(extensionsLength) == reader.readableBytes
        else {
            return nil
        }
        while let cipher = ciphers.readInteger(as: UInt16.self) {
            self.ciphers.append(cipher)
        }
        while let type = reader.readInteger(as: UInt16.self),
            let length = reader.readInteger(as: UInt16.self)
        {
            extensions.append(type)
            let end = reader.readerIndex + Int(length)
            if type == 51 {
                reader.moveReaderIndex(forwardBy: 2)
                while reader.readerIndex < end, let group = reader.readInteger(as: UInt16.self) {
                    shares.append(group)
                    guard let length = reader.readInteger(as: UInt16.self), mask(&reader, Int(length)) else {
                        return nil
                    }
                }
            }
            reader.moveReaderIndex(to: end)
        }
    }

    private mutating func mask(_ reader: inout ByteBuffer, _ count: Int) -> Bool {
        for index in reader.readerIndex..<reader.readerIndex + count {
            masked[index] = 0
        }
        return reader.readBytes(length: count) != nil
    }
}
