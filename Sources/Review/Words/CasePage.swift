import Cases
import Wire
package import Words

extension CaseDocument {
    /// The page: to read, to print, and to be filed.
    package func page(in language: Language) -> PrintedPage {
        typealias Text = CaseDocumentText
        return PrintedPage(
            Text.title, in: language, style: Self.style,
            body: """
                <p class="warning">\(Text.warning(language))</p>
                \(rows(placeRows(language)))
                \(each(Text.parts, language))
                <h2>\(Text.evidence(language))</h2>
                \(rows(factRows([.evidence, .links], language)))
                \(fileTable(language))
                \(HTML(each: notes) { "<p class=\"own\">\($0)</p>" })
                <h2>\(Text.witnesses(language))</h2>
                \(rows(factRows([.circle], language)))
                <p>\((hasWitness ? Text.someWitness : Text.noWitness)(language))</p>
                <h2>\(Text.handling(language))</h2>
                \(rows(factRows([.forward], language)))
                \(eventTable(language))
                <h2>\(Text.answers(language))</h2>
                \(answerList(language))
                <h2>\(Text.lacking(language))</h2>
                \(lackList(language))
                <h2>\(Text.check(language))</h2>
                <p>\(Text.howToCheck(place.index)(language))</p>
                <p>\((place.isWitnessed ? Text.witnessed : Text.notWitnessed)(language))</p>
                <pre>\(place.checkpoint)</pre>
                """)
    }

    /// Who, what, when and where: a heading for each, and what is told of it.
    private func each(_ parts: [CaseDocumentText.FormPart], _ language: Language) -> HTML {
        HTML(each: parts) { part in
            let found = factRows(part.fields, language)
            let told = found.isEmpty ? nothing(language) : rows(found)
            let text = facts.first { $0.field == .story && part.fields.contains(.story) }
            guard let text else { return "<h2>\(part.heading(language))</h2>\n\(told)" }
            return """
                <h2>\(part.heading(language))</h2>
                \(told)
                <p class="name">\(text.name(language))</p>
                <p class="own">\(text.value(language))</p>
                """
        }
    }

    private func nothing(_ language: Language) -> HTML { "<p>\(CaseDocumentText.nothing(language))</p>" }

    private func placeRows(_ language: Language) -> [(name: String, value: String)] {
        typealias Text = CaseDocumentText
        var rows: [(name: String, value: String)] = [
            (Text.report(language), place.report.hex), (Text.site(language), place.origin),
            (Text.fingerprint(language), place.fingerprint.hex),
            (Text.readers(language), place.agencies.joined(separator: ", ")),
            (Text.entry(language), Text.standing(place.index, epoch: place.epoch)(language)),
        ]
        if let recorded = place.recorded {
            rows.append((Text.recorded(language), CivilTime.text(recorded, in: place.zone)(language)))
        }
        rows.append((Text.state(language), (state?.label ?? Text.unprovenState)(language)))
        return rows
    }

    private func factRows(_ fields: [StoryField], _ language: Language) -> [(name: String, value: String)] {
        facts.filter { fields.contains($0.field) && $0.field != .story }.map {
            ($0.name(language), $0.value(language))
        }
    }

    private func rows(_ rows: [(name: String, value: String)]) -> HTML {
        guard !rows.isEmpty else { return "" }
        return """
            <table>
            \(HTML(each: rows) { "<tr><th scope=\"row\">\($0.name)</th><td>\($0.value)</td></tr>" })
            </table>
            """
    }

    private func fileTable(_ language: Language) -> HTML {
        typealias Text = CaseDocumentText
        guard !files.isEmpty else { return "<p>\(Text.noFiles(language))</p>" }
        return """
            <p>\(Text.filesBeside(language))</p>
            <table>
            <tr>\(HTML(each: Text.fileHeads) { "<th scope=\"col\">\($0(language))</th>" })</tr>
            \(HTML(each: files) { file in
                """
                <tr><td><code>\(file.name)</code></td><td class="short">\(file.evidence.kind.label(language))</td>\
                <td class="short">\(file.size(language))</td><td><code>\(file.evidence.hash.hex)</code></td>\
                <td>\(file.remarks(language))</td></tr>
                """
            })
            </table>
            """
    }

    private func eventTable(_ language: Language) -> HTML {
        """
        <table>
        <tr>\(HTML(each: CaseDocumentText.eventHeads) { "<th scope=\"col\">\($0(language))</th>" })</tr>
        \(HTML(each: events) { event in
            """
            <tr><td class="short">\(event.day(in: place.zone, language))</td><td>\(event.agency)</td>\
            <td>\(event.words(language))</td><td>\(event.proof(language))<br><code>\(event.commitment.hex)</code></td></tr>
            """
        })
        </table>
        """
    }

    private func answerList(_ language: Language) -> HTML {
        typealias Text = CaseDocumentText
        let asked = HTML(each: questions) { question in
            """
            <p class="name">\(Text.question(question.counter)(language))</p>
            <p class="own">\(question.text)</p>
            """
        }
        guard !answers.isEmpty else { return "\(asked)\n<p>\(Text.noAnswers(language))</p>" }
        let answered = HTML(each: answers) { answer in
            """
            <p class="name">\(Text.answer(answer.counter)(language))</p>
            <p class="own">\(answer.text ?? (answer.isIdentity ? Text.identity : Text.unknownKind)(language))</p>
            """
        }
        return "\(asked)\n\(answered)"
    }

    private func lackList(_ language: Language) -> HTML {
        guard !lacks.isEmpty else { return "<p>\(CaseDocumentText.nothingLacks(language))</p>" }
        return "<ul>\n\(HTML(each: lacks) { "<li>\($0.words(language))</li>" })\n</ul>"
    }

    private static let style: HTML = """
        @page { @bottom-right { content: counter(page) " / " counter(pages); font: 9pt sans-serif } }
        body { font-size: 11pt }
        h2 { border-bottom: .5pt solid #000; padding-bottom: 1mm }
        table { border-collapse: collapse; width: 100%; margin: 0 0 3mm; font-size: 10pt }
        th, td { text-align: left; vertical-align: top; padding: 1mm 2mm 1mm 0; border-bottom: .5pt solid #bbb; overflow-wrap: anywhere }
        th[scope=row] { width: 48mm; font-weight: normal; color: #333; overflow-wrap: normal }
        th[scope=col] { font-weight: bold; overflow-wrap: normal }
        tr, pre { break-inside: avoid }
        .short { white-space: nowrap }
        td code { font-size: 8pt }
        .name { font-weight: bold; margin-bottom: 1mm; break-after: avoid }
        .own { white-space: pre-wrap; overflow-wrap: anywhere; border-left: 1.5pt solid #000; padding-left: 3mm }
        pre { font: 8pt/1.4 monospace; white-space: pre-wrap; overflow-wrap: anywhere; border: .5pt solid #bbb; padding: 2mm }
        """
}
