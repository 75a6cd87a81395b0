package import Wire
package import Words

/// An election and the days on which its stages begin.
package struct Election: Equatable, Sendable {
    /// What people call it.
    package let name: Phrase
    /// What is voted on.
    package let kinds: [ElectionKind]
    /// The first stage.
    package let begins: Date
    /// Candidates register.
    package let nomination: Date
    /// It is settled who is a candidate: before that they only want to be.
    package let determined: Date
    /// The campaign.
    package let campaign: Date
    /// The days without a campaign before the vote.
    package let quiet: Date
    /// The day of the vote.
    package let vote: Date
    /// The last day of count and recapitulation.
    package let ends: Date

    /// Takes days as they are; `isOrdered` says whether they can be so.
    package init(
        name: Phrase, kinds: [ElectionKind], begins: Date, nomination: Date, determined: Date,
        campaign: Date, quiet: Date, vote: Date, ends: Date
    ) {
        self.name = name
        self.kinds = kinds
        self.begins = begins
        self.nomination = nomination
        self.determined = determined
        self.campaign = campaign
        self.quiet = quiet
        self.vote = vote
        self.ends = ends
    }

    /// Whether each stage begins after, or with, the one before it.
    package var isOrdered: Bool {
        let days = [begins, nomination, determined, campaign, quiet, vote, ends]
        return days.allSatisfy { $0.exists } && !zip(days, days.dropFirst()).contains { $0.isLater(than: $1) }
    }

    /// The stage of a day; nil before the first one.
    package func phase(on day: Date) -> ElectionPhase? {
        func reached(_ stage: Date) -> Bool { !stage.isLater(than: day) }
        guard reached(begins) else { return nil }
        if day.isLater(than: ends) { return .postElection }
        if day.isLater(than: vote) { return .countAndRecap }
        if reached(vote) { return .votingDay }
        if reached(quiet) { return .quietPeriod }
        if reached(campaign) { return .campaign }
        return reached(nomination) ? .nomination : .preNomination
    }

    /// Whether it was settled on that day who is a candidate: what is owed for the same deed differs.
    package func hasCandidates(on day: Date) -> Bool { !determined.isLater(than: day) }
}

/// A stage of an election.
package enum ElectionPhase: String, Equatable, Sendable, CaseIterable {
    case preNomination = "pre_nomination"
    /// From the registration to the campaign.
    case nomination
    case campaign
    case quietPeriod = "quiet_period"
    case votingDay = "voting_day"
    case countAndRecap = "count_and_recap"
    case postElection = "post_election"
}
