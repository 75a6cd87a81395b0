import AuditLog
package import Words

extension FiguresError: Explainable {
    /// With the option at fault; of a log that is not as it should be the first reason.
    package var failure: Failure {
        switch self {
        case .untrue(let failures):
            let reason = failures.first?.description ?? "no descriptor"
            return Failure(
                .stale,
                Phrase(
                    "catatan publik salah, jadi tidak ada halaman yang ditulis: \(reason: reason)",
                    "the log is not as it should be, so that no page was written: \(reason)"))
        case .noMonth(let month):
            return Failure(
                .badInput,
                Phrase(
                    "--month: catatan publik tidak memuat angka bulan \(month.text)",
                    "--month: the log says no figures of \(month.text)"), field: "--month")
        case .notAMonth(let text):
            return Failure(
                .badInput,
                Phrase("--month: bukan bulan (YYYY-MM): \(text)", "--month: not a month (YYYY-MM): \(text)"),
                field: "--month")
        }
    }
}
