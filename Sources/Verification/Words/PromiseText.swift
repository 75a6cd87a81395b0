import AuditLog
import Keys
import Wire
import Words

/// What is said about promises.
enum PromiseText {
    static func standing(_ judgement: PromiseJudgement) -> Phrase {
        let epoch = judgement.promise.epoch
        switch judgement.standing {
        case .pending:
            let due = judgement.due.map { CivilTime.text($0, in: judgement.descriptor.zone) }
            return Phrase(
                "Menunggu: dijanjikan untuk \((due ?? RecordingText.schedule(epoch)).indonesian).",
                "Pending: promised for epoch \(epoch)\(due.map { ", \($0.english)" } ?? "").")
        case .kept:
            let index = judgement.index.map(String.init) ?? "?"
            return Phrase(
                "Ditepati: dijanjikan untuk jadwal pencatatan ke-\(epoch), tercatat sebagai nomor \(index).",
                "Kept: promised for epoch \(epoch), recorded as entry \(index).")
        case .overdue:
            let due = judgement.due.map { CivilTime.text($0, in: judgement.descriptor.zone) }
            return Phrase(
                "LEWAT WAKTU: dijanjikan untuk \((due ?? RecordingText.schedule(epoch)).indonesian), dan belum dicatat.",
                "OVERDUE: promised for epoch \(epoch)\(due.map { ", \($0.english)" } ?? ""), and not published."
            )
        case .late:
            let index = judgement.index.map(String.init) ?? "?"
            return Phrase(
                "JANJI DILANGGAR: dijanjikan untuk jadwal pencatatan ke-\(epoch), tercatat terlambat sebagai nomor \(index).",
                "PROMISE BROKEN: promised for epoch \(epoch), recorded late as entry \(index).")
        case .broken:
            let found = judgement.epoch.map { String($0.number) } ?? "?"
            return Phrase(
                "JANJI DILANGGAR: pencatatan ke-\(found) sudah terbit tanpa yang dijanjikan untuk jadwal ke-\(epoch).",
                "PROMISE BROKEN: epoch \(found) was published without what was promised for epoch \(epoch).")
        }
    }

    static func undecided(_ reason: Phrase) -> Phrase {
        Phrase("Tidak dapat dinilai: \(reason.indonesian)", "Cannot be judged: \(reason.english)")
    }

    static let notWitnessed = Phrase(
        "Catatan ini baru ditandatangani pengelola situs, belum oleh saksi dari luar.",
        "This log is recorded, not witnessed: only its operator signed it.")

    static func notPinned(_ descriptor: SiteDescriptor) -> Phrase {
        let root = Fingerprint.root(descriptor.root).hex
        return Phrase(
            "Kunci akar tidak dibandingkan dengan apa pun (--link atau --vkey): \(root)",
            "The root key is not held against anything (--link or --vkey): \(root)")
    }

    static func written(_ path: String) -> Phrase {
        Phrase(
            """
            Berkas pelanggaran janji ditulis ke '\(path)'. Siapa pun dapat memeriksanya tanpa jaringan: \
            kentongan promise verify '\(path)' --link TAUTAN. Berkas ini menunjukkan bahwa pemegangnya melapor.
            """,
            """
            Evidence was written to '\(path)'. Anybody can check it offline: kentongan promise verify '\(path)' --link LINK. \
            The file shows that its holder made a report.
            """)
    }
}
