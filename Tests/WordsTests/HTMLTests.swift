import Testing
import Words

@Suite struct HTMLTests {
    @Test func text_of_strangers_is_text() {
        let name = "<script>alert(\"x\")</script>\u{202e}&amp;"
        let page: HTML = "<p>\(name)</p>"
        #expect(
            page.text
                == "<p>&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;\u{fffd}&amp;amp;</p>")
        let list = HTML(each: ["a", "<"]) { "<li>\($0)</li>" }
        let whole: HTML = "<ul>\(list)</ul>\(3)"
        #expect(whole.text == "<ul><li>a</li>\n<li>&lt;</li></ul>3")
        #expect(
            HTML(commands: "Run: `a <b>`. Then `c`.").text
                == "Run: <code>a &lt;b&gt;</code>. Then <code>c</code>.")
        #expect(HTML(commands: "no command").text == "no command")
    }
}
