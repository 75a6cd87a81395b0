import AuditLog
import Cases
import Wire
package import Words

extension PublicFigures {
    /// `data.json`: what the page shows, as numbers and as the log has them.
    package var json: JSON {
        [
            "origin": .string(origin), "size": JSON(size), "root": .string(root),
            "witnessed": .bool(isWitnessed), "complete": .bool(isWhole),
            "names": .object(names.sorted { $0.key.precedes($1.key) }.map { ($0.key, .string($0.value)) }),
            "months": .array(months.map(\.json)),
        ]
    }

    /// `data.csv` (RFC 4180), a line for each figure that is said.
    package var csv: String {
        let head =
            "month,agency,measure,code,name,cases_least,cases_most,days_least,days_most,countersigned\r\n"
        return months.reduce(into: head) { text, month in
            for agency in month.figures.agencies {
                for figure in agency.figures {
                    let bounds: [UInt64?] = [
                        figure.cases.lowest, figure.cases.highest, figure.age.lowest, figure.age.highest,
                    ]
                    let numbers = bounds.map { bound in bound.map { "\($0)" } ?? "" }
                    let fields: [String] =
                        [
                            month.month.text, agency.agency, figure.measure.word, "\(figure.code)",
                            figure.codeName ?? "",
                        ] + numbers + [month.isCountersigned ? "true" : "false"]
                    text += fields.joined(separator: ",") + "\r\n"
                }
            }
        }
    }

    /// The answer of the command.
    package var answer: JSON {
        [
            "origin": .string(origin), "size": JSON(size),
            "months": .array(
                months.map { ["month": .string($0.month.text), "countersigned": .bool($0.isCountersigned)] }),
            "complete": .bool(isWhole), "witnessed": .bool(isWitnessed),
        ]
    }

    /// The same for people.
    package func text(_ language: Language, in path: String) -> String {
        var lines = months.map { "\($0.month.text): \($0.standing(language))" }
        if months.isEmpty { lines = [FiguresText.noMonth(language)] }
        lines.append(Phrase("Ditulis ke \(path).", "Written to \(path).")(language))
        return lines.joined(separator: "\n")
    }
}

extension PublicMonth {
    /// Who says it.
    var standing: Phrase { isCountersigned ? FiguresText.countersigned : FiguresText.claimed }

    fileprivate var json: JSON {
        [
            "month": .string(month.text), "index": JSON(index), "body": .string(hash.hex),
            "holidays": .integer(Int(figures.holidays)), "countersigned": .bool(isCountersigned),
            "tests": .integer(tests),
            "agencies": .array(
                figures.agencies.map { agency in
                    [
                        "agency": .string(agency.agency),
                        "figures": .array(agency.figures.map(\.json)),
                    ]
                }),
        ]
    }
}

extension Figure {
    fileprivate var json: JSON {
        [
            "measure": .integer(Int(measure.rawValue)), "name": .string(measure.word),
            "code": .integer(Int(code)), "code_name": JSON(codeName),
            "band": .integer(Int(cases.rawValue)), "least": JSON(cases.lowest), "most": JSON(cases.highest),
            "age": .integer(Int(age.rawValue)), "days_least": JSON(age.lowest),
            "days_most": JSON(age.highest),
        ]
    }

    /// The schema's name of the code; nil for all codes together and for one that is not known.
    var codeName: String? {
        guard code != 0 else { return nil }
        return measure == .decided ? OutcomeClass(rawValue: code).name : CaseState(rawValue: code).name
    }
}
