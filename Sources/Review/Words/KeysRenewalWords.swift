import Files
import Wire
package import Words

extension RenewedAgency {
    /// The answer of `keys renew`.
    package var json: JSON {
        [
            "agency": .line(agency), "serial": JSON(UInt64(serial)), "not_after": JSON(notAfter),
            "epoch": JSON(epoch), "key": .string(keyFile), "repeated": .bool(isRepeated),
        ]
    }

    /// The same for people.
    package func text(_ language: Language) -> String {
        let (until, time) = (CivilTime.text(notAfter, in: zone), due.map { CivilTime.text($0, in: zone) })
        let what =
            isRepeated
            ? Phrase(
                "Kunci \(serial), yang sudah dibuat sebelumnya,", "Keys \(serial), which were made before,")
            : Phrase("Kunci baru \(serial)", "New keys \(serial)")
        return Phrase(
            """
            \(what.indonesian) dari \(plain(agency)) diterima untuk epoch \(epoch)\
            \(time.map { " (\($0.indonesian))" } ?? ""), berlaku sampai \(until.indonesian).
            \(keyFile) memuat kunci baru dan yang lama: laporan lama tetap terbuka. Salin ke setiap komputer pemeriksa.
            Setelah epoch itu, periksa dengan 'verify'. Simpan lagi kunci identitas di luar jaringan.
            """,
            """
            \(what.english) of \(plain(agency)) are taken for epoch \(epoch)\
            \(time.map { " (\($0.english))" } ?? ""), and hold until \(until.english).
            \(keyFile) holds them and the old ones: old reports still open. Copy it to every reviewer's computer.
            After that epoch, check with 'verify'. Take the identity key offline again.
            """)(language)
    }
}

extension KeysRenewalError: Explainable {
    /// With the option at fault.
    package var failure: Failure {
        switch self {
        case .days(let days):
            Failure(
                .usage, Phrase("--days: \(days), batas 1 sampai 365", "--days: \(days), limit 1 to 365"),
                field: "--days", limit: 365)
        case .keyFile(let path, let error): Failure(reading: path, field: "--key", error)
        case .notAKeyFile(let path):
            Failure(
                .badInput,
                Phrase("--key: '\(path)' tidak memuat kunci", "--key: '\(path)' holds no key"), field: "--key"
            )
        case .tooManyReviewers(let limit):
            Failure(
                .usage,
                Phrase(
                    "--reviewer: instansi ini hanya dapat memiliki \(limit) pemeriksa lain",
                    "--reviewer: this agency can have \(limit) other reviewers only"), field: "--reviewer",
                limit: UInt64(limit))
        case .reviewerFile(let path, let error): Failure(reading: path, field: "--reviewer", error)
        case .notAReviewer(let path):
            Failure(
                .badInput,
                Phrase(
                    "--reviewer: '\(path)' bukan reviewer.pub instansi ini",
                    "--reviewer: '\(path)' is no reviewer.pub of this agency"), field: "--reviewer")
        case .inUse(let path):
            Failure(
                .tryLater,
                Phrase(
                    "--key: '\(path)' sedang dipakai perintah lain",
                    "--key: another run uses '\(path)' at this moment"), field: "--key")
        case .identityFile(let path, let error): Failure(reading: path, field: "--identity", error)
        case .noIdentity(let path, let agency):
            Failure(
                .badInput,
                Phrase(
                    "--identity: '\(path)' tidak memuat kunci identitas '\(plain(agency))'",
                    "--identity: '\(path)' holds no identity key of '\(plain(agency))'"),
                field: "--identity")
        case .otherIdentity(let agency):
            Failure(
                .unauthorised,
                Phrase(
                    "--identity: bukan identitas '\(plain(agency))' yang disebut situs ini",
                    "--identity: not the identity that this site names for '\(plain(agency))'"),
                field: "--identity")
        case .otherRecipient(let agency):
            Failure(
                .unauthorised,
                Phrase(
                    """
                    --key: laporan untuk '\(plain(agency))' disegel dengan kunci penerima yang tidak ada dalam berkas ini; \
                    pakai berkas yang memuatnya
                    """,
                    """
                    --key: reports to '\(plain(agency))' are sealed to a recipient key that is not in this file; \
                    renew with the file that holds it
                    """),
                field: "--key")
        case .noRandomness:
            Failure(
                .inputOutput, Phrase("tidak ada keacakan untuk kunci baru", "no randomness for a new key"))
        case .signing(let reason):
            Failure(
                .inputOutput,
                Phrase(
                    "kunci tidak dapat ditandatangani: \(reason: reason)",
                    "the keys could not be signed: \(reason)"))
        case .unwritable(let path, let error):
            Failure(writing: path, field: outOption, error)
        case .notReplaced(let path, let error): Failure(writing: path, field: "--key", error)
        case .taken(let serial):
            Failure(
                .tryLater,
                Phrase(
                    "kunci \(serial) lain dari instansi Anda menunggu di situs atau sudah dicatat; jalankan lagi setelah epoch berikutnya",
                    "other keys \(serial) of your agency wait at the site, or are logged; run again after the next epoch"
                )
            )
        }
    }
}
