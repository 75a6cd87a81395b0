package import Words

extension BrokenVisit: Explainable {
    /// Of kind `unreachable`.
    package var failure: Failure { Failure(.unreachable, VisitText.broken) }
}
