// Generated from Protocol/codes.toml. Do not edit.
// swift-format-ignore-file
package import Wire

extension DueClass {
    /// What people read for the code; its number where it is not known here.
    package var label: Phrase {
        switch self {
        case .none: Phrase("Tidak ada batas waktu", "No time limit")
        case .route: Phrase("Diteruskan dalam 24 jam", "To be brought on within 24 hours")
        case .acknowledge: Phrase("Dijawab dalam 3 hari kerja", "To be answered within 3 working days")
        case .study: Phrase("Kajian menurut undang-undang pemilu", "Study under the election law")
        case .extendedStudy: Phrase("Kajian yang diperpanjang", "Extended study")
        case .examination: Phrase("Pemeriksaan disiplin", "Examination under the rules of discipline")
        case .followUp: Phrase("Tindak lanjut dalam 14 hari kerja", "Follow-up within 14 working days")
        case .sourceAnswer: Phrase("Jawaban pelapor", "Answer of the source")
        default: .unknownCode(rawValue)
        }
    }

    /// One sentence that explains the code; its number where it is not known here.
    package var meaning: Phrase {
        switch self {
        case .none: Phrase("Tidak ada.", "None.")
        case .route: Phrase("24 jam untuk menyampaikannya kepada yang berwenang memutuskan.", "24 hours to bring it to whoever decides.")
        case .acknowledge: Phrase("3 hari kerja untuk menjawab penerusan.", "3 working days to answer to a forwarding.")
        case .study: Phrase("Hari yang diberikan undang-undang pemilu untuk mengkaji perkara.", "The days that the election law gives to study a case.")
        case .extendedStudy: Phrase("Sama, dengan perpanjangan untuk keterangan tambahan.", "The same with the extension for further statements.")
        case .examination: Phrase("Pemeriksaan menurut aturan disiplin.", "The examination under the rules of discipline.")
        case .followUp: Phrase("14 hari kerja bagi pejabat pembina kepegawaian (PPK).", "14 working days for the appointing official (PPK).")
        case .sourceAnswer: Phrase("Hari yang diberikan kepada pelapor untuk menjawab.", "The days that a source is given to answer.")
        default: .unknownCode(rawValue)
        }
    }
}
