package import Words

extension Failure {
    /// What making or filling a folder of new files met; `field` is the option that names the folder.
    package init(_ error: OutputFolderError, field: String) {
        switch error {
        case .notAFolder(let path):
            self.init(
                .outputExists,
                Phrase("\(field): '\(path)' bukan folder", "\(field): '\(path)' is not a folder"),
                field: field)
        case .notEmpty(let path):
            self.init(
                .outputExists,
                Phrase("\(field): '\(path)' tidak kosong", "\(field): '\(path)' is not empty"), field: field)
        case .notMade(let path):
            self.init(
                .inputOutput,
                Phrase("\(field): '\(path)' tidak dapat dibuat", "\(field): '\(path)' cannot be made"),
                field: field)
        case .file(let path, let error) where error.cause == .full,
            .unwritable(let path, let error) where error.cause == .full:
            self.init(
                .inputOutput,
                Phrase(
                    "\(field): disk penuh saat menulis '\(path)'; yang baru sebagian dihapus lagi, ulangi setelah ada tempat",
                    "\(field): disk full while writing '\(path)'; what was made in part is removed again, run it again when there is room"
                ),
                field: field)
        case .file(let path, let error), .unwritable(let path, let error):
            self.init(writing: path, field: field, error)
        }
    }
}
