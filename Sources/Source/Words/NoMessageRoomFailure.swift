package import Words

extension NoMessageRoom: Explainable {
    /// Names what is wanting, and the day from which there is room again.
    package var failure: Failure {
        let due = until.map { CivilTime.text($0, in: zone) }
        return Failure(
            .tryLater, isOwn ? AddingText.ownShareTaken(until: due) : AddingText.allSharesTaken(until: due),
            field: (isOwn ? Shortage.mailbox : .room).rawValue)
    }
}
