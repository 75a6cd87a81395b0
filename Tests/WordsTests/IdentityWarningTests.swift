import Testing
import Words

@Suite struct IdentityWarningTests {
    @Test(arguments: [
        "Siapa nama Anda?", "Mohon nama lengkap dan alamat.", "Kirim foto KTP ya", "NIK Bapak berapa",
        "Nomor HP?",
        "bisa dihubungi lewat WA?", "Bolehkah kita bertemu besok?", "ayo ketemu di kafe",
        "Anda tinggal di mana?",
        "Siapa Anda?", "Apa jabatan Anda?", "e-mail Anda", "What is your name?",
        "Please send your phone number.",
        "Can we meet?", "Where do you live?", "your address please", "NAMA:", "datang ke kantor kami",
    ])
    func what_asks_who_somebody_is(text: String) {
        #expect(IdentityWarning.isNeeded(for: text))
    }

    @Test(arguments: [
        "Kapan acara itu?", "Siapa nama pejabat yang hadir?", "Apa nama acara itu?",
        "Di mana alamat kantor itu?",
        "Berapa orang yang hadir?", "What is the name of the official?", "What was his name?",
        "When was that?", "",
        "Apakah ada saksi lain?", "Sudah kami terima.",
    ])
    func what_asks_about_the_case(text: String) {
        #expect(!IdentityWarning.isNeeded(for: text))
    }
}
