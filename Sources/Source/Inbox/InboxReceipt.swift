import AuditLog
import TransparencyLog
import Visit
import Wire
package import Words

extension InboxView {
    /// Writes the receipt as a C2SP tlog-proof with what opens the commitment; anybody checks it offline.
    ///
    /// - Parameters:
    ///   - path: a new file; who holds it shows that they made a report.
    ///   - file: which of the two ways to keep a receipt this is.
    /// - Throws: `notPublished` while the report is in no published batch; else why it is not written.
    package func saveReceipt(to path: String, as file: SavedFile = .inboxReceipt) throws(SavingError) {
        guard let receipt = report.receipt else { throw SavingError(file, .notPublished) }
        let proof: LogProof
        do { proof = try receipt.proof(opening: report.opening) } catch {
            throw SavingError(file, .unencodable(detail: "\(error)"))
        }
        try file.create(path, proof.bytes)
    }

    /// Writes the receipt as a page to print, with the proof in QR codes.
    ///
    /// - Parameters:
    ///   - path: a new file; who holds it, or what was printed of it, shows that they made a report.
    ///   - language: what the page is written in.
    /// - Throws: as above.
    package func saveReceiptPage(to path: String, in language: Language) throws(SavingError) {
        guard let receipt = report.receipt else { throw SavingError(.receiptPage, .notPublished) }
        guard let proof = try? receipt.proof(opening: report.opening),
            let page = ReceiptPage(report, receipt: receipt, proof: proof, site: site).page(in: language)
        else { throw SavingError(.receiptPage, .unencodable(detail: nil)) }
        try SavedFile.receiptPage.create(path, page.bytes)
    }

    /// Of a saved receipt, as scripts read it.
    package func receiptJSON(_ path: String, page: String? = nil) -> JSON {
        [
            "file": .string(path), "page": JSON(page), "commitment": .string(report.promise.commitment.hex),
            "envelope": .string(report.record.envelope.hex),
            "agencies": .array(report.record.agencies.map { .line($0) }), "receipt": receipt,
        ]
    }
}
