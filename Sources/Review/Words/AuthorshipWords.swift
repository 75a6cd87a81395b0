import Files
import Wire
package import Words

extension AuthorshipCheck {
    /// Report, whether its author says it, and what.
    package var json: JSON {
        [
            "report": .string(report.hex), "author": .bool(fault == nil),
            "reason": JSON(fault.map { "\($0)" }), "statement": .string(plain(statement)),
        ]
    }

    /// The same for people; words of the author are indented, and shown only where they are the author's.
    package func text(_ language: Language) -> String {
        guard let fault else {
            let lines = plain(statement).split(separator: "\n", omittingEmptySubsequences: false)
            return
                ([
                    Phrase(
                        "Benar: pernyataan ini ditulis oleh penulis laporan \(report.hex).",
                        "True: the author of report \(report.hex) wrote this statement.")(language)
                ] + lines.map { "    \($0)" }).joined(separator: "\n")
        }
        return Phrase(
            "SALAH: bukan penulis laporan \(report.hex) yang menandatangani pernyataan ini (\(reason: fault)).",
            "FALSE: it is not the author of report \(report.hex) who signed this statement (\(fault)).")(
                language)
    }
}

extension AuthorshipFileError: Explainable {
    /// With the argument that names the file.
    package var failure: Failure {
        switch self {
        case .unreadable(let path, let error): Failure(reading: path, field: "FILE", error)
        case .notAProof(let path, let reason):
            Failure(
                .badInput,
                Phrase(
                    "FILE: '\(path)' bukan berkas kepenulisan: \(reason: reason)",
                    "FILE: '\(path)' is no proof of authorship: \(reason)"), field: "FILE")
        }
    }
}
