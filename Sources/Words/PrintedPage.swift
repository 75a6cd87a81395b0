/// A page that is printed on A4 and holds all of itself: it asks for nothing from anywhere, and a browser keeps it to that.
package struct PrintedPage: Sendable {
    private let language: Language
    private let title: Phrase
    private let style: HTML
    private let body: HTML

    /// Takes what stands in it.
    ///
    /// - Parameters:
    ///   - title: heads it.
    ///   - language: what it is written in.
    ///   - style: rules behind those that all pages have.
    ///   - body: below the title.
    package init(_ title: Phrase, in language: Language, style: HTML = "", body: HTML) {
        self.language = language
        self.title = title
        self.style = style
        self.body = body
    }

    /// The whole file.
    package var bytes: [UInt8] {
        let page: HTML = """
            <!doctype html>
            <html lang="\(language.rawValue)">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="referrer" content="no-referrer">
            <meta http-equiv="Content-Security-Policy" content="\(Self.policy)">
            <title>\(title(language))</title>
            <style>
            \(Self.common)
            \(style)
            </style>
            </head>
            <body>
            <h1>\(title(language))</h1>
            \(body)
            </body>
            </html>

            """
        return Array(page.text.utf8)
    }

    /// Nothing runs, nothing is loaded, nothing is sent.
    private static let policy: HTML =
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

    private static let common: HTML = """
        @page { size: A4; margin: 12mm 15mm }
        :root { color-scheme: only light }
        body { font: 12pt/1.45 sans-serif; color: #000; background: #fff; max-width: 180mm; margin: 0 auto; padding: 4mm }
        h1 { font-size: 24pt; line-height: 1.15; margin: 0 0 4mm }
        h2 { font-size: 14pt; margin: 6mm 0 2mm }
        p, ol, ul, dl { margin: 0 0 3mm }
        li { margin-bottom: 1.5mm }
        code { font: 11pt/1.4 monospace; overflow-wrap: anywhere }
        code span { white-space: nowrap }
        .warning { border: 1.5pt solid #000; padding: 3mm; font-weight: bold }
        .codes { display: flex; flex-wrap: wrap; gap: 6mm; margin: 4mm 0 }
        .head { display: flex; flex-wrap: wrap; gap: 4mm 8mm; align-items: center }
        .head > div { flex: 1 1 70mm }
        .head figure svg { width: 66mm; height: 66mm }
        figure { margin: 0; break-inside: avoid }
        figure svg { width: 82mm; height: 82mm; display: block }
        figcaption { font-size: 10pt; text-align: center }
        @media print {
        body { padding: 0; max-width: none; font-size: 10pt; line-height: 1.3 }
        h1 { font-size: 20pt; margin-bottom: 2mm } h2 { font-size: 12pt; margin: 3mm 0 1mm; break-after: avoid }
        p, ol, ul, dl { margin-bottom: 1.5mm } li { margin-bottom: 0.7mm } code { font-size: 9.5pt }
        .head figure svg { width: 58mm; height: 58mm }
        }
        """
}
