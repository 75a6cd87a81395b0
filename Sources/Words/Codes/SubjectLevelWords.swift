// Generated from Protocol/codes.toml. Do not edit.
// swift-format-ignore-file
package import Wire

extension SubjectLevel {
    /// What people read for the code; its number where it is not known here.
    package var label: Phrase {
        switch self {
        case .notSaid: Phrase("Tidak disebutkan", "Not said")
        case .jpt: Phrase("Pimpinan Tinggi (kepala dinas/badan; Eselon I–II)", "Senior official (head of a service or board; echelons I–II)")
        case .administrator: Phrase("Administrator (Eselon III)", "Administrator (echelon III)")
        case .pengawas: Phrase("Pengawas (Eselon IV)", "Supervisor (echelon IV)")
        case .fungsional: Phrase("Fungsional (guru, tenaga kesehatan, …)", "Functional post (teacher, health worker, …)")
        case .pelaksana: Phrase("Pelaksana", "Staff")
        case .kontrak: Phrase("Tenaga kontrak", "Contract worker")
        case .sekda: Phrase("Sekretaris Daerah", "Regional secretary")
        case .camatLurah: Phrase("Camat/Lurah", "Head of a sub-district or ward")
        case .pjKepalaDaerah: Phrase("Penjabat (Pj) Gubernur/Bupati/Wali Kota", "Acting governor, regent or mayor")
        case .kepalaDaerah: Phrase("Gubernur/Bupati/Wali Kota definitif", "Governor, regent or mayor")
        case .kepalaDesa: Phrase("Kepala/perangkat desa", "Village head or official")
        case .penyelenggara: Phrase("Penyelenggara/pengawas pemilu", "Election organiser or supervisor")
        case .unknown: Phrase("Tidak tahu", "I do not know")
        default: .unknownCode(rawValue)
        }
    }

    /// One sentence that explains the code; its number where it is not known here.
    package var meaning: Phrase {
        switch self {
        case .notSaid: Phrase("Pelapor tidak menyebutkannya.", "The source did not say.")
        case .jpt: Phrase("Pejabat Pimpinan Tinggi (Eselon II).", "A senior official (Pejabat Pimpinan Tinggi, echelon II).")
        case .administrator: Phrase("Pejabat Administrator (Eselon III).", "An administrator (echelon III).")
        case .pengawas: Phrase("Pejabat Pengawas (Eselon IV).", "A supervisor (echelon IV).")
        case .fungsional: Phrase("Jabatan fungsional: guru, tenaga kesehatan, dan seterusnya.", "A functional post: teacher, health worker and so on.")
        case .pelaksana: Phrase("Pegawai tanpa jabatan pimpinan.", "Staff without a managing post.")
        case .kontrak: Phrase("Tenaga kontrak.", "A contract worker.")
        case .sekda: Phrase("Sekretaris Daerah.", "The regional secretary.")
        case .camatLurah: Phrase("Camat atau lurah.", "The head of a sub-district or ward.")
        case .pjKepalaDaerah: Phrase("Penjabat gubernur, bupati, atau wali kota.", "An acting governor, regent or mayor.")
        case .kepalaDaerah: Phrase("Gubernur, bupati, atau wali kota yang terpilih.", "An elected governor, regent or mayor.")
        case .kepalaDesa: Phrase("Kepala desa atau perangkat desa.", "A village head or village official.")
        case .penyelenggara: Phrase("Penyelenggara atau pengawas pemilu.", "An organiser or supervisor of elections.")
        case .unknown: Phrase("Pelapor tidak tahu.", "The source does not know.")
        default: .unknownCode(rawValue)
        }
    }
}
