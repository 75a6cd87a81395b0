import AuditLog
import Console
import Wire
package import Words

extension VerifyAnswer {
    private var report: AuditReport { outcome.report }
    private var zone: Zone { outcome.descriptor?.zone ?? .wib }
    /// Failures shown one by one to people.
    private static let shown = 20

    /// 0 ok, 1 checked and false, 3 not everything could be checked.
    package var exitCode: Int32 {
        switch report.result {
        case .ok: 0
        case .failed: 1
        case .incomplete: 3
        }
    }

    /// The answer of `verify`, as docs/cli.md has it.
    package var json: JSON {
        [
            "result": .string(report.result.rawValue), "level": .string(report.level.name),
            "origin": JSON(report.origin), "size": JSON(report.size), "root": JSON(report.root),
            "checked": .object(report.counts.named.map { ($0, JSON($1)) }),
            "failures": .array(report.failures.map(\.json)), "failure_count": .integer(report.failureCount),
            "incomplete": .array(report.gaps.map(\.json)),
            "witnessed": .bool(report.witnessed != nil), "follows": outcome.followed?.json ?? .null,
            "attested": report.attested.map { ["size": JSON($0.size), "epoch": JSON($0.epoch)] } ?? .null,
            "unchecked": JSON(report.counts.unchecked),
            "key_unknown": .array(outcome.unknownKeySets.map { JSON($0) }),
            "duplicates": .array(
                outcome.duplicates.map { ["id": JSON($0.second), "duplicate_of": JSON($0.first)] }),
            "history": .array(report.history.map(\.json)), "history_count": JSON(report.historyCount),
            "changes": .array(outcome.unacknowledged.map(\.json)),
            "cut": JSON(outcome.cut.map { VerificationError.source($0).failure.text(.english) }),
            "acknowledged": outcome.acknowledged.map { .array($0.map(\.json)) } ?? .null,
            "promises": .array(promises.map(\.verifyJSON)), "cosignature": JSON(cosigning?.line),
            "cosigned": cosigning?.json ?? .null,
        ]
    }

    /// The same for people.
    package func text(_ language: Language) -> String {
        var lines = [
            headline(language), "  " + tree(language),
            "  " + Phrase("akar \(report.root.hex)", "root \(report.root.hex)")(language),
        ]
        let counts = report.counts.named.filter { $0.1 > 0 }.map { name, count in
            "\(count) \(language == .indonesian ? AuditCounts.indonesian[name] ?? name : name.replacing("_", with: " "))"
        }
        let checked = Phrase("diperiksa", "checked")(language)
        lines.append("  \(checked): " + (counts.isEmpty ? "0" : counts.joined(separator: ", ")))
        lines.append("  " + witness(language))
        if let followed = outcome.followed { lines.append("  " + followed.text(language)) }
        if let tree = report.attested { lines.append("  " + attested(tree)(language)) }
        lines += history(language)
        lines += report.gaps.map { "  " + $0.phrase(language, zone: zone) }
        lines += outcome.acknowledgement(language).map { "  " + $0 }
        lines += report.failures.prefix(Self.shown).map { "  " + EnglishReason.phrase($0)(language) }
        if report.failureCount > Self.shown {
            let more = report.failureCount - Self.shown
            lines.append("  " + Phrase("dan \(more) kegagalan lain", "and \(more) more failures")(language))
        }
        if let cut = outcome.cut.map({ VerificationError.source($0).failure.text }) {
            let phrase = Phrase(
                "sesudah itu log tidak terbaca: \(cut(.indonesian))",
                "behind that the log could not be read: \(cut(.english))")
            lines.append("  " + phrase(language))
        }
        for pair in outcome.duplicates {
            let phrase = Phrase(
                "laporan \(pair.second.hex) adalah duplikat dari \(pair.first.hex)",
                "report \(pair.second.hex) is a duplicate of \(pair.first.hex)")
            lines.append("  " + phrase(language))
        }
        lines += outcome.unknownKeySets.map { "  " + unknownKeySet($0)(language) }
        lines += promises.map { "  " + $0.verifyText(language) }
        if let cosigning { lines.append(cosigning.text(language)) }
        return lines.joined(separator: "\n")
    }

    private func unknownKeySet(_ record: Hash) -> Phrase {
        Phrase(
            "key_unknown: catatan \(record.hex) disegel dengan kumpulan kunci yang tidak pernah ada di log",
            "key_unknown: record \(record.hex) is sealed to a key set that the log never named")
    }

