import TestSupport
import Testing
@testable import Wire

@Suite struct FrameDecoderTests {
    static let frames: [Frame] = [
        .settings(.floor),
        .call(stream: 1, Call(method: 7, deadline: 30_000)),
        .message(stream: 2, length: 0),
        .message(stream: 0xffff_ffff, length: 131_072),
        .end(stream: 3),
        .status(stream: 4, Status(code: .notFound, field: "TileRequest.index", limit: 9, message: "none")),
        .status(stream: 4, Status(code: StatusCode(rawValue: 200), field: "", limit: 0, message: "")),
        .cancel(stream: 5),
        .credit(stream: 6, bytes: 65_536),
        .ping(Ping("12345678")),
        .pong(Ping("12345678")),
        .goAway(GoAway(lastStream: 9, error: .idle)),
    ]

    @Test(arguments: frames)
    func comesBackWhole(_ frame: Frame) throws {
        let bytes = bytes(of: frame)
        #expect(try decode(bytes) == .frame(frame, size: bytes.count))
        #expect(
            try decode(bytes + [0xff]) == .frame(frame, size: bytes.count), "the next frame's bytes are left")
    }

    @Test(arguments: frames)
    func asksForWhatIsMissing(_ frame: Frame) throws {
        let bytes = bytes(of: frame)
        for count in [0, 1, 7] { #expect(try decode(Array(bytes.prefix(count))) == .needs(8)) }
        guard bytes.count > 8 else { return }
        #expect(try decode(Array(bytes.prefix(8))) == .needs(bytes.count))
        #expect(try decode(Array(bytes.dropLast())) == .needs(bytes.count))
    }

    @Test func knowsAFrameLongerThanTheLimitFromItsHeader() {
        let error = ProtocolError(.frameSize, "message frame of 131073 bytes, limit 131072")
        #expect(throws: error) { try decode([3, 0x02, 0x00, 0x01, 0, 0, 0, 1]) }
        #expect(throws: ProtocolError.self) { try decode([3, 0xff, 0xff, 0xff, 0, 0, 0, 1]) }
    }

    @Test func takesLongerFramesWhereWeSayThatWeDo() throws {
        var limits = ConnectionLimits()
        limits.longestMessage = 200_000
        let bytes: [UInt8] = [3, 0x02, 0x00, 0x01, 0, 0, 0, 1]
        let result = try FrameDecoder(limits).next(in: bytes.span.bytes)
        #expect(result == .needs(8 + 131_073))
    }

    @Test(
        arguments: [
            ([0, 0, 0, 0, 0, 0, 0, 1], ConnectionError.protocol),
            ([11, 0, 0, 0, 0, 0, 0, 1], .protocol),
            ([255, 0, 0, 0, 0, 0, 0, 1], .protocol),
            // Content longer than the type's longest
            ([1, 0, 0, 11, 0, 0, 0, 0], .frameSize),
            ([2, 0, 0, 7, 0, 0, 0, 1], .frameSize),
            ([4, 0, 0, 1, 0, 0, 0, 1], .frameSize),
            ([5, 0, 2, 0, 0, 0, 0, 1], .frameSize),
            ([6, 0, 0, 1, 0, 0, 0, 1], .frameSize),
            ([7, 0, 0, 5, 0, 0, 0, 1], .frameSize),
            ([8, 0, 0, 9, 0, 0, 0, 0], .frameSize),
            ([9, 0, 0, 9, 0, 0, 0, 0], .frameSize),
            ([10, 0, 0, 6, 0, 0, 0, 0], .frameSize),
            // The connection's frames on a stream, a stream's on the connection
            ([1, 0, 0, 10, 0, 0, 0, 1], .stream),
            ([2, 0, 0, 6, 0, 0, 0, 0], .stream),
            ([3, 0, 0, 1, 0, 0, 0, 0], .stream),
            ([4, 0, 0, 0, 0, 0, 0, 0], .stream),
            ([5, 0, 0, 20, 0, 0, 0, 0], .stream),
            ([6, 0, 0, 0, 0, 0, 0, 0], .stream),
            ([7, 0, 0, 4, 0, 0, 0, 0], .stream),
            ([8, 0, 0, 8, 0, 0, 0, 1], .stream),
            ([9, 0, 0, 8, 0, 0, 0, 1], .stream),
            ([10, 0, 0, 5, 1, 0, 0, 0], .stream),
            // Content that is not its type's
            ([1, 0, 0, 2, 0, 0, 0, 0, 1, 2], .protocol),
            ([2, 0, 0, 0, 0, 0, 0, 1], .protocol),
            ([5, 0, 0, 3, 0, 0, 0, 1, 0, 0, 0], .protocol),
            ([8, 0, 0, 4, 0, 0, 0, 0, 1, 2, 3, 4], .protocol),
        ] as [([UInt8], ConnectionError)])
    func refuses(_ bytes: [UInt8], _ error: ConnectionError) {
        let thrown = #expect(throws: ProtocolError.self) { try decode(bytes) }
        #expect(thrown?.scope == .connection(error))
    }

    @Test func writesTheSameMessageHeaderBothWays() {
        for (stream, length) in [(1, 0), (77, 10), (0xffff_ffff, 131_072), (0x0102_0304, 0xff_ffff)] {
            let number = FrameEncoder.messageHeader(stream: UInt32(stream), length: length)
            let bytes = (0..<8).map { UInt8(truncatingIfNeeded: number >> UInt64(56 - 8 * $0)) }
            #expect(bytes == FrameEncoder.encode(.message(stream: UInt32(stream), length: length)))
        }
    }

    @Test func sendsAStatusWhoseTextIsTooLongWithoutIt() throws {
        let long = Status(code: .internal, field: "", limit: 3, message: String(repeating: "x", count: 201))
        let bytes = FrameEncoder.encode(.status(stream: 8, long))
        let bare = Status(code: .internal, field: "", limit: 3, message: "")
        #expect(try decode(bytes) == .frame(.status(stream: 8, bare), size: bytes.count))
    }

    private func bytes(of frame: Frame) -> [UInt8] {
        var bytes = FrameEncoder.encode(frame)
        if case .message(_, let length) = frame { bytes += [UInt8](repeating: 0xaa, count: length) }
        return bytes
    }

    private func decode(_ bytes: [UInt8]) throws -> FrameDecoder.Result {
        try FrameDecoder().next(in: bytes.span.bytes)
    }
}
