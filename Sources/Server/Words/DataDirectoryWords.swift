import AuditLog
import Files
package import Words

extension DataDirectoryError.Purpose {
    fileprivate var option: String { self == .site ? "--data" : "--out" }
}

extension DataDirectoryError: Explainable {
    /// By the option that gave the directory, or by the file's name in it.
    package var failure: Failure {
        switch self {
        case .notEmpty(let path, let purpose):
            Failure(
                .outputExists,
                Phrase(
                    "\(purpose.option): '\(path)' tidak kosong", "\(purpose.option): '\(path)' is not empty"),
                field: purpose.option)
        case .rootKeyInside(let path, let purpose):
            Failure(
                .usage,
                Phrase(
                    "--root-key: '\(path)' ada di dalam \(purpose.option); simpan di tempat lain",
                    "--root-key: '\(path)' is inside \(purpose.option); keep it elsewhere"),
                field: "--root-key")
        case .unwritable(let error): Failure(writing: error.path, field: "--data", error)
        case .continued(let next):
            Failure(
                .configuration,
                Phrase(
                    """
                    log ini sudah berakhir dan dilanjutkan sebagai \(plain(next)) di folder lain; folder ini arsip: jangan \
                    dihapus, dan jalankan server dari folder yang lain
                    """,
                    """
                    this log has ended and goes on as \(plain(next)) in another directory; this one is kept as an archive: do \
                    not delete it, and serve the other one
                    """),
                field: "--data")
        case .unreadable(let name, let error): Failure(reading: error.path, field: name, error)
        case .fileUnwritable(let name, let path, let error): Failure(writing: path, field: name, error)
        case .notALink(let mistake):
            Failure(
                .configuration, Phrase("site.link: \(reason: mistake)", "site.link: \(mistake)"),
                field: "site.link")
        case .notADescriptor(let path):
            Failure(
                .badInput,
                Phrase(
                    "site.descriptor: '\(path)' bukan keterangan situs yang bertanda tangan",
                    "site.descriptor: '\(path)' is no signed site descriptor"),
                field: "site.descriptor")
        case .store(let error): Failure(error)
        case .damaged(let path, let reason):
            Failure(
                .inputOutput,
                Phrase(
                    """
                    '\(path)' rusak (\(reason)): hentikan server dan salin seluruh folder sebelum apa pun; periksa diska; \
                    lalu ikuti store_corrupt di docs/runbook.md
                    """,
                    """
                    '\(path)' is damaged (\(reason)): stop the server and copy the whole directory before anything else; \
                    look at the disk; then follow store_corrupt in docs/runbook.md
                    """),
                field: "--data")
        }
    }
}
