// Generated from Protocol/codes.toml. Do not edit.
// swift-format-ignore-file
package import Wire

extension DueClass {
    /// What people read for the code; its number where it is not known here.
    package var label: Phrase {
        switch self {
        case .none: Phrase("Tidak ada batas waktu", "No time limit")
        case .route: Phrase("Diteruskan dalam 24 jam", "To be brought on within 24 hours")
        case .acknowledge: Phrase("Ditanggapi dalam 3 hari kerja", "To be taken up within 3 working days")
        case .study: Phrase("Kajian menurut undang-undang pemilu", "Study under the election law")
        case .extendedStudy: Phrase("Kajian yang diperpanjang", "Extended study")
        case .examination: Phrase("Pemeriksaan disiplin", "Examination under the rules of discipline")
        case .followUp: Phrase("Tindak lanjut dalam 14 hari kerja", "Follow-up within 14 working days")
        case .sourceAnswer: Phrase("Jawaban pelapor", "Answer of the source")
        case .initialStudy: Phrase("Kajian awal dalam 2 hari", "Initial study within 2 days")
        case .finding: Phrase("Penelusuran dalam 7 hari", "Tracing within 7 days")
        case .objection: Phrase("Keberatan pelapor dalam 10 hari kerja", "The source may object within 10 working days")
        case .appeal: Phrase("Banding dalam 14 hari kerja", "Appeal within 14 working days")
        case .appealAnswer: Phrase("Jawaban atas banding dalam 21 hari", "Answer to an appeal within 21 days")
        default: .unknownCode(rawValue)
        }
    }

    /// One sentence that explains the code; its number where it is not known here.
    package var meaning: Phrase {
        switch self {
        case .none: Phrase("Tidak ada.", "None.")
        case .route: Phrase("24 jam untuk menyampaikannya kepada yang berwenang memutuskan.", "24 hours to bring it to whoever decides.")
        case .acknowledge: Phrase("3 hari kerja untuk menanggapi, meneruskan, atau mengumumkan.", "3 working days to take something up, hand it on or announce it.")
        case .study: Phrase("Hari yang diberikan undang-undang pemilu untuk mengkaji perkara.", "The days that the election law gives to study a case.")
        case .extendedStudy: Phrase("Sama, dengan perpanjangan untuk keterangan tambahan.", "The same with the extension for further statements.")
        case .examination: Phrase("Pemeriksaan menurut aturan disiplin.", "The examination under the rules of discipline.")
        case .followUp: Phrase("14 hari kerja bagi pejabat pembina kepegawaian (PPK).", "14 working days for the appointing official (PPK).")
        case .sourceAnswer: Phrase("Hari yang diberikan kepada pelapor untuk menjawab.", "The days that a source is given to answer.")
        case .initialStudy: Phrase("2 hari kalender untuk kajian awal pengawas pemilu (Bawaslu).", "2 calendar days for the first study of the election supervisors (Bawaslu).")
        case .finding: Phrase("7 hari untuk menetapkan temuan: kalender (Pilkada), kerja (Pemilu).", "7 days to make a finding: calendar ones (Pilkada), working ones (Pemilu).")
        case .objection: Phrase("10 hari kerja bagi pelapor untuk berkeberatan atas penutupan.", "10 working days for the source to object to the closing.")
        case .appeal: Phrase("14 hari kerja untuk mengajukan banding.", "14 working days to bring an appeal.")
        case .appealAnswer: Phrase("21 hari kalender bagi pejabat pembina kepegawaian (PPK) untuk menjawab banding.", "21 calendar days for the appointing official (PPK) to answer an appeal.")
        default: .unknownCode(rawValue)
        }
    }
}
