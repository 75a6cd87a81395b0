package import Files
import Keys
import Passphrases
import Sealing
import Verification
package import Words

/// The folder or file of new things, as the person names it.
let outOption = "--out"

extension AskingError: Explainable {
    /// With the option or argument at fault.
    package var failure: Failure {
        switch self {
        case .length(let count):
            Failure(
                .badInput,
                Phrase(
                    "--message-file: \(count) bita, batas 1 sampai \(ReviewAsk.limit)",
                    "--message-file: \(count) bytes, limit 1 to \(ReviewAsk.limit)"),
                field: "--message-file", limit: UInt64(ReviewAsk.limit))
        case .unreadable(let path, let error): Failure(reading: path, field: "--message-file", error)
        case .notText:
            Failure(
                .badInput,
                Phrase(
                    "--message-file: masukan standar bukan teks UTF-8",
                    "--message-file: standard input is not UTF-8 text"), field: "--message-file")
        case .sealing(let reason):
            Failure(
                .badInput,
                Phrase(
                    "pertanyaan tidak dapat disegel: \(reason: reason)",
                    "the question could not be sealed: \(reason)"))
        case .concurrent:
            Failure(
                .tryLater,
                Phrase(
                    "rekan seinstansi Anda bertanya pada saat yang sama; jalankan lagi perintah yang sama",
                    "somebody of your agency asked at the same moment; run the same command again"))
        case .promise(let reason):
            Failure(
                .untrusted,
                Phrase(
                    "janji situs tidak sah: \(reason: reason)", "the site's promise does not hold: \(reason)")
            )
        }
    }
}

extension UnreadReport: Explainable {
    /// Names the report, where it is its content that is at fault.
    package var failure: Failure {
        switch self {
        case .erased:
            Failure(
                .badInput,
                Phrase(
                    "ID: isi laporan ini sudah dihapus, begitu juga kunci-kuncinya",
                    "ID: the report's payload was erased, and its keys with it"), field: "ID")
        case .gone:
            Failure(
                .untrusted,
                Phrase(
                    "isi laporan hilang, dan log tidak memuat penghapusan yang sah",
                    "the report's payload is gone, and the log holds no lawful erasure"))
        case .unknownKeySet:
            Failure(
                .untrusted,
                Phrase(
                    "key_unknown: laporan disegel dengan kumpulan kunci yang tidak pernah ada di log",
                    "key_unknown: the report is sealed to a key set that the log never named"))
        case .otherEnvelope:
            Failure(
                .untrusted,
                Phrase("amplop dari situs bukan yang tercatat", "the site's envelope is not the recorded one")
            )
        case .notFetched:
            Failure(
                .tryLater,
                Phrase(
                    "ID: isi laporan ini belum diambil seluruhnya; jalankan sync",
                    "ID: the report's payload has not been fetched to its end; run sync"), field: "ID")
        case .refused(let reason):
            Failure(
                .tryLater,
                Phrase(
                    "ID: situs tidak memberikan isi laporan ini: \(reason: reason)",
                    "ID: the site did not give the report's payload: \(reason)"), field: "ID")
        case .forgotten:
            Failure(
                .badInput,
                Phrase(
                    "ID: isi laporan ini sudah dihapus dari simpanan",
                    "ID: the report's payload was removed from the store"), field: "ID")
        case .garbage(let reason):
            Failure(
                .badInput,
                Phrase(
                    "ID: laporan ini tidak dapat dibaca: "
                        + (reason.map { EnglishReason.phrase($0).indonesian } ?? "isinya kosong"),
                    "ID: this report cannot be read: \(reason ?? "it is empty")"),
                field: "ID")
        }
    }
}

extension OutputFolderError: Explainable {
    /// With the option that names the folder.
    package var failure: Failure { Failure(self, field: outOption) }
}

