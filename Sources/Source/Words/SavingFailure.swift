import Files
package import Words

extension SavingError: Explainable {
    /// With the option that names the file.
    package var failure: Failure {
        let option = file.option
        return switch reason {
        case .notPublished:
            Failure(
                .tryLater,
                Phrase(
                    "laporan Anda belum tercatat; tunggu jadwal pencatatan berikutnya",
                    "your report is not recorded yet; wait for the next scheduled recording"
                )
                .behind(option), field: option)
        case .declined: Failure(.usage, ReceiptText.stopped)
        case .unencodable(let detail):
            Failure(
                .inputOutput, file.notWritten(detail.map { ": \($0)" } ?? "").behind(option), field: option)
        case .unwritable(let path, let error): Failure(writing: path, field: option, error)
        }
    }
}

extension SavedFile {
    /// What names it on the command line.
    package var option: String {
        switch self {
        case .report: "FILE"
        case .promise: SourceOption.savePromise
        case .descriptor: SourceOption.saveDescriptor
        case .inboxReceipt: SourceOption.saveReceipt
        case .receipt, .authorship, .poster: SourceOption.out
        case .receiptPage: SourceOption.page
        }
    }

    fileprivate func notWritten(_ why: String) -> Phrase {
        switch self {
        case .report: Phrase("laporan tidak dapat ditulis\(why)", "the report cannot be written\(why)")
        case .promise: Phrase("janji tidak dapat ditulis\(why)", "the promise cannot be written\(why)")
        case .descriptor:
            Phrase("keterangan situs tidak dapat ditulis\(why)", "the descriptor cannot be written\(why)")
        case .authorship:
            Phrase(
                "berkas kepenulisan tidak dapat ditulis\(why)",
                "the proof of authorship cannot be written\(why)")
        case .poster: Phrase("poster tidak dapat ditulis\(why)", "the poster cannot be written\(why)")
        case .inboxReceipt, .receipt, .receiptPage:
            Phrase("tanda terima tidak dapat ditulis\(why)", "the receipt cannot be written\(why)")
        }
    }
}
