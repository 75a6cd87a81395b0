import AuditLog
import QRCode
import TransparencyLog
import Visit
import Wire
import Words

/// A receipt as a page to print, whose codes hold all of the proof.
struct ReceiptPage: Sendable {
    private let report: CheckedReport
    private let receipt: Receipt
    private let site: TrustedSite
    private let proof: LogProof

    /// Takes what was judged.
    ///
    /// - Parameters:
    ///   - report: in the log, as its source may show to whom it wants.
    ///   - receipt: of its entry.
    ///   - proof: that receipt as it is saved.
    ///   - site: as the visit was shown it.
    init(_ report: CheckedReport, receipt: Receipt, proof: LogProof, site: TrustedSite) {
        self.report = report
        self.receipt = receipt
        self.proof = proof
        self.site = site
    }

    /// The whole page; nil where a code does not hold its part.
    func page(in language: Language) -> PrintedPage? {
        let lines = ReceiptCodes.lines(of: proof.bytes)
        let codes = lines.compactMap { QRCode(Array($0.utf8)) }
        guard codes.count == lines.count else { return nil }
        return PrintedPage(
            ReceiptPageText.title, in: language,
            body: """
                <p class="warning">\(ReceiptPageText.warning(language))</p>
                <h2>\(ReceiptPageText.facts(language))</h2>
                \(HTML(each: facts(language)) { "<p>\($0.name): <code>\($0.value)</code></p>" })
                <p>\(ReceiptPageText.place(receipt.index, size: receipt.checkpoint.checkpoint.size)(language))</p>
                <h2>\(ReceiptPageText.meaning(language))</h2>
                <p>\(meaning(language))</p>
                <p>\(ReceiptPageText.notProven(language))</p>
                <h2>\(ReceiptPageText.check(language))</h2>
                <ol>
                \(HTML(each: ReceiptPageText.steps) { "<li>\(HTML(commands: $0(language)))</li>" })
                </ol>
                <h2>\(ReceiptPageText.codes(language))</h2>
                <div class="codes">
                \(HTML(each: codes.enumerated()) { place, code in
                    .figure(code, ReceiptPageText.code(place + 1, of: codes.count)(language))
                })
                </div>
                """)
    }

    private func facts(_ language: Language) -> [(name: String, value: String)] {
        [
            (ReceiptPageText.site(language), site.descriptor.origin),
            (
                ReceiptPageText.recorded(language),
                report.included.map { CivilTime.text($0.scheduled, in: site.clock.zone)(language) } ?? ""
            ),
            (ReceiptPageText.number(language), receipt.commitment.hex),
            (ReceiptPageText.envelope(language), report.record.envelope.hex),
            (ReceiptPageText.readers(language), report.record.agencies.joined(separator: ", ")),
        ]
    }

    private func meaning(_ language: Language) -> String {
        // A tree that only the look showed to be witnessed is not the one that is saved.
        if case .witnessed = site.freshness { return ReceiptPageText.witnessed(language) }
        return ReceiptPageText.notWitnessed(language)
    }
}
