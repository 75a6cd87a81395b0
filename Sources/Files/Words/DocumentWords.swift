package import Words

extension Failure {
    /// What is wrong with a text that should be a document.
    ///
    /// - Parameters:
    ///   - error: what was found.
    ///   - name: the file, for its reader.
    ///   - kind: what a mistake in it is to the program that reads it.
    package init(_ error: DocumentError, name: String, kind: Kind) {
        let text =
            switch error {
            case .zeroByte: Phrase("memuat bita nol", "holds a zero byte")
            case .syntax(let line, let fault):
                Phrase(
                    "baris \(line): \(fault.words.indonesian)", "line \(line): \(fault.words.english)")
            case .noDay(let line):
                Phrase(
                    "baris \(line): tanggal itu tidak ada di kalender, atau tidak berbentuk 2024-11-16",
                    "line \(line): no calendar has this day, or it is not of the form 2024-11-16")
            case .notJSON(let line): Phrase("baris \(line) bukan JSON", "line \(line) is not JSON")
            case .repeated(let key, let line):
                Phrase("baris \(line): '\(key)' tertulis dua kali", "line \(line): '\(key)' is there twice")
            case .notAnObject: Phrase("bukan objek JSON", "not a JSON object")
            }
        self.init(kind, text.behind(name))
    }
}

extension TOMLFault {
    /// What is wrong with the line, and what belongs there.
    var words: Phrase {
        switch self {
        case .key: Phrase("nama isian tidak ada; contoh: story = \"…\"", "no key; for example: story = \"…\"")
        case .equals: Phrase("tidak ada '=' setelah nama isian", "no '=' behind the key")
        case .value:
            Phrase("tidak ada nilai; teks ditulis di antara tanda kutip", "no value; a text stands in quotes")
        case .text: Phrase("tanda kutip penutup teks tidak ada", "a text without its closing quote")
        case .escape:
            Phrase(
                "setelah \\ dalam teks hanya boleh \", \\, n, t, r, b, f, u, atau U; di antara '…' tanda \\ tidak bermakna lain",
                "behind \\ in a text only \", \\, n, t, r, b, f, u or U may stand; between '…' a \\ is only itself"
            )
        case .control: Phrase("ada karakter kendali", "a control character")
        case .number:
            Phrase("bilangan salah tulis atau terlalu besar", "a number that is written wrongly or too large")
        case .list: Phrase("daftar tanpa koma atau ] penutup", "a list without a comma or its closing ]")
        case .table: Phrase("tabel tanpa koma atau } penutup", "a table without a comma or its closing }")
        case .header:
            Phrase("nama bagian tanpa ] penutup", "a section's name without its closing ]")
        case .rest:
            Phrase("ada tulisan lain setelah nilainya", "something else stands behind the value")
        case .deep: Phrase("bersusun terlalu dalam, batas 32", "nested too deep, limit 32")
        }
    }
}

extension Document.Value {
    /// What kind of value it is.
    package var typeWords: Phrase {
        switch self {
        case .string: Phrase("teks", "a string")
        case .integer: Phrase("bilangan bulat", "an integer")
        case .boolean: Phrase("true atau false", "true or false")
        case .date: Phrase("tanggal", "a date")
        case .array: Phrase("daftar", "a list")
        case .other(let name): Phrase("jenis lain", "\(name)")
        }
    }
}
