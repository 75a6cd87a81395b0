import Interview
import Testing

@Suite struct HintTests {
    @Test func wordsAboutOneselfAreFoundOnceEach() {
        let text = "Saya melihat camat di kantor kami. Saya dan rekan saya diam. Meja SAYA dekat."
        #expect(
            StoryDoubt.found(in: text)
                == [.ownWords(["saya", "kantor kami", "rekan saya", "meja saya"])])
        #expect(StoryDoubt.found(in: "Camat membagikan beras berstiker calon di balai desa.").isEmpty)
        #expect(StoryDoubt.found(in: "sayap kanan, kamis, akuarium").isEmpty)
        // A link's words are not the person's.
        for link in ["https://wa.me/abc", "wa.me/abc", "www.contoh.me", "t.me/kami"] {
            #expect(StoryDoubt.found(in: "Undangan: \(link) dibagikan.").isEmpty, "\(link)")
        }
        #expect(StoryDoubt.found(in: "Tell me/us about it.") == [.ownWords(["me"])])
    }

    @Test(
        arguments: [
            ("NIP 196505051990031005", .staffNumber), ("NIP 19650505 199003 1 005.", .staffNumber),
            ("NIK 6206012501850001", .identityNumber), ("hubungi 0812-3456-7890", .phoneNumber),
            ("lihat https://contoh.example/a?b=1&fbclid=x di sini", .trackedLink(["fbclid"])),
            ("wa +62 812 3456 7890", .phoneNumber), ("surat ke budi@contoh.go.id", .mailAddress),
        ] as [(String, StoryDoubt)])
    func numbersAndAddressesAreFound(_ text: String, doubt: StoryDoubt) {
        #expect(StoryDoubt.found(in: text) == [doubt])
    }

    @Test(arguments: [
        "tanggal 16-11-2024 pukul 10.30, 18 orang", "Rp10.000.000", "@calon", "TPS 001 dan 002",
        "nomor 1234567890123456789", "https://contoh.example/a?b=1", "apakah benar? utm_source=x",
    ])
    func otherNumbersAreNot(_ text: String) {
        #expect(StoryDoubt.found(in: text).isEmpty)
    }

    @Test func trackingPartsOfLinksAreCutOut() {
        let links = TrackedLinks(
            "https://www.facebook.com/p?id=7&fbclid=abc#x\nhttps://instagram.com/p/9/?igsh=z\nhttps://youtu.be/a?si=q&t=5"
        )
        #expect(
            links.cleaned
                == "https://www.facebook.com/p?id=7#x\nhttps://instagram.com/p/9/\nhttps://youtu.be/a?t=5")
        #expect(links.removed == ["fbclid", "igsh", "si"])
        #expect(!links.hasShareLink)
        #expect(TrackedLinks("https://x.com/a/status/1?s=20&t=q").cleaned == "https://x.com/a/status/1")
        #expect(TrackedLinks("https://contoh.example/?s=20").removed.isEmpty)
        #expect(TrackedLinks("https://vt.tiktok.com/ZS1/").hasShareLink)
        #expect(TrackedLinks("https://a.example/?UTM_Source=w&b").cleaned == "https://a.example/?b")
    }

    @Test func linesAreChangedOneByOne() {
        var lines = StoryLines("satu\ndua\ntiga")
        #expect(lines.wish("2") == .change(2) && lines.wish("4") == nil && lines.wish("-1") == nil)
        #expect(lines.wish("") == .done && lines.wish(".") == .done && lines.wish("teks") == nil)
        #expect(lines.wish("+") == .add && lines.wish("0") == .writeAnew)
        lines.change(2, to: "lain")
        lines.change(1, to: "")
        lines.add("empat\nlima")
        lines.change(9, to: "x")
        #expect(lines.text == "lain\ntiga\nempat\nlima")
        for _ in 0..<9 { lines.change(1, to: "") }
        #expect(lines.text.isEmpty && lines.wish("1") != nil)
        lines.change(1, to: "x")
        lines.add("baru")
        #expect(lines.text == "baru")
    }
}
