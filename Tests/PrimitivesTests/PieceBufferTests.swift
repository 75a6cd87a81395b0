import Primitives
import Testing

@Suite struct PieceBufferTests {
    /// Chunks that are pieces, that are none, and that are both in turn.
    @Test(arguments: [
        [65_536, 65_536, 65_536], [65_536, 10, 65_536, 65_526], [1, 65_535, 65_536],
        [60_000, 60_000, 60_000],
        [131_072, 5], [0, 65_536, 0], [],
    ]) func whatCameIsCutIntoPieces(_ chunks: [Int]) {
        let length = 65_536
        var buffer = PieceBuffer(length: length)
        var came: [UInt8] = []
        for (number, count) in chunks.enumerated() {
            let chunk = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ number) }
            buffer.append(chunk)
            came += chunk
            #expect(buffer.count == came.count)
        }
        let whole = buffer.take(all: false)
        #expect(whole.allSatisfy { $0.count == length })
        #expect(buffer.count == came.count % length)
        let rest = buffer.take(all: true)
        #expect(rest.allSatisfy { !$0.isEmpty && $0.count < length })
        #expect((whole + rest).flatMap { $0 } == came)
        #expect(buffer.count == 0)
    }
}
