import AuditLog
import Words

// Changes of who runs a site and reads its reports, as people are told them: one line an entry.

extension [SiteEvent] {
    /// `bkn keys 3 at entry 513, epoch 2: act 1a2b3c4d5e6f7a8b -> 9c0d…, recipient …`.
    var changeLines: [String] {
        var lines: [String] = []
        var rest = self[...]
        while let first = rest.first {
            let group = rest.prefix { $0.index == first.index && $0.owner == first.owner }
            rest = rest.dropFirst(group.count)
            let place = first.epoch.map { "entry \(first.index), epoch \($0)" } ?? "entry \(first.index)"
            let (name, parts) =
                first.isOfWorkingKeys
                ? ("\(first.agency ?? "?") keys \(first.serial)", group.keyParts)
                : ("description \(first.serial)", group.flatMap(\.descriptorParts))
            lines.append("\(name) at \(place): \(parts.joined(separator: ", "))")
        }
        return lines
    }
}

extension Sequence<SiteEvent> {
    /// What went and what came, of each use.
    fileprivate var keyParts: [String] {
        var uses: [String] = []
        for event in self {
            if let use = event.use, !uses.contains(use) { uses.append(use) }
        }
        return uses.map { use in
            func keys(_ kind: SiteEvent.Kind) -> String {
                let keys = filter { $0.kind == kind && $0.use == use }.map { short($0.key) }
                return keys.isEmpty ? "-" : keys.joined(separator: "+")
            }
            return "\(use) \(keys(.keyRemoved)) -> \(keys(.keyAdded))"
        }
    }
}

extension SiteEvent {
    /// Whose working keys they are; nil for what a description says.
    fileprivate var owner: String? { isOfWorkingKeys ? agency : nil }

    fileprivate var isOfWorkingKeys: Bool {
        (kind == .keyAdded || kind == .keyRemoved) && use != "identity"
    }

    fileprivate var descriptorParts: [String] {
        let name = agency ?? "?"
        return switch kind {
        case .agencyAdded: ["agency \(name) added, identity \(short(key))"]
        case .agencyRemoved: ["agency \(name) removed, identity \(short(key))"]
        case .keyAdded: ["\(name) identity \(short(old)) -> \(short(key))"]
        // The next one names both.
        case .keyRemoved: []
        case .logKeyChanged: ["log key \(short(old)) -> \(short(key))"]
        case .promiseKeyChanged: ["promise key \(short(old)) -> \(short(key))"]
        case .witnessAdded: ["witness \(name) added, \(short(key))"]
        case .witnessRemoved: ["witness \(name) removed, \(short(key))"]
        case .quorumChanged: ["quorum \(old ?? "-") -> \(key ?? "-")"]
        case .auditorChanged: ["auditor \(short(old)) -> \(short(key))"]
        }
    }
}

/// The first 64 bits of a key, which are enough to tell it from another by eye.
private func short(_ key: String?) -> String { key.map { String($0.prefix(16)) } ?? "-" }

extension VerifyOutcome {
    /// What was acknowledged with this run; empty where that was not asked for.
    func acknowledgement(_ language: Language) -> [String] {
        guard let acknowledged else { return [] }
        guard !acknowledged.isEmpty else {
            return [
                Phrase(
                    "tidak ada perubahan yang perlu dinyatakan diketahui",
                    "there was no change to acknowledge")(
                        language)
            ]
        }
        let heading = Phrase("dinyatakan diketahui:", "acknowledged:")(language)
        return [heading] + acknowledged.changeLines.map { "  \(Foreign($0))" }
    }
}
