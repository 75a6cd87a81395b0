import AuditLog
import Files
import Passphrases
import Sealing
package import Words

extension VerificationError: Explainable {
    /// With the option or argument that the file or value was given by.
    package var failure: Failure {
        switch self {
        case .unreadable(let file, let path, let error):
            Failure(reading: path, field: file.option, error)
        case .unwritable(let file, let path, let error):
            Failure(writing: path, field: file.option, error)
        case .notLocked(let path, let error) where error.cause == .inUse:
            Failure(
                .tryLater,
                Phrase(
                    "--state: '\(path)' sedang dipakai perintah lain",
                    "--state: another run uses '\(path)' at this moment"), field: "--state")
        case .notLocked(let path, _):
            Failure(
                .inputOutput,
                Phrase(
                    "--state: '\(path).lock' tidak dapat ditulis", "--state: '\(path).lock' cannot be written"
                ), field: "--state")
        case .malformed(let file, let path, let reason): Self.malformed(file, path, reason)
        case .notAReceipt(let path, let reason):
            Failure(
                .badInput,
                Phrase(
                    "FILE: '\(path)' bukan tanda terima: \(reason: reason)",
                    "FILE: '\(path)' is no receipt: \(reason)"),
                field: "FILE")
        case .namesNoLog(let path):
            Failure(
                .badInput,
                Phrase("--policy: '\(path)' tidak menyebut log", "--policy: '\(path)' names no log"),
                field: "--policy")
        case .evidenceTooLong:
            Failure(
                .inputOutput,
                Phrase(
                    "--evidence: berkas pelanggaran janji tidak dapat ditulis",
                    "--evidence: the evidence cannot be written"),
                field: "--evidence")
        case .malformedKey(let path, let mistake): Self.malformedKey(path, mistake)
        case .passphrase(let fault): fault.failure
        case .request(let error): error.failure
        case .key(let refusal): refusal.failure
        case .site(let error): error.failure
        case .promise(let mismatch): mismatch.failure
        case .cosigning(let error): error.failure
        case .records(let error): Failure(error)
        case .source(.unreadable(let error)): error.failure
        case .source(.log(let error)): Failure(.untrusted, EnglishReason.phrase(error))
        }
    }

    private static func malformed(_ file: NamedFile, _ path: String, _ reason: String) -> Failure {
        let what =
            switch file {
            case .state:
                Phrase(
                    "'\(path)' bukan berkas keadaan program ini; tidak ada yang ditimpa",
                    "'\(path)' is not a state file of this program; nothing was overwritten")
            case .checkpoint:
                Phrase(
                    "'\(path)' bukan checkpoint: \(reason: reason)", "'\(path)' is no checkpoint: \(reason)")
            case .promise:
                Phrase(
                    "'\(path)' bukan janji tersimpan: \(reason: reason)",
                    "'\(path)' is no saved promise: \(reason)")
            case .descriptor:
                Phrase(
                    "'\(path)' bukan keterangan situs: \(reason: reason)",
                    "'\(path)' is no site descriptor: \(reason)")
            case .link: Phrase("bukan tautan situs: \(reason: reason)", "\(reason)")
            case .key, .logKey, .witnessKey, .policy, .tiles, .subject, .evidence:
                Phrase("isi '\(path)' keliru: \(reason: reason)", "'\(path)': \(reason)")
            }
        return Failure(.badInput, what.behind(file.option), field: file.option)
    }

    private static func malformedKey(_ path: String, _ mistake: KeyFile.Mistake) -> Failure {
        let what =
            switch mistake {
            case .line(let line): EnglishReason.phrase(line)
            case .identity: EnglishReason.phrase("has no line AGE-SECRET-KEY-PQ-1…, or not a whole one")
            }
        let option = NamedFile.key.option
        return Failure(.badInput, what.behind("\(option): '\(path)'"), field: option)
    }
}

extension NamedFile {
    /// What a file of this kind is given by.
    package var option: String {
        switch self {
        case .key: "--key"
        case .state: "--state"
        case .checkpoint: "--checkpoint"
        case .promise: "--promise"
        case .logKey: "--vkey"
        case .witnessKey: "--witness"
        case .tiles: "--tiles"
        case .link: "--site"
        case .descriptor: "--site-descriptor"
        case .policy: "--policy"
        case .subject: "FILE"
        case .evidence: "--evidence"
        }
    }
}

extension KeyRefusal: Explainable {
    /// Of kind `unauthorised`.
    package var failure: Failure {
        let what =
            switch self {
            case .opensNothing(let command):
                Phrase(
                    "\(command) memerlukan kunci instansi; auditor tidak membuka laporan",
                    "\(command) needs an agency's key; the auditor opens no report")
            case .unknownAgency(let code):
                Phrase("situs ini tidak mengenal instansi '\(code)'", "this site has no agency '\(code)'")
            case .notPublished(let code):
                Phrase(
                    """
                    bukan kunci '\(code)' terbaru yang terbit: pakai berkas dari pembaruan terakhir; bila tidak ada orang \
                    instansi itu yang memperbarui kuncinya, ada orang lain yang menaruh kunci miliknya
                    """,
                    """
                    not among the newest published keys of '\(code)': take the file that its newest renewal wrote; \
                    if nobody of the agency renewed its keys, somebody else put theirs there
                    """)
            case .otherAuditor:
                Phrase("bukan kunci auditor situs ini", "not the key of this site's auditor")
            }
        return Failure(.unauthorised, what.behind("--key"), field: "--key")
    }
}

extension CosigningError: Explainable {
    /// A clock that is behind is `tryLater`.
    package var failure: Failure {
        switch self {
        case .notVerified:
            Failure(
                .untrusted,
                Phrase(
                    "--cosign: log belum seluruhnya terverifikasi; tidak ada yang ditandatangani",
                    "--cosign: the log was not verified as a whole; nothing was signed"))
        case .notAWitness:
            Failure(
                .unauthorised,
                Phrase(
                    "--cosign: kunci saksi dalam berkas ini bukan saksi situs ini",
                    "--cosign: the witness key of this file is not one of the site's witnesses"),
                field: "--key")
        case .clockBehind(let cosigned, let now, let zone):
            Self.clockBehind(CivilTime.text(cosigned, in: zone), CivilTime.text(now, in: zone), limit: now)
        case .signing(let reason):
            Failure(
                .inputOutput,
                Phrase(
                    "--cosign: tidak dapat ditandatangani: \(reason: reason)",
                    "--cosign: could not be signed: \(reason)"))
        }
    }

    private static func clockBehind(_ cosigned: Phrase, _ now: Phrase, limit: UInt64) -> Failure {
        Failure(
            .tryLater,
            Phrase(
                """
                --state: sudah ditandatangani pada \(cosigned.indonesian), sedangkan jam ini baru \(now.indonesian): \
                periksa jamnya
                """,
                "--state: cosigned at \(cosigned.english), and this clock is only at \(now.english): check the clock"
            ),
            field: "--state", limit: limit)
    }
}
