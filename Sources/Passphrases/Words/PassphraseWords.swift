import Files
package import Words

extension PassphraseFault: Explainable {
    /// With the option at fault.
    package var failure: Failure {
        switch self {
        case .missing(let path):
            Failure(
                .unauthorised,
                Phrase(
                    "'\(path)' dilindungi kata sandi: berikan --passphrase-file, atau jalankan di terminal",
                    "'\(path)' is protected by a passphrase: give --passphrase-file, or run at a terminal"),
                field: option)
        case .wrong(let path):
            Failure(
                .unauthorised,
                Phrase("kata sandi untuk '\(path)' salah", "wrong passphrase for '\(path)'"), field: option)
        case .malformed(let path, let reason):
            Failure(
                .badInput,
                Phrase(
                    "'\(path)' bukan berkas age yang dibuka kata sandi: \(reason: reason)",
                    "'\(path)' is no age file that a passphrase opens: \(reason)"))
        case .file(let path, let error): Failure(reading: path, field: option, error)
        case .length(let count):
            Failure(
                .badInput,
                Phrase(
                    "--passphrase-file: baris pertama \(count) bita, batas 1 sampai 1024",
                    "--passphrase-file: the first line has \(count) bytes, limit 1 to 1024"), field: option,
                limit: 1_024)
        case .notRepeated:
            Failure(
                .badInput,
                Phrase(
                    "kata sandi tidak diketik dua kali sama; tidak ada yang dibuat",
                    "the passphrase was not typed twice the same; nothing was made"))
        case .stopped:
            Failure(.usage, Phrase("dihentikan; tidak ada yang diubah", "stopped; nothing was changed"))
        }
    }

    private var option: String { "--passphrase-file" }
}
