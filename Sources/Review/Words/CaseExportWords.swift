import Files
import Wire
package import Words

extension CaseExport {
    /// The answer of `export`.
    package var json: JSON {
        [
            "id": isRedacted ? .null : JSON(report), "redacted": .bool(isRedacted),
            "files": .array(files.map { .string($0) }),
            "pdf_missing": JSON(problem.map { $0.words.english }), "whole": .bool(isWhole),
            "borrowed": .array(
                borrowed.map { ["first": .integer($0.lowerBound), "last": .integer($0.upperBound)] }),
        ]
    }

    /// The same for people.
    package func text(_ language: Language) -> String {
        let what =
            isRedacted
            ? Phrase("Lembar pemeriksaan ditulis", "The hearing sheet was written")
            : Phrase("Berkas laporan ditulis", "The case was written")
        var lines = ["\(what(language)): \(files.joined(separator: ", "))"]
        if !isWhole {
            lines.append(
                Phrase(
                    "Tidak semuanya terbukti dan terbaca; berkas itu menyebut yang mana.",
                    "Not everything was proven and read; the case says what.")(language))
        }
        return lines.joined(separator: "\n")
    }

    /// What the reviewer has to know before the files leave the house.
    package func warnings(_ language: Language) -> [String] {
        var warnings: [Phrase] = []
        if let problem {
            warnings.append(
                Phrase(
                    "case.pdf tidak dibuat: \(problem.words.indonesian)",
                    "no case.pdf: \(problem.words.english)"))
        }
        if !borrowed.isEmpty {
            let places = borrowed.map { "\($0.lowerBound)–\($0.upperBound)" }.joined(separator: ", ")
            warnings.append(
                Phrase(
                    """
                    PERINGATAN: kata ke-\(places) dari rumusan Anda juga ada dalam tulisan pelapor. Orang yang diperiksa dapat \
                    mengenali penulisnya; tulislah dengan kata-kata sendiri.
                    """,
                    """
                    WARNING: words \(places) of your wording stand in what the source wrote, too. Whoever is heard could tell who \
                    wrote it; use words of your own.
                    """))
        }
        return warnings.map { $0(language) }
    }
}

extension PagePrinter.Problem {
    /// Why there is no PDF: lower case, without a full stop.
    var words: Phrase {
        switch self {
        case .noChromium:
            Phrase(
                "Chromium tidak terpasang (Debian: chromium); cetak case.html dari peramban Anda",
                "no Chromium is installed (Debian: chromium); print case.html from your browser")
        case .noRoom: Phrase("memori tidak cukup", "memory has no room")
        case .notLaid(let error): Failure(writing: "page.html", field: "--out", error).text
        case .outOfTime(let seconds):
            Phrase(
                "Chromium tidak selesai dalam \(seconds) detik",
                "Chromium took longer than \(seconds) seconds")
        case .failed: Phrase("Chromium tidak menghasilkan PDF", "Chromium made no PDF")
        case .talkative:
            Phrase(
                "PDF dari Chromium ini menyebut lebih banyak daripada isinya; cetak case.html dari peramban Anda",
                "the PDF of this Chromium tells more than the page; print case.html from your browser")
        }
    }
}

extension ExportError.Text {
    /// The option that brings it.
    package var option: String {
        switch self {
        case .hearing: "--hearing"
        case .subject: "--subject"
        case .wording: "--wording"
        }
    }

    fileprivate var limit: Int {
        switch self {
        case .hearing: HearingSheet.limits.number
        case .subject: HearingSheet.limits.subject
        case .wording: HearingSheet.limits.wording
        }
    }
}

extension ExportError: Explainable {
    /// With the option at fault.
    package var failure: Failure {
        switch self {
        case .unreadable(let text, let path, let error):
            return Failure(reading: path, field: text.option, error)
        case .length(let text, let bytes):
            let (option, limit) = (text.option, text.limit)
            return Failure(
                .badInput,
                Phrase(
                    "\(option): \(bytes) bita, batas \(limit)", "\(option): \(bytes) bytes, limit \(limit)"),
                field: option, limit: UInt64(limit))
        case .bothFromInput:
            return Failure(
                .usage,
                Phrase(
                    "--subject dan --wording: hanya satu yang dapat dibaca dari masukan standar",
                    "--subject and --wording: only one can be read from standard input"), field: "--wording")
        case .onlyRedacted(let text):
            return Failure(
                .usage,
                Phrase("\(text.option): hanya bersama --redacted", "\(text.option): only with --redacted"),
                field: text.option)
        }
    }
}
