package import Wire

extension AgencyKind {
    /// What an agency of this kind can do with a report; the code's own number where it is not known here.
    package var does: Phrase {
        switch self {
        case .notSaid: Phrase("tugasnya tidak disebutkan", "what it does is not said")
        case .bkpsdm:
            Phrase(
                "memeriksa disiplin pegawai kabupaten/kota, di bawah bupati atau wali kota",
                "examines the discipline of a regency's or city's staff, under its head")
        case .bkd:
            Phrase(
                "memeriksa disiplin pegawai provinsi, di bawah gubernur",
                "examines the discipline of a province's staff, under the governor")
        case .inspektorat:
            Phrase(
                "memeriksa penyalahgunaan wewenang dan aset kabupaten/kota, di bawah bupati atau wali kota",
                "inspects the abuse of office and assets in a regency or city, under its head")
        case .inspektoratProv:
            Phrase(
                "memeriksa penyalahgunaan wewenang dan aset provinsi, di bawah gubernur",
                "inspects the abuse of office and assets in a province, under the governor")
        case .bawasluKabkota:
            Phrase(
                "mengawasi pemilu di kabupaten/kota; mengkaji dan merekomendasikan",
                "supervises elections in a regency or city; studies and recommends")
        case .bawasluProv:
            Phrase(
                "mengawasi pemilu di provinsi; mengkaji dan merekomendasikan",
                "supervises elections in a province; studies and recommends")
        case .bawasluRi:
            Phrase("mengawasi pemilu di seluruh Indonesia", "supervises elections in all of Indonesia")
        case .bkn:
            Phrase(
                "mengawasi kepegawaian secara nasional; dapat memblokir data pegawai",
                "supervises the civil service nationally; can block a person's data")
        case .kemendagri:
            Phrase("membina kepala daerah dan penjabatnya", "oversees heads of regions and acting ones")
        case .gakkumdu:
            Phrase("menangani tindak pidana pemilu", "handles election crimes")
        case .timNetralitas:
            Phrase("menentukan sanksi netralitas di daerah", "decides on sanctions in a region")
        case .ppkKepalaDaerah:
            Phrase("menjatuhkan sanksi sebagai pejabat pembina", "imposes sanctions as appointing official")
        case .lpsk: Phrase("melindungi saksi dan korban", "protects witnesses and victims")
        case .ombudsman: Phrase("mengawasi pelayanan publik", "supervises public services")
        case .otherGovernment: Phrase("lembaga negara lain", "another body of the state")
        case .ngo:
            Phrase("organisasi warga, di luar pemerintah", "an organisation of citizens, outside government")
        case .press: Phrase("redaksi media, di luar pemerintah", "a newsroom, outside government")
        case .university: Phrase("perguruan tinggi", "a university")
        case .otherOutside: Phrase("di luar pemerintah", "outside government")
        default: Phrase("kode tidak dikenal (\(rawValue))", "unknown code (\(rawValue))")
        }
    }
}
