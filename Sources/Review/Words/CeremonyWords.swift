import AuditLog
import Console
import Files
import Passphrases
import Verification
package import Wire
package import Words

extension SiteDraft {
    /// Asks whether to sign what was shown.
    func isAgreed(by dialogue: Dialogue) throws(DialogueStopped) -> Bool {
        let answer = try dialogue.ask(
            Phrase(
                "Tandatangani dengan kunci akar? Ketik 'ya':", "Sign this with the root key? Type 'yes':"))
        return ["ya", "yes"].contains(answer.lowercased())
    }
}

extension RootSigning {
    /// The answer of `root sign`.
    package static func json(_ draft: SiteDraft) -> JSON { draft.json() }

    /// The answer of `root sign` for people.
    package static func text(_ draft: SiteDraft, _ path: String, _ language: Language) -> String {
        draft.text(language) + "\n"
            + Phrase(
                """
                \(path): ditandatangani. Simpan salinannya bersama kunci akar (--last lain kali), lalu bawa ke server: \
                kentongand site publish
                """,
                """
                \(path): signed. Keep a copy with the root key (--last the next time), and take it to the server: \
                kentongand site publish
                """)(language)
    }
}

extension ReplacedIdentity {
    /// The answer of `keys replace`.
    package var json: JSON {
        [
            "agency": .line(agency), "serial": JSON(UInt64(serial)),
            "files": .array(files.map { .string($0) }),
            "old_keys": .bool(hasOldKeys), "endorsed": .bool(isEndorsed),
        ]
    }

    /// The same for people.
    package func text(_ language: Language) -> String {
        var lines = files
        lines.append(
            Phrase(
                "Serahkan agency.card\(isEndorsed ? " dan agency.endorsement" : "") kepada pengelola situs untuk 'kentongand site draft --add'.",
                "Hand agency.card\(isEndorsed ? " and agency.endorsement" : "") to the site's operator, for 'kentongand site draft --add'."
            )(language))
        if !isEndorsed {
            lines.append(
                Phrase(
                    "Tanpa pengesahan identitas lama, perubahan ini baru pasti tujuh hari setelah terbit.",
                    "Without the old identity's endorsement, the change is settled seven days after it is published."
                )(
                    language))
        }
        if !hasOldKeys {
            lines.append(
                Phrase(
                    """
                    Laporan lama tidak terbuka dengan agency.key baru ini: pulihkan kunci lama dari cadangan ('keys recover'), \
                    atau minta instansi lain pada laporan yang sama.
                    """,
                    """
                    Old reports do not open with this new agency.key: restore the old keys from a backup ('keys recover'), or \
                    ask the other agencies of those reports.
                    """)(language))
        }
        lines.append(
            Phrase("Pindahkan identity.key ke luar jaringan.", "Take identity.key offline.")(language))
        return lines.joined(separator: "\n")
    }
}

/// The answer of `endorse`.
package enum EndorsementWords {
    /// For scripts.
    package static func json(_ out: String) -> JSON { ["endorsement": .string(out)] }
    /// For people.
    package static func text(_ out: String, _ language: Language) -> String {
        Phrase(
            "\(out): serahkan kepada pengelola situs untuk 'kentongand site draft --endorsement'.",
            "\(out): hand it to the site's operator, for 'kentongand site draft --endorsement'.")(language)
    }
}

extension CeremonyError: Explainable {
    /// With the option or the file at fault.
    package var failure: Failure { ofDraft ?? ofKeys }

