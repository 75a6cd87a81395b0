import Files
import Passphrases
import Verification
import Wire
package import Words

extension IdentityOpening {
    /// Report, act and file; who the source is stands in the file alone.
    package var json: JSON {
        [
            "report": JSON(report), "envelope": JSON(envelope), "counter": JSON(UInt64(counter)),
            "epoch": JSON(epoch), "file": .string(path),
        ]
    }

    /// The same for people.
    package func text(_ language: Language) -> String {
        let act =
            epoch.map {
                Phrase(
                    "Pembukaan identitas ditandatangani dua orang dan dijanjikan untuk epoch \($0); pelapor dapat melihatnya.",
                    "Two people signed for opening the identity, promised for epoch \($0); the source can see that."
                )
            }
            ?? Phrase(
                "Identitas ini sudah pernah dibuka dengan tanda tangan dua orang; tidak ada tindakan baru.",
                "Two people have signed for opening this identity before; there is no new act.")
        let file = Phrase(
            "Identitas ditulis ke \(path), hanya untuk pemiliknya. Jangan menyalinnya ke berkas perkara.",
            "The identity was written to \(path), for its owner alone. Do not copy it into the case file.")
        return "\(act(language))\n\(file(language))"
    }
}

extension IdentityError: Explainable {
    /// With the option or argument at fault.
    package var failure: Failure {
        switch self {
        case .none:
            Failure(
                .badInput,
                Phrase(
                    "ID: pelapor tidak memberikan identitas kepada instansi ini, atau belum tercatat",
                    "ID: the source gave no identity to this agency, or it is not recorded yet"), field: "ID")
        case .secondMissing:
            Failure(
                .usage,
                Phrase(
                    "--second: diperlukan kunci tindakan orang kedua; tidak ada yang dibuka",
                    "--second: a second person's act key is needed; nothing was opened"), field: "--second")
        case .notASecondKey:
            Failure(
                .unauthorised,
                Phrase(
                    "--second: bukan kunci tindakan lain yang diterbitkan untuk instansi ini; tidak ada yang dibuka",
                    "--second: not another published act key of this agency; nothing was opened"),
                field: "--second")
        case .unreadable(let path, let error): Failure(reading: path, field: "--second", error)
        case .passphrase(let fault): fault.failure
        case .notAKey(let path):
            Failure(
                .badInput,
                Phrase(
                    "--second: '\(path)' tidak memuat kunci tindakan instansi ini",
                    "--second: '\(path)' holds no act key of this agency"), field: "--second")
        case .history(let reason):
            Failure(
                .untrusted,
                Phrase(
                    "tindakan instansi ini tidak berurutan di log, jadi tidak ada yang dibuka: \(reason: reason)",
                    "this agency's acts in the log do not follow each other, so nothing was opened: \(reason)"
                ))
        case .concurrent:
            Failure(
                .tryLater,
                Phrase(
                    "rekan seinstansi Anda bertindak pada saat yang sama; jalankan lagi perintah yang sama",
                    "somebody of your agency acted at the same moment; run the same command again"))
        case .signing(let reason):
            Failure(
                .inputOutput,
                Phrase(
                    "tindakan tidak dapat ditandatangani: \(reason: reason)",
                    "the act could not be signed: \(reason)"))
        case .promise(let reason):
            Failure(
                .untrusted,
                Phrase(
                    "janji situs tidak sah, jadi tidak ada yang dibuka: \(reason: reason)",
                    "the site's promise does not hold, so nothing was opened: \(reason)"))
        case .notOpened(let reason):
            Failure(
                .badInput,
                Phrase(
                    "identitas tidak dapat dibuka: \(reason: reason)",
                    "the identity cannot be opened: \(reason)"))
        case .unwritable(let path, let error): Failure(writing: path, field: outOption, error)
        }
    }
}

/// The command that opens an identity, for a desk to show: its two people meet at a terminal, and no key goes through a page.
enum IdentityCommand {
    /// One line for a shell.
    ///
    /// - Parameters:
    ///   - report: the report's id.
    ///   - store: path of the store.
    ///   - isOpened: where it was opened before, one person is enough.
    /// - Returns: the line, with places that its reader puts in.
    static func line(_ report: Hash, store: String, isOpened: Bool) -> String {
        let second = isOpened ? "" : " --second reviewer.key"
        return
            "kentongan-review open-identity \(report.hex.prefix(16)) --store \(quoted(store))\(second) --out identity.txt"
    }

    /// A word as a shell takes it.
    private static func quoted(_ word: String) -> String {
        let isPlain = word.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || [UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_")].contains(byte)
        }
        return isPlain && !word.isEmpty
            ? word
            : "'\(word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''"))'"
    }
}
