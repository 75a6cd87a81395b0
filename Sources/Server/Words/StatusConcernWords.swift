import AuditLog
package import Console
import Storage
import Words

extension StatusReport {
    /// What is not as it should be, the worst and the first cause before the others.
    package var problems: [Problem] { Problem.ordered(concerns.map { $0.problem.at(expiry?.zone ?? .wib) }) }

    /// 0 where all is well, 1 for warnings, 2 where something is critical.
    package var exitCode: Int32 {
        problems.first.map { $0.severity == .critical ? 2 : 1 } ?? 0
    }

    /// What a site's own files say is wrong, whether they can be read or not.
    ///
    /// - Parameters:
    ///   - directory: the site's.
    ///   - now: seconds since 1970.
    /// - Returns: the worst and the first cause before the others.
    package static func problems(of directory: DataDirectory, now: UInt64) -> [Problem] {
        do throws(DataDirectoryError) {
            return try StatusReport(of: directory, now: now).problems
        } catch {
            return [error.problem ?? Problem(unknown: error.failure.kind.code, error.failure.text)]
        }
    }
}

extension DataDirectoryError {
    /// A store that cannot be read; nil for what whoever asks can put right.
    package var problem: Problem? {
        switch self {
        case .damaged: Problem(.storeCorrupt, .critical, failure.text).saidWhole
        case .store(.inputOutput): Problem(.storeCorrupt, .critical, failure.text)
        default: nil
        }
    }
}

extension StatusConcern {
    /// As an engineer is told it.
    var problem: Problem {
        switch self {
        case .guardFile(let standing):
            Problem(
                standing.trouble, .critical,
                Phrase(
                    "penjaga: \(standing.meaning.indonesian); server tidak akan jalan",
                    "guard: \(standing.meaning.english); no server starts"))
        case .configuration(let error):
            Problem(.configurationInvalid, .critical, error.failure.text)
        case .clockLeaps(let epochs, let seconds):
            Problem(
                .clockAhead, .critical,
                Phrase(
                    """
                    jam: \(epochs) epoch, \(seconds / 3_600) jam, di depan epoch terbaru: tidak ada yang ditutup atau \
                    dijanjikan sebelum waktu seorang saksi cocok
                    """,
                    """
                    clock: it is \(epochs) epochs, \(seconds / 3_600) hours, ahead of the newest epoch: nothing is closed \
                    or promised unless a witness's time agrees
                    """))
        case .epochInFuture(let seconds):
            Problem(
                .clockBehind, .warning,
                Phrase(
                    "jam: epoch terbaru ada di masa depan, \(seconds) detik lagi: sampai saat itu tidak ada yang ditutup",
                    "clock: the newest epoch is in the future, by \(seconds) s: none is closed until then"))
        case .late(let since):
            Problem(
                .late, .critical,
                Phrase(
                    "epoch terbaru lebih tua dari dua epoch dan satu jam: program pelapor menolak situs ini",
                    "the newest epoch is more than two epochs and an hour old: sources' programs refuse the site"
                ),
                since: since)
        case .expiry(let expiry, let now):
            Problem(
                expiry.trouble, expiry.urgency(at: now) >= .pressing ? .critical : .warning,
                expiry.sentence(at: now))
        case .witness(let standing):
            Problem(
                .witness, .warning,
                Phrase(
                    "saksi \(standing.url): \(standing.meaning.indonesian)",
                    "witness \(standing.url): \(standing.meaning.english)"))
        case .quorumLost(let since, let isStale): Problem.quorumLost(since: since, isStale: isStale)
        case .disk(let limit):
            Problem(
                .diskReserve, .critical,
                Phrase(
                    "diska: sisa kurang dari \(limit >> 20) MiB: tidak ada yang diterima",
                    "disk: less than \(limit >> 20) MiB is free: nothing is taken in"))
        case .payloads(let limit, let isFull):
            Problem(
                .intakeRefused, isFull ? .critical : .warning,
                isFull
                    ? Phrase(
                        "laporan baru ditolak: admission.payload_mib, \(limit >> 20) MiB, penuh",
                        "new reports are refused: admission.payload_mib, \(limit >> 20) MiB, is full")
                    : Phrase(
                        "admission.payload_mib, \(limit >> 20) MiB, hampir penuh; sesudah itu laporan baru ditolak",
                        "admission.payload_mib, \(limit >> 20) MiB, is nearly full; behind it new reports are refused"
                    ))
        case .intake(let intake):
            Problem(
                .intakeRefused, intake == .full ? .critical : .warning, Notice.intake(intake).phrase)
        }
    }
}

extension Expiry {
    /// What runs out.
    fileprivate var trouble: Trouble {
        if case .descriptor = subject { .descriptorExpires } else { .agencyKeysExpire }
    }
}

extension StoreInspection.GuardStanding {
    fileprivate var trouble: Trouble {
        switch self {
        case .ahead: .guardAhead
        case .behind: .guardBehind
        case .differs: .guardDiffers
        case .missing: .guardMissing
        case .ok, .unreadable: .guardUnreadable
        }
    }
}

extension StoreInspection.GuardStanding {
    fileprivate var meaning: Phrase {
        switch self {
        case .ok: Phrase("pada akhir basis data", "at the database's end")
        case .ahead:
            Phrase(
                "mendahului basis data: basis data lama dikembalikan",
                "ahead of the database: an old database was put back")
        case .behind:
            Phrase(
                "tertinggal dari basis data: penjaga hilang atau dikembalikan dari salinan",
                "behind the database: the guard was lost or put back")
        case .differs: Phrase("akarnya lain daripada basis data", "another root than the database")
        case .missing: Phrase("tidak ada", "missing")
        case .unreadable:
            Phrase("berubah, atau milik log lain", "not as it was written, or of another log")
        }
    }
}
