package import Words

extension UnsettledSite: Explainable {
    /// Of kind `tryLater`: what is too new counts in some days.
    package var failure: Failure {
        switch self {
        case .unproven: Failure(.tryLater, UnsettledText.unproven, field: "standing")
        case .identities(let codes, let term):
            Failure(
                .tryLater,
                UnsettledText.identities(
                    codes.map { "\(Foreign($0))" }.joined(separator: ", "), since: term.text(term.since),
                    until: term.end), field: "identity")
        case .auditor(let term):
            Failure(
                .tryLater, UnsettledText.auditor(since: term.text(term.since), until: term.end),
                field: "auditor")
        case .witnesses(let term):
            Failure(
                .tryLater,
                UnsettledText.witnesses(since: term.text(term.since), until: term.end),
                field: "witnesses")
        }
    }
}

extension UnsettledSite.Term {
    fileprivate var end: Phrase { until.map { text($0) } ?? UnsettledText.witnessesSign }

    fileprivate func text(_ time: UInt64) -> Phrase { CivilTime.text(time, in: zone) }
}
