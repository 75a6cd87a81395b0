// Generated from Protocol/codes.toml. Do not edit.
// swift-format-ignore-file
package import Wire

extension ForwardLeave {
    /// What people read for the code; its number where it is not known here.
    package var label: Phrase {
        switch self {
        case .none: Phrase("Tidak diteruskan", "Not forwarded")
        case .listed: Phrase("Diteruskan ke jenis instansi tertentu", "Forwarded to some kinds of agencies")
        case .any: Phrase("Boleh diteruskan", "May be forwarded")
        default: .unknownCode(rawValue)
        }
    }

    /// One sentence that explains the code; its number where it is not known here.
    package var meaning: Phrase {
        switch self {
        case .none: Phrase("Tidak kepada siapa pun.", "To nobody.")
        case .listed: Phrase("Kepada instansi dari jenis yang disebutkannya.", "To agencies of the kinds that it lists.")
        case .any: Phrase("Kepada siapa pun yang dianggap tepat oleh instansi pilihannya.", "To whom its agencies find right.")
        default: .unknownCode(rawValue)
        }
    }
}
