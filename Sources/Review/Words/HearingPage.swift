package import Words

extension HearingSheet {
    /// The page: to read to whoever is heard, and to be filled in by hand.
    package func page(in language: Language) -> PrintedPage {
        typealias Text = HearingSheetText
        return PrintedPage(
            Text.title, in: language, style: Self.style,
            body: """
                <p class="warning">\(Text.presumption(language))</p>
                <h2>\(Text.number(language))</h2>
                \(filled(number, lines: 1))
                <h2>\(Text.agency(language))</h2>
                <p>\(agency)</p>
                <h2>\(Text.subject(language))</h2>
                \(filled(subject, lines: 3))
                <h2>\(Text.matter(language))</h2>
                \(filled(wording, lines: 8))
                <h2>\(Text.answer(language))</h2>
                \(filled("", lines: 12))
                <h2>\(Text.rules(language))</h2>
                <ul>
                \(HTML(each: Text.ruleList) { "<li>\($0(language))</li>" })
                </ul>
                <h2>\(Text.signatures(language))</h2>
                <div class="signatures">
                \(HTML(each: Text.signers) { "<p>\($0(language))</p>" })
                </div>
                """)
    }

    private func filled(_ text: String, lines: Int) -> HTML {
        guard text.isEmpty else { return "<p class=\"own\">\(text)</p>" }
        return HTML(each: 0..<lines) { _ in "<p class=\"line\"></p>" }
    }

    private static let style: HTML = """
        @page { @bottom-right { content: counter(page) " / " counter(pages); font: 9pt sans-serif } }
        .own { white-space: pre-wrap; overflow-wrap: anywhere }
        .line { border-bottom: .5pt solid #000; height: 8mm; margin: 0; break-inside: avoid }
        .signatures { display: flex; gap: 10mm; break-inside: avoid }
        .signatures p { flex: 1; border-top: .5pt solid #000; margin-top: 24mm; padding-top: 1mm }
        """
}
