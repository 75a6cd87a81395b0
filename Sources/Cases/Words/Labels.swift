package import Wire
package import Words

extension Category {
    /// What a source picks from; the code's own number where it is not known here.
    package var label: Phrase {
        switch self {
        case .publicServiceBias: Phrase("Layanan publik tidak netral", "Public service is not neutral")
        case .conflictOfInterest: Phrase("Konflik kepentingan", "Conflict of interest")
        case .intimidationOrThreat: Phrase("Intimidasi atau ancaman", "Intimidation or threat")
        case .takingSides: Phrase("Memihak secara terbuka", "Openly taking sides")
        case .socialMediaPartisanship: Phrase("Keberpihakan di media sosial", "Taking sides on social media")
        case .hateSpeechOrHoax: Phrase("Ujaran kebencian / berita bohong", "Hate speech or false news")
        case .moneyPolitics: Phrase("Politik uang / pemberian", "Money politics or gifts")
        case .stateResourcesMisuse: Phrase("Penyalahgunaan fasilitas negara", "Misuse of state facilities")
        case .mobilisingPeople: Phrase("Pengerahan ASN/warga", "Mobilising civil servants or residents")
        case .biasedDecision:
            Phrase("Keputusan yang menguntungkan/merugikan calon", "A decision for or against a candidate")
        case .campaignMaterial: Phrase("Memasang alat peraga kampanye", "Putting up campaign material")
        case .partyOrCandidacyTies: Phrase("Keterkaitan partai/pencalonan", "Ties to a party or candidacy")
        case .integrityPactBreach:
            Phrase("Pelanggaran pakta integritas/ikrar", "Breach of an integrity pact or pledge")
        case .retaliation: Phrase("Pembalasan terhadap pelapor", "Retaliation against a reporter")
        case .other: Phrase("Lainnya", "Other")
        default: unknown(rawValue)
        }
    }

    /// The categories in the order in which a form shows them.
    package static var choices: [Category] { allCases.filter { $0 != .notSaid } }
}

extension CaseState {
    /// What people read for the state; the code's own number where it is not known here.
    package var label: Phrase {
        switch self {
        case .received: Phrase("Diterima", "Received")
        case .triage: Phrase("Telaah awal", "Initial review")
        case .needsInformation: Phrase("Perlu dilengkapi", "More information needed")
        case .forwarded: Phrase("Diteruskan ke instansi", "Forwarded to agency")
        case .tracing: Phrase("Penelusuran", "Being traced")
        case .examination: Phrase("Kajian dan pemeriksaan", "Study and examination")
        case .recommended: Phrase("Rekomendasi diterbitkan", "Recommendation issued")
        case .awaitingPpk:
            Phrase(
                "Menunggu tindak lanjut pejabat pembina kepegawaian",
                "Waiting for follow-up by the appointing official (PPK)")
        case .escalated: Phrase("Dinaikkan ke tingkat lebih tinggi", "Escalated")
        case .decided: Phrase("Diputuskan", "Decided")
        case .underAppeal: Phrase("Keberatan/banding", "Under appeal")
        case .closed: Phrase("Selesai", "Closed")
        case .reopened: Phrase("Dibuka kembali", "Reopened")
        default: unknown(rawValue)
        }
    }
}

private func unknown(_ number: UInt16) -> Phrase {
    Phrase("Kode tidak dikenal (\(number))", "Unknown code (\(number))")
}
