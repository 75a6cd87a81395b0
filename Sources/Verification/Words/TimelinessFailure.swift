package import AuditLog
package import Words

extension Failure {
    /// Why nothing was sealed to a site, or sent to it; nil where its times are right.
    ///
    /// - Parameters:
    ///   - timeliness: of what the site shows.
    ///   - now: the own clock, seconds since 1970.
    ///   - language: of the person at the terminal.
    package init?(_ timeliness: Timeliness, now: UInt64, language: Language) {
        let clock = CivilTime.wib(now)
        switch timeliness {
        case .timely: return nil
        case .stale(let since):
            self.init(
                .stale, SiteText.stale(since: CivilTime.wib(since), now: clock)(language), field: "site")
        case .ahead(let due):
            self.init(
                .tryLater, SiteText.ahead(due: CivilTime.wib(due), now: clock)(language), field: "clock")
        }
    }
}