    private var ofDraft: Failure? {
        switch self {
        case .draftFile(let error): Failure(reading: error.path, field: "draft", error)
        case .notADraft(let path, let reason):
            bad("draft", Phrase("'\(path)': \(reason: reason)", "'\(path)': \(reason)"))
        case .fault(let fault): fault.failure
        case .signedAlready:
            bad("draft", Phrase("sudah ditandatangani kunci ini", "is signed by this key already"))
        case .ranOut(let notAfter, let now):
            bad(
                "draft",
                Phrase(
                    "berlaku sampai \(ExpiryText.day(notAfter)); jam mesin ini menunjukkan \(ExpiryText.day(now))",
                    "holds until \(ExpiryText.day(notAfter)); the clock of this machine says \(ExpiryText.day(now))"
                ))
        case .tooFar(let notAfter, let now):
            bad(
                "draft",
                Phrase(
                    """
                    berlaku sampai \(ExpiryText.day(notAfter)), lebih dari 90 hari dari \(ExpiryText.day(now)): jam mesin ini \
                    atau mesin yang membuat draf salah
                    """,
                    """
                    holds until \(ExpiryText.day(notAfter)), more than 90 days from \(ExpiryText.day(now)): the clock of this \
                    machine is wrong, or that of the machine that made the draft
                    """))
        case .notTheLast(let serial, let signed):
            Failure(
                .unauthorised,
                Phrase(
                    """
                    --last: draf berawal dari keterangan \(serial), yang bukan keterangan \(signed) yang terakhir Anda \
                    tandatangani: tanyakan alasannya kepada pengelola sebelum menandatangani apa pun
                    """,
                    """
                    --last: the draft starts from a description \(serial) that is not the description \(signed) that you \
                    signed last: ask the operator why before you sign anything
                    """), field: "--last")
        case .unknownChange: bad("draft", SiteChangeDoubt.unknown.warning)
        case .nobodyToAsk:
            Failure(
                .usage,
                Phrase(
                    "--yes: tanpa terminal tidak ada yang dapat ditanya; berikan --yes",
                    "--yes: without a terminal nobody can be asked; give --yes"), field: "--yes")
        case .declined:
            Failure(
                .usage,
                Phrase("tidak ditandatangani; tidak ada yang diubah", "not signed; nothing was changed"))
        default: nil
        }
    }

    private var ofKeys: Failure {
        switch self {
        case .rootFile(let path, let error): Failure(reading: path, field: "--root-key", error)
        case .notARootKey(let path):
            bad("--root-key", Phrase("'\(path)' tidak memuat kunci akar", "'\(path)' holds no root key"))
        case .unwritable(let path, let error): Failure(writing: path, field: outOption, error)
        case .endorserFile(let path, let error): Failure(reading: path, field: "--key", error)
        case .notAnEndorser(let path):
            bad(
                "--key",
                Phrase(
                    "'\(path)' bukan identity.key atau auditor.key",
                    "'\(path)' is no identity.key or auditor.key"))
        case .cardFile(let path, let error): Failure(reading: path, field: "--card", error)
        case .notACard(let path):
            bad("--card", Phrase("'\(path)' bukan kartu yang sesuai", "'\(path)' is no card of that kind"))
        case .otherAgency(let key, let card):
            bad(
                "--card",
                Phrase(
                    "kartu milik '\(card)', kunci milik '\(key)'",
                    "the card is of '\(card)', the key of '\(key)'"))
        case .noOrigin:
            Failure(
                .usage,
                Phrase(
                    "--origin: kartu ini tidak menyebut log; berikan namanya",
                    "--origin: the card names no log; give its name"), field: "--origin")
        case .sameKey: bad("--card", Phrase("kuncinya sama", "has the same key"))
        case .unknownAgency(let code):
            Failure(
                .unauthorised,
                Phrase(
                    "--agency: situs ini tidak menyebut '\(code)'",
                    "--agency: this site does not name '\(code)'"),
                field: "--agency")
        case .otherIdentity(let code):
            Failure(
                .unauthorised,
                Phrase(
                    "--identity: bukan identitas '\(code)' yang disebut situs ini",
                    "--identity: not the identity that this site names for '\(code)'"), field: "--identity")
        case .notAgencyKey(let path, let code):
            bad(
                "--key",
                Phrase("'\(path)' bukan agency.key '\(code)'", "'\(path)' is no agency.key of '\(code)'"))
        case .keygen(let error): error.failure
        case .passphrase(let fault): fault.failure
        case .renewal(let error): error.failure
        case .signing(let reason):
            Failure(
                .inputOutput,
                Phrase("tidak dapat ditandatangani: \(reason: reason)", "could not be signed: \(reason)"))
        default: Failure(.badInput, Phrase("tidak dapat dipakai", "cannot be used"))
        }
    }

    private func bad(_ field: String, _ what: Phrase) -> Failure {
        Failure(.badInput, what.behind(field), field: field)
    }
}
