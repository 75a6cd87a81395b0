package import Words

extension UntimelySite: Explainable {
    /// Of kind `stale` where the site is behind, else `tryLater`: then one of the two clocks is wrong.
    package var failure: Failure {
        switch self {
        case .stale(let since, let now):
            Failure(
                .stale, SiteText.stale(since: CivilTime.wib(since), now: CivilTime.wib(now)), field: "site")
        case .ahead(let due, let now):
            Failure(
                .tryLater, SiteText.ahead(due: CivilTime.wib(due), now: CivilTime.wib(now)), field: "clock")
        case .unwitnessedKeys(let seen):
            Failure(.tryLater, SiteText.unwitnessedKeys(since: CivilTime.wib(seen)), field: "key_set")
        }
    }
}
