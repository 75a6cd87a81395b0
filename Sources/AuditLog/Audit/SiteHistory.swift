import Keys
import TransparencyLog
import Wire

/// The changes since batch 0, or since where an audit went on: the first ones, and how many there were.
struct SiteHistory: Equatable, Sendable {
    private static let limit = 1_000

    private(set) var events: [SiteEvent] = []
    private(set) var count: UInt64 = 0
    /// Events before it have their epoch.
    private var open = 0

    /// Notes what a descriptor changes; `old` is nil for the first one, which changes nothing.
    mutating func note(from old: SiteDescriptor?, to new: SiteDescriptor, at index: UInt64) {
        guard let old else { return }
        func identity(_ agencies: [Agency]) -> [Named] {
            agencies.map { Named(name: $0.code, key: $0.identity.hex) }
        }
        let (before, after) = (identity(old.agencies), identity(new.agencies))
        for agency in after where !before.contains(where: { $0.name == agency.name }) {
            add(.agencyAdded, at: index, agency.name, "identity", agency.key)
        }
        for agency in before {
            guard let next = after.first(where: { $0.name == agency.name }) else {
                add(.agencyRemoved, at: index, agency.name, "identity", agency.key)
                continue
            }
            guard next.key != agency.key else { continue }
            add(.keyRemoved, at: index, agency.name, "identity", agency.key)
            add(.keyAdded, at: index, agency.name, "identity", next.key)
        }
        let (witnesses, next) = (old.witnesses.map { Named($0) }, new.witnesses.map { Named($0) })
        for witness in witnesses where !next.contains(witness) {
            add(.witnessRemoved, at: index, witness.name, nil, witness.key)
        }
        for witness in next where !witnesses.contains(witness) {
            add(.witnessAdded, at: index, witness.name, nil, witness.key)
        }
        if old.quorum != new.quorum { add(.quorumChanged, at: index, nil, nil, "\(new.quorum)") }
        if old.log != new.log { add(.logKeyChanged, at: index, nil, nil, new.log.hex) }
        if old.promise != new.promise { add(.promiseKeyChanged, at: index, nil, nil, new.promise.hex) }
        if old.auditor?.key != new.auditor?.key {
            add(.auditorChanged, at: index, nil, nil, new.auditor?.key.hex)
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
            add(.keyRemoved, at: index, new.agency, key.name, key.key)
        }
        for key in after where !before.contains(key) {
            add(.keyAdded, at: index, new.agency, key.name, key.key)
        }
    }

    /// The epoch that closes a batch; `isFirst` for batch 0, where a site begins, which changes nothing.
    mutating func close(_ epoch: Epoch, isFirst: Bool) {
        if isFirst {
            events = []
            count = 0
        }
        for place in min(open, events.count)..<events.count { events[place].epoch = epoch.number }
        open = events.count
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
        _ kind: SiteEvent.Kind, at index: UInt64, _ agency: String?, _ use: String?, _ key: String?
    ) {
        count += 1
        guard events.count < Self.limit else { return }
        events.append(
            SiteEvent(kind: kind, index: index, epoch: nil, agency: agency, use: use, key: key))
    }
}
