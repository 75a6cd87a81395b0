import Wire
import Words

/// The figures as one page: no script, nothing from elsewhere, both languages.
struct FiguresPage: Sendable {
    private let figures: PublicFigures
    private let shown: PublicMonth?
    private let isPinned: Bool

    /// Months that a plot shows.
    private static let plotted = 12

    /// Takes what was verified.
    ///
    /// - Parameters:
    ///   - figures: of the whole log.
    ///   - shown: the month that the tables are of; nil before the first one is over.
    ///   - isPinned: whether the log's key came from elsewhere than the log.
    init(_ figures: PublicFigures, shown: PublicMonth?, isPinned: Bool) {
        self.figures = figures
        self.shown = shown
        self.isPinned = isPinned
    }

    /// The whole page.
    var text: String {
        let style = HTML(markup: FiguresStyle.text)
        let page: HTML = """
            <!DOCTYPE html>
            <html lang="id">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <meta name="referrer" content="no-referrer">
            <title>\(FiguresText.title(.indonesian)): \(figures.origin)</title>
            <style>\(style)</style>
            </head>
            <body>
            <nav aria-label="Bahasa / Language"><a href="#id" lang="id">Bahasa Indonesia</a> <a href="#en" lang="en">English</a></nav>
            <main>
            \(part(.indonesian))
            \(part(.english))
            </main>
            </body>
            </html>

            """
        return page.text
    }

    private func part(_ language: Language) -> HTML {
        """
        <article id="\(language.rawValue)" lang="\(language.rawValue)" aria-labelledby="\(language.rawValue)-title">
        <h1 id="\(language.rawValue)-title">\(FiguresText.title(language)): \(figures.origin)</h1>
        <p>\(FiguresText.lead(language))</p>
        \(HTML(each: warnings) { "<p class=\"note\">\($0(language))</p>" })
        \(shown.map { month($0, language) } ?? "<p>\(FiguresText.noMonth(language))</p>")
        \(notes(language))
        </article>
        """
    }

    private var warnings: [Phrase] {
        var warnings: [Phrase] = []
        if !isPinned { warnings.append(FiguresText.notPinned) }
        if !figures.isWhole { warnings.append(FiguresText.notWhole) }
        if !figures.isWitnessed { warnings.append(FiguresText.notWitnessed) }
        return warnings
    }

    private func month(_ month: PublicMonth, _ language: Language) -> HTML {
        let standing = month.isCountersigned ? FiguresText.countersignedMeans : FiguresText.claimedMeans
        return """
            <h2>\(FiguresText.name(month.month)(language))</h2>
            <p class="standing \(month.isCountersigned ? "sure" : "claimed")"><strong>\(FiguresText.name(month.month)(language)): \(month.standing(language)).</strong> \(standing(language))</p>
            \(tests(month, language))
            \(overview(month, language))
            \(HTML(each: month.figures.agencies) { agency(month, $0.agency, language) })
            """
    }

    private func tests(_ month: PublicMonth, _ language: Language) -> HTML {
        month.tests == 0 ? "" : "<p>\(FiguresText.tests(language)): \(month.tests).</p>"
    }

    private func name(_ agency: AgencyCode) -> String { figures.names[agency] ?? agency }

    private func overview(_ month: PublicMonth, _ language: Language) -> HTML {
        FiguresTable(
            FiguresText.overview(language),
            [
                FiguresText.agency, FiguresText.received, FiguresText.open, FiguresText.overdue,
                FiguresText.decided,
            ]
            .map { $0(language) },
            month.figures.agencies.map { agency in
                [name(agency.agency)]
                    + [Measure.received, .open, .overdue, .decided].map {
                        FiguresText.cases(month.figure($0, of: agency.agency))(language)
                    }
            }
        ).html
    }

    private func agency(_ month: PublicMonth, _ code: AgencyCode, _ language: Language) -> HTML {
        let figures = month.figures.agencies.first { $0.agency == code }?.figures ?? []
        let codes = Set(
            figures.filter { [.step, .overdue].contains($0.measure) && $0.code != 0 }.map { $0.code })
        let steps = codes.sorted().map { state in
            [
                CaseState(rawValue: state).label(language),
                FiguresText.cases(month.figure(.step, state, of: code))(language),
                FiguresText.cases(month.figure(.overdue, state, of: code))(language),
                FiguresText.days(month.figure(.step, state, of: code))(language),
            ]
        }
        let outcomes = figures.filter { $0.measure == .decided && $0.code != 0 }.map { figure in
            [OutcomeClass(rawValue: figure.code).label(language), FiguresText.cases(figure)(language)]
        }
        return """
            <section>
            <h3>\(name(code))</h3>
            \(table(FiguresText.steps, [FiguresText.step, FiguresText.count, FiguresText.overdue, FiguresText.age], steps, language))
            \(table(FiguresText.outcomes, [FiguresText.outcome, FiguresText.count], outcomes, language))
            \(course(code, language))
            </section>
            """
    }

    private func table(
        _ caption: Phrase, _ heads: [Phrase], _ rows: [[String]], _ language: Language
    ) -> HTML {
        guard !rows.isEmpty else {
            return "<p>\(caption(language)): \(FiguresText.nothing(language))</p>"
        }
        return FiguresTable(caption(language), heads.map { $0(language) }, rows).html
    }

    /// A plot, and the same as a table.
    private func course(_ code: AgencyCode, _ language: Language) -> HTML {
        let months = Array(figures.months.suffix(Self.plotted))
        let caption = "\(FiguresText.course(language)): \(name(code))"
        let rows = months.map { month in
            [FiguresText.name(month.month)(language)]
                + [Measure.received, .open, .overdue, .decided].map {
                    FiguresText.cases(month.figure($0, of: code))(language)
                } + [month.standing(language)]
        }
        let heads = [
            FiguresText.month, FiguresText.received, FiguresText.open, FiguresText.overdue,
            FiguresText.decided,
            FiguresText.source,
        ]
        return """
            \(FiguresPlot(months, of: code, language: language, title: caption).html)
            \(FiguresTable(caption, heads.map { $0(language) }, rows).html)
            """
    }

    private func notes(_ language: Language) -> HTML {
        """
        <h2>\(FiguresText.meaning(language))</h2>
        <ul>
        \(HTML(each: FiguresText.notes) { "<li>\($0(language))</li>" })
        </ul>
        <h2>\(FiguresText.check(language))</h2>
        <p>\(FiguresText.checkHow(language))</p>
        <pre><code>python3 recompute.py DIR</code></pre>
        <p>\(FiguresText.checkNot(language)) data.json, data.csv.</p>
        <p class="root">\(figures.origin) · \(String(figures.size)) · <code>\(figures.root)</code></p>
        """
    }
}

extension PublicFigures {
    /// `index.html`.
    ///
    /// - Parameters:
    ///   - shown: the month that the tables are of; nil before the first one is over.
    ///   - isPinned: whether the log's key came from elsewhere than the log.
    /// - Returns: one page in both languages.
    func page(shown: PublicMonth?, isPinned: Bool) -> String {
        FiguresPage(self, shown: shown, isPinned: isPinned).text
    }
}
