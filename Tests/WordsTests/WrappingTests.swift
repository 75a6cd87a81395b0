import Testing

@testable import Console

@Suite struct WrappingTests {
    private let narrow = Wrapping(columns: 24)

    @Test func `lines are broken at words, and none is wider`() {
        let text = "Laporan Anda sudah diterima dan akan tercatat dalam catatan publik."
        let lines = narrow(text).split(separator: "\n")
        #expect(lines.count > 1)
        #expect(lines.allSatisfy { width(of: $0) <= 24 })
        #expect(lines.joined(separator: " ") == text)
        // The control: it was wider.
        #expect(width(of: text) > 24)
    }

    @Test(
        arguments: [
            "kentongan://situs.example:443/#" + String(repeating: "a", count: 64),
            "/home/petugas/berkas-yang-panjang/sekali/laporan.tlog-proof", String(repeating: "f", count: 64),
        ]) func `a link, a path or a hash stays whole`(_ word: String)
    {
        let lines = narrow("Tautan situs ini: \(word) dan seterusnya").split(separator: "\n")
        #expect(lines.contains { $0 == word })
    }

    @Test(
        arguments: [
            "    alam badai cermin dahan elang fajar gajah hutan",
            "  kentongan submit --site situs.link --from laporan.toml --yes",
        ]) func `a code and a command are copied as they stand`(_ line: String)
    {
        #expect(narrow(line) == line)
        // The control: the same words in a sentence are broken.
        #expect(narrow("Kata: " + line.drop { $0 == " " }).contains("\n"))
    }

    @Test func `what is indented, numbered or labelled stays so`() {
        #expect(
            narrow("  1. Layanan publik yang tidak netral") == "  1. Layanan publik yang\n     tidak netral")
        #expect(
            narrow("  --yes   Tanpa pertanyaan apa pun")
                == "  --yes   Tanpa\n          pertanyaan apa\n          pun")
        #expect(narrow("  satu dua tiga empat lima enam") == "  satu dua tiga empat\n  lima enam")
        #expect(narrow("\n\na") == "\n\na")
    }

    @Test func `columns are those of the screen, not bytes or letters`() {
        #expect(width(of: "abc") == 3)
        #expect(width(of: "e\u{301}é") == 2)
        #expect(width(of: "自由") == 4)
        #expect(width(of: "👍🏽") == 2)
        #expect(width(of: "\u{200b}") == 0)
        let wide = "自由自由自由 自由自由自由 自由"
        #expect(
            narrow(wide) == "自由自由自由\n自由自由自由 自由"
                || narrow(wide).split(separator: "\n").allSatisfy { width(of: $0) <= 24 })
        #expect(narrow(wide).contains("\n"))
        let combining =
            String(repeating: "e\u{301}", count: 10) + " " + String(repeating: "e\u{301}", count: 13)
        #expect(narrow(combining) == combining)
    }

    /// An answer that had next to no room beside its question would be broken in the middle.
    @Test func `an answer has room beside its question, or a line of its own`() {
        #expect(narrow.prompt("Nomor:") == "Nomor: ")
        #expect(narrow.prompt("Nomor (boleh kosong):") == "Nomor (boleh kosong):\n")
        #expect(narrow.prompt("Nama sebuah berkas yang baru:") == "Nama sebuah berkas yang\nbaru: ")
    }

    @Test(arguments: [(-1, 80), (0, 80), (1, 20), (60, 60), (100, 100), (500, 100)])
    func `a terminal is as wide as it says, within reason`(_ said: Int, _ columns: Int) {
        #expect(Wrapping(columns: said).columns == columns)
    }
}
