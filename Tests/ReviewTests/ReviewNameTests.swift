import Files
import Testing
import Words

@Suite struct ReviewNameTests {
    @Test(arguments: [
        ("foto.jpg", "01-foto.jpg"),
        ("../../etc/passwd", "01-etc_passwd"),
        ("/etc/shadow", "01-etc_shadow"),
        ("..", "01-file"),
        ("", "01-file"),
        (".bashrc", "01-bashrc"),
        ("-rf", "01-rf"),
        ("a\u{0}b", "01-a_b"),
        ("a\nb\u{1b}[2J", "01-a_b_2J"),
        ("foto\u{202e}gpj.exe", "01-foto_gpj.exe"),
        ("surat  pernyataan (1).pdf", "01-surat_pernyataan_1_.pdf"),
        ("C:\\Windows\\win.ini", "01-C_Windows_win.ini"),
        ("CON", "01-_CON"),
        ("nul.txt", "01-_nul.txt"),
        ("com1.log", "01-_com1.log"),
        ("комета", "01-file"),
        ("x. ", "01-x"),
    ])
    func hostileNamesBecomeHarmless(_ name: String, _ expected: String) {
        #expect(HarmlessName.safe(name, number: 1) == expected)
    }

    @Test func longNamesKeepTheirExtension() {
        let safe = HarmlessName.safe(String(repeating: "a", count: 300) + ".jpeg", number: 12)
        #expect(safe.hasPrefix("12-aaa") && safe.hasSuffix("a.jpeg"))
        #expect(safe.count == 3 + HarmlessName.limit)
        #expect(
            HarmlessName.safe("a." + String(repeating: "b", count: 300), number: 1).count == 3
                + HarmlessName.limit)
    }

    @Test func numbersKeepNamesApart() {
        #expect(HarmlessName.safe("a", number: 9) == "09-a")
        #expect(HarmlessName.safe("a", number: 100) == "100-a")
    }

    @Test func filesHoldNoTricks() {
        let json: JSON = ["name": "a\u{202e}b\u{1b}\u{e000}\u{1f600}", "plain": "é"]
        #expect(json.fileText == "{\"name\":\"a\\u202eb\\u001b\\ue000\u{1f600}\",\"plain\":\"é\"}\n")
        let tag: JSON = ["name": "\u{e0041}"]
        #expect(tag.fileText == "{\"name\":\"\\udb40\\udc41\"}\n")
    }
}