    private func attested(_ tree: AttestedTree) -> Phrase {
        Phrase(
            "auditor: semua terhitung hingga epoch \(tree.epoch) (\(tree.size) entri)",
            "auditor: all accounted for through epoch \(tree.epoch) (\(tree.size) entries)")
    }

    private func history(_ language: Language) -> [String] {
        var lines = report.history.prefix(Self.shown).map { "  " + $0.line(language) }
        if report.historyCount > UInt64(lines.count) {
            let more = report.historyCount.less(UInt64(lines.count))
            lines.append("  " + Phrase("dan \(more) perubahan lain", "and \(more) more changes")(language))
        }
        return lines
    }

    private func tree(_ language: Language) -> String {
        let origin = report.origin ?? "?"
        return Phrase(
            "log \(origin), ukuran \(report.size)", "origin \(origin), size \(report.size)")(language)
    }

    private func headline(_ language: Language) -> String {
        let level = report.level.phrase(language)
        return switch report.result {
        case .ok where report.witnessed == nil:
            Phrase(
                "BAIK (tingkat \(level)): tercatat, belum disaksikan",
                "OK (level \(level)): recorded, not witnessed")(language)
        case .ok: Phrase("BAIK (tingkat \(level)): terverifikasi", "OK (level \(level)): verified")(language)
        case .failed:
            Phrase(
                "GAGAL (tingkat \(level)): \(report.failureCount) kegagalan",
                "FAILED (level \(level)): \(report.failureCount) failures")(language)
        case .incomplete:
            Phrase(
                "TIDAK LENGKAP (tingkat \(level)): tidak semuanya dapat diperiksa",
                "INCOMPLETE (level \(level)): not everything could be checked")(language)
        }
    }

    private func witness(_ language: Language) -> String {
        if let time = report.witnessed {
            let date = CivilTime.text(time, in: zone)
            return Phrase("disaksikan pada \(date.indonesian)", "witnessed at \(date.english)")(language)
        }
        return Phrase(
            "saksi belum mencapai kuorum: hanya pengelola situs yang menyatakan bahwa tidak ada log lain",
            "witnesses below the quorum: that there is no other log, only the operator says")(language)
    }
}

extension AuditCounts {
    fileprivate static let indonesian = [
        "entries": "entri", "checkpoints": "checkpoint", "descriptors": "keterangan situs", "epochs": "epoch",
        "sealed": "entri tersegel", "opened": "dibuka", "filler": "pengisi", "erased": "dihapus",
        "garbage": "tidak terbaca", "unopenable": "tidak dapat dibuka", "not_understood": "tidak dikenal",
        "envelopes": "amplop",
    ]

    /// By their names in the JSON, in its order.
    fileprivate var named: [(String, UInt64)] {
        [
            ("entries", entries), ("checkpoints", checkpoints), ("descriptors", descriptors),
            ("epochs", epochs),
            ("sealed", sealed), ("opened", opened), ("filler", filler), ("erased", erased),
            ("garbage", garbage),
            ("unopenable", unopenable), ("not_understood", notUnderstood), ("envelopes", envelopes),
        ]
    }
}

extension SiteEvent {
    /// `key_added at entry 513, epoch 2: bkn act 1a2b…`.
    fileprivate func line(_ language: Language) -> String {
        let what = [agency, use, key].compactMap(\.self).joined(separator: " ")
        return Phrase(
            "\(kind.rawValue) di \(place.indonesian): \(what)",
            "\(kind.rawValue) at \(place.english): \(what)")(
                language)
    }

    /// Where it stands.
    var place: Phrase {
        guard let epoch else { return Phrase("entri \(index)", "entry \(index)") }
        return Phrase("entri \(index), epoch \(epoch)", "entry \(index), epoch \(epoch)")
    }

    /// One of `history`, `changes` and `acknowledged`.
    var json: JSON {
        [
            "index": JSON(index), "epoch": JSON(epoch), "event": .string(kind.rawValue),
            "serial": JSON(UInt64(serial)), "agency": JSON(agency), "use": JSON(use), "key": JSON(key),
            "old": JSON(old),
        ]
    }
}

extension LogError {
    /// One of `failures`.
    package var json: JSON {
        [
            "code": .string(code.rawValue), "index": JSON(index), "expected": .string(expected),
            "found": .string(found), "field": .string(field),
        ]
    }
}

extension AuditLevel {
    /// Whose view it is.
    fileprivate var phrase: Phrase {
        switch self {
        case .public: Phrase("umum", "public")
        case .agency: Phrase("instansi", "agency")
        case .auditor: Phrase("auditor", "auditor")
        }
    }
}
