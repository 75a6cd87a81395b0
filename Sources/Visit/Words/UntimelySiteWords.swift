package import Words

extension UntimelySite: Explainable {
    /// Of kind `stale` where the site is behind, else `tryLater`: then one of the two clocks is wrong.
    package var failure: Failure {
        switch self {
        case .stale(let since, let now, let zone):
            Failure(
                .stale,
                SiteText.stale(since: CivilTime.text(since, in: zone), now: CivilTime.text(now, in: zone)),
                field: "site")
        case .ahead(let due, let now, let zone):
            Failure(
                .tryLater,
                SiteText.ahead(due: CivilTime.text(due, in: zone), now: CivilTime.text(now, in: zone)),
                field: "clock")
        case .unwitnessedKeys(let seen, let zone):
            Failure(
                .tryLater, SiteText.unwitnessedKeys(since: CivilTime.text(seen, in: zone)), field: "key_set")
        }
    }
}
