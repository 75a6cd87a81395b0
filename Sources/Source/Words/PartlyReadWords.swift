package import Words

extension PartlyRead {
    /// What was read, with the error beside it: one object.
    package func json(_ failure: Failure, _ language: Language) -> JSON {
        guard case .object(let members) = view.json else { return view.json }
        return .object(members + [("error", failure.json(language))])
    }
}
