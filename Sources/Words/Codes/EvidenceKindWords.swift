// Generated from Protocol/codes.toml. Do not edit.
// swift-format-ignore-file
package import Wire

extension EvidenceKind {
    /// What people read for the code; its number where it is not known here.
    package var label: Phrase {
        switch self {
        case .photo: Phrase("Foto", "Photo")
        case .video: Phrase("Video", "Video")
        case .audio: Phrase("Rekaman suara", "Sound recording")
        case .screenshot: Phrase("Tangkapan layar", "Screenshot")
        case .link: Phrase("Tautan", "Link")
        case .document: Phrase("Dokumen", "Document")
        case .witness: Phrase("Orang yang bersedia memberi keterangan", "Somebody willing to speak")
        case .physicalItem: Phrase("Barang", "An item")
        case .ownObservation: Phrase("Saya melihat sendiri", "I saw it myself")
        case .noneYet: Phrase("Belum ada", "None yet")
        default: .unknownCode(rawValue)
        }
    }

    /// One sentence that explains the code; its number where it is not known here.
    package var meaning: Phrase {
        switch self {
        case .photo: Phrase("Foto.", "A photo.")
        case .video: Phrase("Video.", "A video.")
        case .audio: Phrase("Rekaman suara.", "A sound recording.")
        case .screenshot: Phrase("Gambar layar ponsel atau komputer.", "A picture of a screen.")
        case .link: Phrase("Alamat di internet.", "An address on the web.")
        case .document: Phrase("Surat, undangan, SK, daftar hadir, dan sejenisnya.", "A document.")
        case .witness: Phrase("Orang yang bersedia memberi keterangan.", "Somebody who is willing to speak.")
        case .physicalItem: Phrase("Barang.", "A thing.")
        case .ownObservation: Phrase("Pelapor melihatnya sendiri.", "The source saw it.")
        case .noneYet: Phrase("Belum ada bukti.", "There is none yet.")
        default: .unknownCode(rawValue)
        }
    }
}
