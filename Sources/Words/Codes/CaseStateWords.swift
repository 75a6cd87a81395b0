// Generated from Protocol/codes.toml. Do not edit.
// swift-format-ignore-file
package import Wire

extension CaseState {
    /// What people read for the code; its number where it is not known here.
    package var label: Phrase {
        switch self {
        case .received: Phrase("Diterima", "Received")
        case .triage: Phrase("Telaah awal", "Initial review")
        case .needsInformation: Phrase("Perlu dilengkapi", "More information needed")
        case .forwarded: Phrase("Diteruskan ke instansi", "Forwarded to agency")
        case .tracing: Phrase("Penelusuran", "Being traced")
        case .examination: Phrase("Kajian dan pemeriksaan", "Study and examination")
        case .recommended: Phrase("Rekomendasi diterbitkan", "Recommendation issued")
        case .awaitingPpk: Phrase("Menunggu tindak lanjut pejabat pembina kepegawaian", "Waiting for follow-up by the appointing official (PPK)")
        case .escalated: Phrase("Dinaikkan ke tingkat lebih tinggi", "Escalated")
        case .decided: Phrase("Diputuskan", "Decided")
        case .underAppeal: Phrase("Keberatan/banding", "Under appeal")
        case .closed: Phrase("Selesai", "Closed")
        case .reopened: Phrase("Dibuka kembali", "Reopened")
        default: .unknownCode(rawValue)
        }
    }

    /// One sentence that explains the code; its number where it is not known here.
    package var meaning: Phrase {
        switch self {
        case .received: Phrase("Laporan sudah diterima.", "The report was received.")
        case .triage: Phrase("Telaah pertama.", "A first review.")
        case .needsInformation: Phrase("Keterangan tambahan diperlukan.", "More information is needed.")
        case .forwarded: Phrase("Diteruskan ke instansi lain.", "Forwarded to another agency.")
        case .tracing: Phrase("Ditelusuri sebagai informasi awal, sebelum menjadi temuan.", "Traced as first information, before a finding.")
        case .examination: Phrase("Dikaji dan diperiksa.", "Studied and examined.")
        case .recommended: Phrase("Rekomendasi sudah diterbitkan.", "A recommendation was issued.")
        case .awaitingPpk: Phrase("Menunggu pejabat pembina kepegawaian (PPK).", "Waits for the appointing official (PPK).")
        case .escalated: Phrase("Dinaikkan ke tingkat yang lebih tinggi.", "Taken to a higher level.")
        case .decided: Phrase("Keputusan sudah diambil.", "A decision was taken.")
        case .underAppeal: Phrase("Dalam keberatan atau banding.", "Under objection or appeal.")
        case .closed: Phrase("Perkara selesai.", "The case is closed.")
        case .reopened: Phrase("Perkara dibuka lagi.", "The case was opened again.")
        default: .unknownCode(rawValue)
        }
    }
}
