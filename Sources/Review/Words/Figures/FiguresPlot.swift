import Cases
import Wire
import Words

/// Open and overdue cases of an agency month by month, as bars whose height is a band's place among the bands.
///
/// The number behind a band is not known, so no height stands for one.
struct FiguresPlot: Sendable {
    private let months: [PublicMonth]
    private let agency: AgencyCode
    private let language: Language
    private let title: String

    private static let measures: [Measure] = [.open, .overdue, .decided]
    private static let step = 22
    private static let group = 64
    private static let left = 130

    /// Takes the months, the earliest first.
    init(_ months: [PublicMonth], of agency: AgencyCode, language: Language, title: String) {
        self.months = months
        self.agency = agency
        self.language = language
        self.title = title
    }

    private var bands: [CountBand] { CountBand.allCases }
    private var height: Int { Self.step * (bands.count + 1) }
    private var width: Int { Self.left + Self.group * max(months.count, 1) + 10 }

    /// The drawing; the table beside it says the same.
    var html: HTML {
        """
        <figure><div class="plot" tabindex="0" role="group" aria-label="\(title)"><svg viewBox="0 0 \(width) \(height + 26)" width="\(width)" role="img" aria-label="\(title)">
        \(HTML(each: lines) { $0 })
        \(HTML(each: months.enumerated()) { place, month in bars(of: month, at: Self.left + Self.group * place) })
        </svg></div>
        <figcaption>\(HTML(each: Self.measures) { legend($0) })</figcaption></figure>
        """
    }

    /// One for each band, with its range.
    private var lines: [HTML] {
        (0...bands.count).map { place in
            let y = height - Self.step * place
            let text =
                place == 0
                ? FiguresText.cases(nil)
                : FiguresText.cases(
                    Figure(measure: .open, code: 0, cases: bands[place - 1], age: .notSaid))
            return """
                <line class="grid" x1="\(Self.left)" y1="\(y)" x2="\(width)" y2="\(y)"/><text class="scale" x="\(Self.left - 8)" y="\(y + 4)">\(text(language))</text>
                """
        }
    }

    private func bars(of month: PublicMonth, at x: Int) -> HTML {
        """
        \(HTML(each: Self.measures.enumerated()) { place, measure in bar(month, measure, at: x + 6 + 18 * place) })
        <text class="month" x="\(x + 32)" y="\(height + 18)">\(month.month.text)</text>
        """
    }

    private func bar(_ month: PublicMonth, _ measure: Measure, at x: Int) -> HTML {
        let figure = month.figure(measure, of: agency)
        let place = figure.map { Int($0.cases.rawValue) } ?? 0
        // Fewer than five, perhaps none, is a line.
        let high = place == 0 ? 2 : Self.step * place
        return """
            <rect class="\(measure.word)" x="\(x)" y="\(height - high)" width="15" height="\(high)"><title>\(FiguresText.name(month.month)(language)), \(name(measure)): \(FiguresText.cases(figure)(language))</title></rect>
            """
    }

    private func legend(_ measure: Measure) -> HTML {
        """
        <span><svg width="15" height="15" aria-hidden="true"><rect class="\(measure.word)" width="15" height="15"/></svg> \(name(measure))</span>
        """
    }

    private func name(_ measure: Measure) -> String {
        switch measure {
        case .overdue: FiguresText.overdue(language)
        case .decided: FiguresText.decided(language)
        default: FiguresText.open(language)
        }
    }
}

/// How the page looks.
enum FiguresStyle {
    /// CSS.
    static let text = """
        :root{color-scheme:light dark;--line:#5f6b76;--open:#2b6cb0;--overdue:#b45309;--decided:#4a5568;--soft:#eef2f6;--page:#fff;--ink:#1a1f24}
        @media (prefers-color-scheme:dark){:root{--line:#9aa7b4;--open:#7fb3ea;--overdue:#f0a85a;--decided:#b8c2cc;--soft:#1f2730;--page:#12161a;--ink:#e6eaee}}
        body{background:var(--page);color:var(--ink);font:1rem/1.55 system-ui,sans-serif;margin:0 auto;max-width:62rem;padding:1rem}
        a{color:var(--open)}nav a{display:inline-block;padding:.4rem .6rem .4rem 0}
        article{border-top:3px solid var(--line);margin-top:1rem;padding-top:.5rem}
        h1{font-size:1.6rem;line-height:1.25;overflow-wrap:anywhere}h2{font-size:1.3rem;margin-top:2rem}h3{font-size:1.1rem;margin-top:2rem}
        .standing,.note{background:var(--soft);border-left:5px solid var(--line);padding:.6rem .8rem}
        .claimed{border-color:var(--overdue)}.sure{border-color:var(--open)}
        .table{overflow-x:auto;margin:1rem 0}table{border-collapse:collapse;min-width:60%}
        caption{text-align:left;font-weight:600;padding:.3rem 0}
        th,td{border-bottom:1px solid var(--line);padding:.35rem .9rem .35rem 0;text-align:left;vertical-align:top}
        @media (max-width:40rem){table{font-size:.85rem}th,td{padding-right:.5rem}}
        td{font-variant-numeric:tabular-nums}tbody th{font-weight:400}
        .plot{overflow-x:auto}figure{margin:1rem 0}figcaption span{display:inline-block;margin:.2rem 1.2rem .2rem 0}svg{max-width:none;font-size:12px}svg text{fill:currentColor}
        .scale{text-anchor:end}.month{text-anchor:middle}.grid{stroke:var(--line);stroke-opacity:.35}
        .open{fill:var(--open)}.overdue{fill:var(--overdue)}.decided{fill:var(--decided)}
        pre{background:var(--soft);overflow-x:auto;padding:.6rem .8rem}.root{overflow-wrap:anywhere;font-size:.85rem}
        """
}
