// Generated from Protocol/codes.toml. Do not edit.
// swift-format-ignore-file
package import Wire

extension Pledge {
    /// What people read for the code; its number where it is not known here.
    package var label: Phrase {
        switch self {
        case .ik1: Phrase("Menjaga netralitas dalam pelayanan publik", "Stay neutral while serving the public")
        case .ik2a: Phrase("Menghindari konflik kepentingan", "Avoid conflicts of interest")
        case .ik2b: Phrase("Tidak mengintimidasi atau mengancam", "No intimidation, no threats")
        case .ik2c: Phrase("Tidak memihak", "No taking sides")
        case .ik3a: Phrase("Memakai media sosial secara bijak", "Use social media wisely")
        case .ik3b: Phrase("Tidak menyebarkan ujaran kebencian dan berita bohong", "Spread no hate speech and no false news")
        case .ik4: Phrase("Menolak politik uang dan segala pemberian", "Refuse money politics and gifts of any kind")
        default: .unknownCode(rawValue)
        }
    }

    /// One sentence that explains the code; its number where it is not known here.
    package var meaning: Phrase {
        switch self {
        case .ik1: Phrase("Tetap netral saat melayani masyarakat.", "To stay neutral while serving the public.")
        case .ik2a: Phrase("Menghindari konflik kepentingan.", "To avoid conflicts of interest.")
        case .ik2b: Phrase("Tidak mengintimidasi dan tidak mengancam siapa pun.", "To intimidate and threaten nobody.")
        case .ik2c: Phrase("Tidak memihak.", "To take no side.")
        case .ik3a: Phrase("Memakai media sosial secara bijak.", "To use social media wisely.")
        case .ik3b: Phrase("Tidak menyebarkan ujaran kebencian dan berita bohong.", "To spread no hate speech and no false news.")
        case .ik4: Phrase("Menolak politik uang dan pemberian dalam bentuk apa pun.", "To refuse money politics and gifts of any kind.")
        default: .unknownCode(rawValue)
        }
    }
}
