// Generated from Protocol/codes.toml. Do not edit.
// swift-format-ignore-file
package import Wire

extension HiddenData {
    /// What people read for the code; its number where it is not known here.
    package var label: Phrase {
        switch self {
        case .place: Phrase("tempat", "place")
        case .device: Phrase("perangkat", "device")
        case .person: Phrase("nama orang atau kantor", "a person or an office")
        case .time: Phrase("waktu", "times")
        case .edits: Phrase("program dan riwayat suntingan", "programs and edits")
        case .preview: Phrase("gambar kecil dari versi sebelumnya", "a small picture of how it was")
        case .remarks: Phrase("judul, keterangan, komentar", "titles, descriptions, comments")
        case .other: Phrase("data lain", "other data")
        default: .unknownCode(rawValue)
        }
    }

    /// One sentence that explains the code; its number where it is not known here.
    package var meaning: Phrase {
        switch self {
        case .place: Phrase("Tempat berkas itu dibuat.", "Where it was made.")
        case .device: Phrase("Perangkat yang membuatnya.", "What it was made with.")
        case .person: Phrase("Orang atau kantor yang membuat atau mengubahnya.", "Who made or changed it.")
        case .time: Phrase("Waktu dibuat atau diubah.", "When it was made or changed.")
        case .edits: Phrase("Apa yang diubah di dalamnya, dan dengan program apa.", "What was changed in it, and with which program.")
        case .preview: Phrase("Gambar kecil dari keadaannya dahulu.", "A small picture of it, as it once was.")
        case .remarks: Phrase("Judul, keterangan, komentar.", "Titles, descriptions, comments.")
        case .other: Phrase("Data lain.", "Anything else.")
        default: .unknownCode(rawValue)
        }
    }
}
