// Generated from Protocol/codes.toml. Do not edit.
// swift-format-ignore-file
package import Wire

extension EventKind {
    /// What people read for the code; its number where it is not known here.
    package var label: Phrase {
        switch self {
        case .notSaid: Phrase("Tidak disebutkan", "Not said")
        case .sosialisasi: Phrase("Sosialisasi", "Information meeting")
        case .absensi: Phrase("Absensi, apel", "Roll call")
        case .ikrar: Phrase("Ikrar netralitas", "Spoken pledge of neutrality")
        case .seminar: Phrase("Seminar", "Seminar")
        case .paktaIntegritas: Phrase("Penandatanganan pakta integritas", "Signing of an integrity pact")
        case .rakor: Phrase("Rapat koordinasi", "Coordination meeting")
        case .praRakor: Phrase("Pra-rapat koordinasi", "Meeting that prepares one")
        case .onlineEvent: Phrase("Acara daring", "Event held online")
        case .other: Phrase("Lainnya", "Other")
        default: .unknownCode(rawValue)
        }
    }

    /// One sentence that explains the code; its number where it is not known here.
    package var meaning: Phrase {
        switch self {
        case .notSaid: Phrase("Pelapor tidak menyebutkannya.", "The source did not say.")
        case .sosialisasi: Phrase("Pertemuan penjelasan.", "An information meeting.")
        case .absensi: Phrase("Pemanggilan nama satu per satu.", "A roll call.")
        case .ikrar: Phrase("Ikrar netralitas yang diucapkan.", "A spoken pledge of neutrality.")
        case .seminar: Phrase("Seminar.", "A seminar.")
        case .paktaIntegritas: Phrase("Penandatanganan pakta integritas.", "The signing of an integrity pact.")
        case .rakor: Phrase("Rapat koordinasi.", "A coordination meeting.")
        case .praRakor: Phrase("Rapat yang menyiapkannya.", "A meeting that prepares one.")
        case .onlineEvent: Phrase("Acara lewat internet.", "An event held online.")
        case .other: Phrase("Acara jenis lain.", "An event of another kind.")
        default: .unknownCode(rawValue)
        }
    }
}
