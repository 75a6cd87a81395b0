import Review
import Testing

@Suite struct BorrowedWordsTests {
    private let story = "Pada apel pagi ia mengarahkan semua pegawai; saya berdiri di belakang."

    @Test func five_words_in_a_row_count_and_four_do_not() {
        #expect(BorrowedWords(in: "apel pagi ia mengarahkan", of: [story]).fragments == [])
        #expect(BorrowedWords(in: "x apel pagi ia mengarahkan SEMUA y", of: [story]).fragments == [2...6])
        #expect(BorrowedWords(in: "apel, pagi! ia\nmengarahkan–semua", of: [story]).fragments == [1...5])
        #expect(BorrowedWords(in: "", of: [story, ""]).fragments == [])
    }

    @Test func fragments_that_overlap_are_one_and_others_are_not() {
        let text = "pada apel pagi ia mengarahkan semua orang. Pegawai saya berdiri di belakang"
        #expect(BorrowedWords(in: text, of: [story]).fragments == [1...6, 8...12])
        let two = "pada apel pagi ia mengarahkan; lalu pegawai saya berdiri di belakang"
        #expect(BorrowedWords(in: two, of: [story]).fragments == [1...5, 7...11])
    }

    @Test func a_short_text_counts_as_a_whole() {
        #expect(BorrowedWords(in: "bukti: IMG 20241106 jpg", of: ["IMG_20241106.jpg"]).fragments == [2...4])
        #expect(BorrowedWords(in: "Budi", of: ["Budi"]).fragments == [])
        #expect(BorrowedWords(in: "lihat 0123456789ab", of: ["0123456789ab"]).fragments == [2...2])
    }
}
