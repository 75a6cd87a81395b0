import AuditLog
package import Cases
import Verification
import Visit
import Wire
package import Words

extension ReviewList {
    /// The answer of `list`: of what a report tells its category, its place and its day alone.
    package var json: JSON {
        var members: [(String, JSON)] = [
            ("reports", .array(rows.map { json(of: $0) })), ("not_proven", .array(strays.map(\.json))),
            ("witnessed", .bool(witnessed != nil)),
        ]
        if let synced {
            members += [
                ("synced", .string(CivilTime(synced, zone: zone).date.iso)),
                ("damaged", .array(damaged.map { .string($0) })), ("lost", JSON(lost)),
            ]
        }
        guard let expiry else { return .object(members) }
        return .object(
            members + [
                ("descriptor_expires", .string(ExpiryText.day(expiry.descriptor.notAfter))),
                ("agency_keys_expire", JSON(expiry.agencyKeys.map { ExpiryText.day($0.notAfter) })),
            ])
    }

    /// One of `reports`.
    package func json(of row: Row) -> JSON {
        let summary = row.summary
        let due = due(of: row)
        let members: [(String, JSON)] = [
            ("id", JSON(summary.id)), ("epoch", JSON(summary.epoch)), ("index", JSON(summary.index)),
            ("cells", JSON(summary.cells)),
            ("agencies", .array(summary.agencies.map { .string(plain($0)) })),
            ("state", summary.state.map { JSON($0) } ?? .null),
            ("outcome", summary.state == nil ? .null : JSON(summary.outcome)),
            ("proven", .bool(summary.isProven)),
            ("payload", summary.payload.isEmpty ? .null : .string(summary.payload)),
            ("not_proven", .array(summary.doubts.map(\.json))),
            ("gone", .array(summary.gone.map { JSON($0) })),
            ("category", summary.category == .notSaid ? .null : JSON(summary.category)),
            ("event_date", JSON(summary.eventDate)), ("region", .string(summary.region)),
            ("place", .string(summary.place)), ("phase", JSON(summary.phase(calendar.elections)?.rawValue)),
            ("due", JSON(due?.date.iso)), ("overdue", .bool(due?.isOver ?? false)),
            ("days", due.map { .integer(Int(clamping: $0.days) * ($0.isOver ? -1 : 1)) } ?? .null),
            ("due_certain", due.map { .bool($0.isCertain) } ?? .null),
            ("age_days", JSON(summary.age(at: now, in: zone))),
            ("unread", row.isUnread.map { .bool($0) } ?? .null),
            ("labels", .array(summary.labels.map { .string($0) })),
            ("assigned", summary.assigned.isEmpty ? .null : .string(summary.assigned)),
            ("erased_there", .bool(summary.isErasedThere)),
        ]
        return .object(members + (row.duplicateOf.map { [("duplicate_of", JSON($0))] } ?? []))
    }

    /// What goes to standard error: what is in doubt, and what has to be known beside that.
    package func warnings(_ language: Language) -> [String] { alarms(language) + remarks(language) }

    /// What has to be known and is nobody's fault: years whose holidays are not known here.
    func remarks(_ language: Language) -> [String] {
        rows.contains { due(of: $0)?.isCertain == false }
            ? [DueText.uncertain(calendar.work)(language)] : []
    }

    /// Reports that are in doubt, and acknowledgements that the site did not take.
    func alarms(_ language: Language) -> [String] {
        var warnings: [String] = []
        let count = rows.count { $0.summary.isAlarming } + strays.count
        if count > 0 {
            warnings.append(
                Phrase(
                    "PERINGATAN: \(count) laporan atau catatan tidak terbukti atau isinya hilang",
                    "WARNING: \(count) reports or records are not proven, or their payloads are gone")(
                        language))
        }
        if !damaged.isEmpty || lost > 0 {
            let names = damaged.joined(separator: " ")
            warnings.append(
                Phrase(
                    "PERINGATAN: simpanan rusak atau diubah: \(damaged.count) baris tidak terbuka (\(names)), \(lost) hilang",
                    "WARNING: the store is damaged or was changed: \(damaged.count) rows do not open (\(names)), \(lost) are gone"
                )(language))
        }
        if let warning = received.warning { warnings.append(warning(language)) }
        return warnings
    }
}

extension CaseSummary {
    /// The stage of the election that the event's day falls into; nil where no day is said.
    package func phase(_ calendar: ElectionCalendar) -> ElectionPhase? {
        eventDate.flatMap { calendar.findings(on: $0, about: election).first?.phase }
    }

    /// Whole days since the report was published; nil where that is not proven.
    package func age(at now: UInt64, in zone: Zone) -> UInt64? {
        date.map { zone.day(of: now).less(zone.day(of: $0)) }
    }
}

extension ReceivedActs {
    /// Nil where the site took all there was to say.
    package var warning: Phrase? {
        guard let (refusal, reports) = refused else { return nil }
        let reason =
            switch refusal {
            case .call(let error): Failure(error).text
            case .promise(let error): EnglishReason.phrase(error)
            case .signing(let reason): EnglishReason.phrase(reason)
            case .untimely(let error): error.failure.text
            }
        return Phrase(
            "situs tidak menerima tanda terima untuk \(reports) laporan: \(reason.indonesian)",
            "the site did not take the acknowledgement of \(reports) reports: \(reason.english)")
    }
}

extension CaseSummary.Doubt {
    /// One of `not_proven`.
    package var json: JSON {
        [
            "index": JSON(index), "kind": .string(kind.name ?? "\(kind.rawValue)"), "proven": false,
            "reason": .string(fault.phrase(.english)),
        ]
    }

    /// The same for people.
    package func line(_ language: Language) -> String {
        let name = kind.name ?? "\(kind.rawValue)"
        return Phrase(
            "TIDAK TERBUKTI: \(name) di entri \(index): \(fault.phrase(.indonesian))",
            "NOT PROVEN: \(name) at entry \(index): \(fault.phrase(.english))")(language)
    }
}
