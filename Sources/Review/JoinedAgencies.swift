import AuditLog
import Wire

/// Which entry of a log named an agency for the first time: those that joined behind a report could not be left out of it.
struct JoinedAgencies: Equatable {
    /// By code; 0 for those that the log began with, as far as it says anything of them later.
    private(set) var first: [AgencyCode: UInt64]

    /// Goes on from what is known.
    init(_ first: [AgencyCode: UInt64] = [:]) { self.first = first }

    /// Takes what a log told next.
    mutating func note(_ history: [SiteEvent]) {
        for event in history where event.kind == .agencyAdded || event.kind == .agencyRemoved {
            guard let agency = event.agency, first[agency] == nil else { continue }
            first[agency] = event.kind == .agencyAdded ? event.index : 0
        }
    }

    /// Whether an agency was named behind an entry for the first time.
    func joined(_ agency: AgencyCode, after index: UInt64) -> Bool {
        first[agency].map { $0 > index } ?? false
    }
}
