import Keys
import TransparencyLog
import Wire

/// The changes since batch 0, or since where an audit went on: the newest ones, and how many there were.
struct SiteHistory: Equatable, Sendable {
    private static let limit = 1_000

    /// At least the newest thousand.
    private var kept: [SiteEvent] = []
    private(set) var count: UInt64 = 0
    /// Events before it have their epoch.
    private var open = 0
    /// Those that need time, and have had less than they need at the newest epoch.
    private(set) var recent: [SiteEvent]

    init(recent: [SiteEvent] = []) {
        self.recent = recent
    }

    /// At most a thousand, the newest ones.
    var events: [SiteEvent] { Array(kept.suffix(Self.limit)) }

    /// Notes what a descriptor changes; `old` is nil for the first one, which changes nothing.
    ///
    /// - Parameters:
    ///   - old: the one before.
    ///   - new: the next one.
    ///   - known: the last identity of each agency that ever was one: who leaves and comes back under another
    ///     changes it as much as who stays.
    ///   - index: of the next one's entry.
    mutating func note(
        from old: SiteDescriptor?, to new: SiteDescriptor, known: [AgencyCode: String] = [:],
        at index: UInt64
    ) {
        guard let old else { return }
        func identity(_ agencies: [Agency]) -> [Named] {
            agencies.map { Named(name: $0.code, key: $0.identity.hex) }
        }
        let (before, after) = (identity(old.agencies), identity(new.agencies))
        func add(
            _ kind: SiteEvent.Kind, _ name: String?, _ use: String?, _ key: String?, old: String? = nil
        ) {
            self.add(kind, at: index, serial: new.serial, name, use, key, old: old)
        }
        for agency in after where !before.contains(where: { $0.name == agency.name }) {
            add(.agencyAdded, agency.name, "identity", agency.key)
            if let earlier = known[agency.name], earlier != agency.key {
                add(.keyAdded, agency.name, "identity", agency.key, old: earlier)
            }
        }
        for agency in before {
            guard let next = after.first(where: { $0.name == agency.name }) else {
                add(.agencyRemoved, agency.name, "identity", agency.key)
                continue
            }
            guard next.key != agency.key else { continue }
            add(.keyRemoved, agency.name, "identity", agency.key)
            add(.keyAdded, agency.name, "identity", next.key, old: agency.key)
        }
        let (witnesses, next) = (old.witnesses.map { Named($0) }, new.witnesses.map { Named($0) })
        for witness in witnesses where !next.contains(witness) {
            add(.witnessRemoved, witness.name, nil, witness.key)
        }
        for witness in next where !witnesses.contains(witness) {
            add(.witnessAdded, witness.name, nil, witness.key)
        }
        if old.quorum != new.quorum { add(.quorumChanged, nil, nil, "\(new.quorum)", old: "\(old.quorum)") }
        if old.log != new.log { add(.logKeyChanged, nil, nil, new.log.hex, old: old.log.hex) }
        if old.promise != new.promise {
            add(.promiseKeyChanged, nil, nil, new.promise.hex, old: old.promise.hex)
        }
        if old.auditor?.key != new.auditor?.key {
            add(.auditorChanged, nil, nil, new.auditor?.key.hex, old: old.auditor?.key.hex)
        }
    }

    /// Notes the keys that came and went; `old` is nil for the first ones of an agency, which all came.
    mutating func note(from old: AgencyKeys?, to new: AgencyKeys, at index: UInt64) {
        func keys(_ keys: AgencyKeys) -> [Named] {
            [Named(name: "recipient", key: sha256(keys.recipient).hex)]
                + keys.acts.map { Named(name: "act", key: $0.hex) }
                + [Named(name: "witness", key: keys.witness.hex)]
        }
        let (before, after) = (old.map(keys) ?? [], keys(new))
        for key in before where !after.contains(key) {
            add(.keyRemoved, at: index, serial: new.serial, new.agency, key.name, key.key)
        }
        for key in after where !before.contains(key) {
            add(.keyAdded, at: index, serial: new.serial, new.agency, key.name, key.key)
        }
    }

    /// The epoch that closes a batch; `isFirst` for batch 0, where a site begins, which changes nothing.
    mutating func close(_ epoch: Epoch, isFirst: Bool) {
        if isFirst {
            kept = []
            count = 0
            recent = []
        }
        for place in min(open, kept.count)..<kept.count {
            kept[place].epoch = epoch.number
            kept[place].scheduled = epoch.scheduled
            if kept[place].needsTime { recent.append(kept[place]) }
        }
        recent.removeAll { $0.isSettled(at: epoch.scheduled) }
        recent.removeFirst(max(0, recent.count - Self.limit))
        kept.removeFirst(kept.count > 2 * Self.limit ? kept.count - Self.limit : 0)
        open = kept.count
    }

    private struct Named: Equatable {
        var name: String
        var key: String

        init(name: String, key: String) {
            self.name = name
            self.key = key
        }

        init(_ witness: Witness) {
            self.init(name: witness.name, key: witness.key.hex)
        }
    }

    private mutating func add(
        _ kind: SiteEvent.Kind, at index: UInt64, serial: UInt32, _ agency: String?, _ use: String?,
        _ key: String?, old: String? = nil
    ) {
        count += 1
        kept.append(
            SiteEvent(
                kind: kind, index: index, epoch: nil, scheduled: nil, serial: serial, agency: agency,
                use: use, key: key, old: old))
    }
}

extension SiteEvent {
    /// Whether it stood in the log long enough at a time, in seconds since 1970.
    fileprivate func isSettled(at time: UInt64) -> Bool {
        guard let scheduled else { return false }
        return time.less(scheduled) >= Self.patience
    }
}
