// Generated from Protocol/codes.toml. Do not edit.
// swift-format-ignore-file
package import Wire

extension SubjectCount {
    /// What people read for the code; its number where it is not known here.
    package var label: Phrase {
        switch self {
        case .notSaid: Phrase("Tidak disebutkan", "Not said")
        case .one: Phrase("Satu orang", "One person")
        case .few: Phrase("2 sampai 10 orang", "2 to 10 people")
        case .many: Phrase("Lebih dari 10 orang", "More than 10 people")
        case .unknown: Phrase("Tidak tahu", "I do not know")
        default: .unknownCode(rawValue)
        }
    }

    /// One sentence that explains the code; its number where it is not known here.
    package var meaning: Phrase {
        switch self {
        case .notSaid: Phrase("Pelapor tidak menyebutkannya.", "The source did not say.")
        case .one: Phrase("Satu orang.", "One person.")
        case .few: Phrase("2 sampai 10 orang.", "2 to 10 people.")
        case .many: Phrase("Lebih dari 10 orang.", "More than 10 people.")
        case .unknown: Phrase("Pelapor tidak tahu.", "The source does not know.")
        default: .unknownCode(rawValue)
        }
    }
}
