import QRCode
import TestSupport
import Testing

/// Codes of every version are read by somebody else's decoder; what is printed here on paper is read by phones.
@Suite struct QRCodeTests {
    private func text(_ count: Int) -> String {
        let letters = Array("abcdefghijklmnopqrstuvwxyz0123456789+/=")
        var number = 7
        return String(
            (0..<count).map { _ in
                number = (number * 75 + 74) % 65_537
                return letters[number % letters.count]
            })
    }

    /// One length in each of nine versions: with and without alignment patterns, length bytes and version blocks.
    @Test(
        .needs(.zbar, QRDecoder.isThere),
        arguments: [1, 14, 26, 106, 180, 213, 700, 1_000, 1_500, QRCode.capacity])
    func a_decoder_reads_what_was_drawn(count: Int) throws {
        let text = text(count)
        let code = try #require(QRCode(Array(text.utf8)))
        #expect(try QRDecoder.text(of: code.svg(label: "<&>")) == text)
    }

    @Test func versions_hold_what_the_standard_says() throws {
        // Bytes at level M of versions 1, 2, 6, 9, 10, 22, 27, 32 and 40 (table 7).
        for (side, count) in [
            (21, 14), (25, 26), (41, 106), (53, 180), (57, 213), (105, 779), (125, 1_125), (145, 1_538),
            (177, 2_331),
        ] {
            #expect(try #require(QRCode([UInt8](repeating: 0x41, count: count))).side == side)
            #expect(QRCode([UInt8](repeating: 0x41, count: count + 1))?.side != side)
        }
        #expect(QRCode.capacity == 2_331)
        #expect(QRCode([UInt8](repeating: 0, count: QRCode.capacity + 1)) == nil)
    }

    /// Every module of the code that another encoder makes of the same bytes at level M with the same mask.
    @Test func is_the_code_of_another_encoder() throws {
        let code = try #require(QRCode(Array("kentongan".utf8)))
        let rows = (0..<code.side).map { row in
            String((0..<code.side).map { code[row, $0] ? "#" : "." })
        }
        #expect(rows == Self.kentongan)
        #expect(!code[-1, 0] && !code[0, code.side])
    }

    private static let kentongan = [
        "#######.#..#..#######",
        "#.....#.#.#.#.#.....#",
        "#.###.#..#.#..#.###.#",
        "#.###.#.#.....#.###.#",
        "#.###.#..###..#.###.#",
        "#.....#...###.#.....#",
        "#######.#.#.#.#######",
        "........#..##........",
        "#.##.###.####.#..#.##",
        ".#.###.#...##..####.#",
        "#.##.##.#.##.###...##",
        ".#####..##.#...#.#..#",
        "###...##.#..#.#.....#",
        "........#..#.#..#.#..",
        "#######.#.#######.#..",
        "#.....#.#......#####.",
        "#.###.#.....#.###.#..",
        "#.###.#.#.##..#..#.#.",
        "#.###.#.###.#.#...#..",
        "#.....#......#.##...#",
        "#######.##...#.#..#..",
    ]
}
