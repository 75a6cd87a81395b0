// Generated from Protocol/codes.toml. Do not edit.
// swift-format-ignore-file
package import Wire

extension AgencyKind {
    /// The posts that stand above an agency of this kind or in it: a report about such a person should not reach it.
    package var conflictingPosts: [SubjectLevel] {
        switch self {
        case .bkpsdm: [.kepalaDaerah, .pjKepalaDaerah, .sekda]
        case .bkd: [.kepalaDaerah, .pjKepalaDaerah, .sekda]
        case .inspektorat: [.kepalaDaerah, .pjKepalaDaerah, .sekda]
        case .inspektoratProv: [.kepalaDaerah, .pjKepalaDaerah, .sekda]
        case .bawasluKabkota: [.penyelenggara]
        case .timNetralitas: [.kepalaDaerah, .pjKepalaDaerah, .sekda]
        case .ppkKepalaDaerah: [.kepalaDaerah, .pjKepalaDaerah, .sekda]
        default: []
        }
    }
}
