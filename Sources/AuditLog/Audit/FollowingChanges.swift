import Wire

extension AuditState {
    /// What is another at the site that goes on in a new log than it was where this log ended.
    ///
    /// A new log begins with a description of its own, which is no change to it: whoever knew the old one has to be
    /// told. Keys of the server itself, which a new log always has anew, are none.
    ///
    /// - Parameter report: of an audit of the new log.
    /// - Returns: changes at entry 0, which no epoch closed.
    package func changes(to report: AuditReport) -> [SiteEvent] {
        guard let next = report.descriptor else { return [] }
        var history = SiteHistory()
        history.note(from: descriptor, to: next, at: 0)
        for agency in next.agencies {
            guard let old = agencies[agency.code]?.newest, let new = report.agencyKeys[agency.code]?.keys
            else {
                continue
            }
            history.note(from: old, to: new, at: 0)
        }
        // Witnesses of the agencies' are named after the log.
        let kept = Set(descriptor.witnesses.map { $0.key.hex }).intersection(
            next.witnesses.map { $0.key.hex })
        return history.events.filter { event in
            switch event.kind {
            case .logKeyChanged, .promiseKeyChanged: false
            case .witnessAdded, .witnessRemoved: event.key.map { !kept.contains($0) } ?? true
            default: true
            }
        }
    }
}
