import Cases
import Wire
import Words

/// The labels of the codes that the page shows, in both languages.
enum DeskCodes {
    /// By the code's kind and its name in JSON.
    static var labels: JSON {
        [
            "state": table(CaseState.self, \.label), "outcome": table(Outcome.self, \.label),
            "category": table(Category.self, \.label), "evidence": table(EvidenceKind.self, \.label),
            "hidden": table(HiddenData.self, \.label), "due": table(DueClass.self, \.label),
            "phase": .object(
                ElectionPhase.allCases.map { ($0.rawValue, DeskText.both($0.label)) }),
            "kind": table(ActKind.self, \.label),
        ]
    }

    /// One sentence for each state.
    static var meanings: JSON { ["state": table(CaseState.self, \.meaning)] }

    private static func table<Code: WireCode>(_ type: Code.Type, _ text: (Code) -> Phrase) -> JSON {
        .object(type.allCases.compactMap { code in code.name.map { ($0, DeskText.both(text(code))) } })
    }
}
