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
            // The reason is the parser's own, in English.
            case .syntax(let line, let reason):
                Phrase("baris \(line) tidak dapat dibaca sebagai TOML", "line \(line): \(reason)")
            case .notTOML: Phrase("bukan berkas TOML", "not a TOML file")
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