extension AttestingError: Explainable {
    /// What was not said for the site's or the log's sake is `untrusted`.
    package var failure: Failure {
        switch self {
        case .notTheAuditor:
            Failure(
                .unauthorised,
                Phrase("--key: hanya auditor yang memberi pernyataan", "--key: only the auditor attests"),
                field: "--key")
        case .nobodyToAsk:
            Failure(
                .usage,
                Phrase(
                    "--yes: diperlukan bila tidak ada yang dapat ditanya",
                    "--yes: needed where nobody can be asked"), field: "--yes")
        case .declined: Failure(.usage, Phrase("tidak ada yang dinyatakan", "nothing was said"))
        case .notVerified:
            Failure(
                .untrusted,
                Phrase(
                    "log belum seluruhnya terverifikasi; tidak ada yang dinyatakan",
                    "the log was not verified as a whole; nothing was said"))
        case .accounts(let reason):
            Failure(
                .inputOutput,
                Phrase(
                    "pertanggungjawaban tidak dapat ditandatangani: \(reason: reason)",
                    "the accounts could not be signed: \(reason)"))
        case .attestation(let reason):
            Failure(
                .inputOutput,
                Phrase(
                    "pernyataan tidak dapat ditandatangani: \(reason: reason)",
                    "the attestation could not be signed: \(reason)"))
        case .promise(let reason):
            Failure(
                .untrusted,
                Phrase(
                    "janji situs atas pertanggungjawaban tidak sah: \(reason: reason)",
                    "the site's promise of an account does not hold: \(reason)"))
        case .otherRecord:
            Failure(
                .untrusted,
                Phrase(
                    "situs menjanjikan catatan lain, bukan pertanggungjawaban itu",
                    "the site promised another record than the account"))
        case .test(let line):
            Failure(
                .badInput,
                Phrase(
                    "--tests: bukan nomor laporan (64 digit heksadesimal): \(line)",
                    "--tests: not a report's id (64 hexadecimal digits): \(line)"), field: "--tests")
        case .unreadable(let path, let error): Failure(reading: path, field: "--tests", error)
        }
    }
}

extension KeygenError: Explainable {
    /// With the option at fault.
    package var failure: Failure {
        switch self {
        case .kind(let name):
            Failure(
                .usage,
                Phrase(
                    "--kind: '\(plain(name))' bukan salah satu dari \(AgencyKeygen.kinds)",
                    "--kind: '\(plain(name))' is none of \(AgencyKeygen.kinds)"), field: "--kind")
        case .code(let code):
            Failure(
                .badInput,
                Phrase(
                    "--agency: '\(plain(code))' bukan 1 sampai 32 huruf a-z, 0-9 dan _",
                    "--agency: '\(plain(code))' is not 1 to 32 of a-z, 0-9 and _"), field: "--agency",
                limit: UInt64(AgencyCodeRule.limit))
        case .name(let bytes):
            Failure(
                .badInput,
                Phrase(
                    "--name: \(bytes) bita, batas 1 sampai 64 tanpa huruf kendali",
                    "--name: \(bytes) bytes, limit 1 to 64 without control characters"),
                field: "--name", limit: 64)
        case .exists(let path):
            Failure(
                .outputExists, Phrase("--out: '\(path)' sudah ada", "--out: '\(path)' exists already"),
                field: "--out")
        case .folder(let path):
            Failure(
                .inputOutput,
                Phrase("--out: '\(path)' tidak dapat dibuat", "--out: '\(path)' cannot be made"),
                field: "--out")
        case .unwritable(let path, let error): Failure(writing: path, field: "--out", error)
        case .noRandomness:
            Failure(
                .inputOutput, Phrase("tidak ada keacakan untuk kunci baru", "no randomness for a new key"))
        case .passphrase(let fault): fault.failure
        case .agencyCard:
            Failure(.inputOutput, Phrase("kartu tidak dapat ditandatangani", "the card could not be signed"))
        case .auditorCard(let reason):
            Failure(
                .inputOutput,
                Phrase(
                    "kartu tidak dapat ditulis: \(reason: reason)", "the card could not be written: \(reason)"
                ))
        }
    }
}
