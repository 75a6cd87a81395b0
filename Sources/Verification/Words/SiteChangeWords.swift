import AuditLog
import Words

// Changes of who runs a site and reads its reports, as people are told them: one line an entry.

extension [SiteEvent] {
    /// `bkn keys 3 at entry 513, epoch 2: act 1a2b3c4d5e6f7a8b -> 9c0d…, recipient …`.
    var changeLines: [Phrase] {
        var lines: [Phrase] = []
        var rest = self[...]
        while let first = rest.first {
            let group = rest.prefix { $0.index == first.index && $0.owner == first.owner }
            rest = rest.dropFirst(group.count)
            let name =
                first.isOfWorkingKeys
                ? Phrase(
                    "kunci \(first.serial) \(first.agency ?? "?")",
                    "\(first.agency ?? "?") keys \(first.serial)")
                : Phrase("keterangan \(first.serial)", "description \(first.serial)")
            let parts =
                first.isOfWorkingKeys
                ? group.keyParts.map { Phrase.name($0) } : group.compactMap(\.descriptorPart)
            let (place, what) = (first.place, parts.joined(", "))
            lines.append(
                Phrase(
                    "\(name.indonesian) di \(place.indonesian): \(what.indonesian)",
                    "\(name.english) at \(place.english): \(what.english)"))
        }
        return lines
    }
}

extension [Phrase] {
    /// All in one line.
    func joined(_ separator: String) -> Phrase {
        Phrase(
            map(\.indonesian).joined(separator: separator), map(\.english).joined(separator: separator))
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

    fileprivate var descriptorPart: Phrase? {
        let (name, old, new) = (agency ?? "?", short(old), short(key))
        return switch kind {
        case .agencyAdded:
            Phrase("instansi \(name) ditambahkan, identitas \(new)", "agency \(name) added, identity \(new)")
        case .agencyRemoved:
            Phrase(
                "instansi \(name) dikeluarkan, identitas \(new)", "agency \(name) removed, identity \(new)")
        case .keyAdded: Phrase("identitas \(name) \(old) -> \(new)", "\(name) identity \(old) -> \(new)")
        // The next one names both.
        case .keyRemoved: nil
        case .logKeyChanged: Phrase("kunci log \(old) -> \(new)", "log key \(old) -> \(new)")
        case .promiseKeyChanged: Phrase("kunci janji \(old) -> \(new)", "promise key \(old) -> \(new)")
        case .witnessAdded: Phrase("saksi \(name) ditambahkan, \(new)", "witness \(name) added, \(new)")
        case .witnessRemoved: Phrase("saksi \(name) dikeluarkan, \(new)", "witness \(name) removed, \(new)")
        case .quorumChanged:
            Phrase(
                "kuorum \(self.old ?? "-") -> \(key ?? "-")", "quorum \(self.old ?? "-") -> \(key ?? "-")")
        case .auditorChanged: Phrase("auditor \(old) -> \(new)", "auditor \(old) -> \(new)")
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
        return [heading] + acknowledged.changeLines.map { "  \($0(language))" }
    }
}
