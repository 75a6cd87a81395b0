// Generated from Protocol/codes.toml. Do not edit.
// swift-format-ignore-file
package import Wire

extension OutcomeClass {
    /// What people read for the code; its number where it is not known here.
    package var label: Phrase {
        switch self {
        case .all: Phrase("Semua hasil", "All outcomes")
        case .noViolation: Phrase("Tidak terbukti", "Not proven")
        case .notExamined: Phrase("Tidak diperiksa", "Not examined")
        case .joined: Phrase("Digabung", "Joined")
        case .moral: Phrase("Pembinaan atau sanksi moral", "Guidance or moral sanction")
        case .discipline: Phrase("Hukuman disiplin", "Disciplinary punishment")
        case .referred: Phrase("Diteruskan", "Referred")
        case .notFollowedUp: Phrase("Tidak ditindaklanjuti", "Not followed up")
        case .other: Phrase("Hasil lain", "Other")
        default: .unknownCode(rawValue)
        }
    }

    /// One sentence that explains the code; its number where it is not known here.
    package var meaning: Phrase {
        switch self {
        case .all: Phrase("Semua golongan bersama-sama.", "All classes together.")
        case .noViolation: Phrase("Tidak ada pelanggaran yang terbukti.", "No violation was proven.")
        case .notExamined: Phrase("Keterangan kurang, di luar wewenang, atau lewat batas waktu.", "Too little information, beyond the agency's powers or beyond the time limit.")
        case .joined: Phrase("Digabung dengan perkara lain.", "Joined with another case.")
        case .moral: Phrase("Pembinaan, imbauan, atau sanksi moral.", "Guidance, an appeal or a moral sanction.")
        case .discipline: Phrase("Hukuman disiplin atau sanksi menurut perjanjian kerja.", "A punishment under the rules of discipline or a contract of work.")
        case .referred: Phrase("Diteruskan ke pihak lain.", "Referred to somebody else.")
        case .notFollowedUp: Phrase("Pejabat pembina kepegawaian (PPK) tidak berbuat apa-apa.", "The appointing official (PPK) did nothing.")
        case .other: Phrase("Hasil lain, atau tanpa hasil yang disebutkan.", "Anything else, or no outcome was said.")
        default: .unknownCode(rawValue)
        }
    }
}
