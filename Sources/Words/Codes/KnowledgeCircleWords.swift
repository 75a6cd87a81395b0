// Generated from Protocol/codes.toml. Do not edit.
// swift-format-ignore-file
package import Wire

extension KnowledgeCircle {
    /// What people read for the code; its number where it is not known here.
    package var label: Phrase {
        switch self {
        case .notSaid: Phrase("Tidak disebutkan", "Not said")
        case .`public`: Phrase("Siapa saja", "Anybody")
        case .over50: Phrase("Lebih dari 50 orang", "More than 50 people")
        case .from10To50: Phrase("10 sampai 50 orang", "10 to 50 people")
        case .under10: Phrase("Kurang dari 10 orang", "Fewer than 10 people")
        case .onlyMe: Phrase("Hanya saya", "Only I")
        default: .unknownCode(rawValue)
        }
    }

    /// One sentence that explains the code; its number where it is not known here.
    package var meaning: Phrase {
        switch self {
        case .notSaid: Phrase("Pelapor tidak menyebutkannya.", "The source did not say.")
        case .`public`: Phrase("Siapa saja bisa tahu.", "Anybody could know.")
        case .over50: Phrase("Lebih dari 50 orang.", "More than 50 people.")
        case .from10To50: Phrase("10 sampai 50 orang.", "10 to 50 people.")
        case .under10: Phrase("Kurang dari 10 orang.", "Fewer than 10 people.")
        case .onlyMe: Phrase("Hanya pelapor.", "Only the source.")
        default: .unknownCode(rawValue)
        }
    }
}
