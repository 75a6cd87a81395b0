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
            case .zeroByte: Phrase("\(name): memuat bita nol", "\(name): holds a zero byte")
            case .syntax(let line, let reason):
                Phrase("\(name): baris \(line): \(reason)", "\(name): line \(line): \(reason)")
            case .notTOML: Phrase("\(name): bukan berkas TOML", "\(name): not a TOML file")
            case .notJSON(let line):
                Phrase("\(name): baris \(line): bukan JSON", "\(name): line \(line): not JSON")
            case .repeated(let key, let line):
                Phrase(
                    "\(name): baris \(line): '\(key)' tertulis dua kali", "\(name): line \(line): '\(key)' is there twice")
            case .notAnObject: Phrase("\(name): bukan objek JSON", "\(name): not a JSON object")
            }
        self.init(kind, text)
    }
}
