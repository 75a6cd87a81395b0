import Testing
import Words

/// Reasons that values give in English.
@Suite struct TranslationTests {
    @Test(
        arguments: [
            (
                "root_mismatch at entry 7: tile: expected hashes up to 512, found an entry cut off",
                "root_mismatch di entri 7: ubin: seharusnya hash sampai 512, ditemukan entri yang terpotong"
            ),
            (
                "proof: checkpoint: note has 9 bytes (limit: 8)",
                "tanda terima: checkpoint: catatan bertanda tangan 9 bita (batas: 8)"
            ),
            ("Story.story at byte 3: ends too early", "Story.story pada bita ke-3: terputus sebelum selesai"),
            (
                "line 3 of the policy: public key is not canonical or of small order",
                "baris 3 kebijakan: kunci umum tidak baku atau lemah"
            ),
        ]) func `are said in Indonesian, their values in their places`(
            _ english: String, _ indonesian: String
        )
    {
        #expect(EnglishReason.phrase(english) == Phrase(indonesian, english))
    }

    @Test func `a name that is no reason stays`() {
        #expect(EnglishReason.phrase("bkpsdm") == .name("bkpsdm"))
        #expect(EnglishReason.phrase("") == .name(""))
    }

    @Test func `a form has its values, the shortest that fit`() {
        let form = Translation("{} is {}, limit {}", "{2} dari {1}, batas {3}")
        #expect(form("a is b is c, limit 3", inner: { $0 }) == "b is c dari a, batas 3")
        #expect(form("a is b", inner: { $0 }) == nil)
        #expect(form("", inner: { $0 }) == nil)
        #expect(Translation("{}", "{1}{2}{9")("x", inner: { $0 }) == "x{2}{9")
    }

    @Test func `a value cannot add a line`() {
        #expect(!EnglishReason.phrase("not a kentongan a\nb").indonesian.contains("\n"))
    }
}
