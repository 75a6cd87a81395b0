// Generated from Protocol/codes.toml. Do not edit.
// swift-format-ignore-file
package import Wire

extension AgencyKind {
    /// What people read for the code; its number where it is not known here.
    package var label: Phrase {
        switch self {
        case .notSaid: Phrase("Tidak disebutkan", "Not said")
        case .bkpsdm: Phrase("BKPSDM kabupaten/kota", "BKPSDM of a regency or city")
        case .bkd: Phrase("BKD provinsi", "BKD of a province")
        case .inspektorat: Phrase("Inspektorat kabupaten/kota", "Inspectorate of a regency or city")
        case .inspektoratProv: Phrase("Inspektorat provinsi", "Inspectorate of a province")
        case .bawasluKabkota: Phrase("Bawaslu kabupaten/kota", "Bawaslu of a regency or city")
        case .bawasluProv: Phrase("Bawaslu provinsi", "Bawaslu of a province")
        case .bawasluRi: Phrase("Bawaslu RI", "National Bawaslu")
        case .bkn: Phrase("BKN", "National civil service agency (BKN)")
        case .kemendagri: Phrase("Kementerian Dalam Negeri", "Ministry of Home Affairs")
        case .gakkumdu: Phrase("Sentra Gakkumdu", "Joint centre for election crimes")
        case .timNetralitas: Phrase("Tim Pelanggaran Netralitas ASN", "Team for breaches of neutrality")
        case .ppkKepalaDaerah: Phrase("Kepala daerah selaku pejabat pembina kepegawaian", "Head of region as appointing official")
        case .lpsk: Phrase("LPSK", "Agency for witness protection (LPSK)")
        case .ombudsman: Phrase("Ombudsman RI", "Ombudsman")
        case .otherGovernment: Phrase("Lembaga negara lain", "Another body of the state")
        case .ngo: Phrase("Organisasi warga", "Organisation of citizens")
        case .press: Phrase("Redaksi media", "Newsroom")
        case .university: Phrase("Perguruan tinggi", "University")
        case .otherOutside: Phrase("Pihak lain di luar pemerintah", "Somebody else outside government")
        default: .unknownCode(rawValue)
        }
    }

    /// One sentence that explains the code; its number where it is not known here.
    package var meaning: Phrase {
        switch self {
        case .notSaid: Phrase("Tidak ada yang menyebutkan; dihitung sebagai pemerintah.", "Nobody said; counts as government.")
        case .bkpsdm: Phrase("Badan kepegawaian (BKPSDM) kabupaten atau kota.", "The staff agency (BKPSDM) of a regency or city.")
        case .bkd: Phrase("Badan kepegawaian (BKD) provinsi.", "The staff agency (BKD) of a province.")
        case .inspektorat: Phrase("Inspektorat kabupaten atau kota.", "The inspectorate of a regency or city.")
        case .inspektoratProv: Phrase("Inspektorat provinsi.", "The inspectorate of a province.")
        case .bawasluKabkota: Phrase("Pengawas pemilu (Bawaslu) kabupaten atau kota.", "The election supervisors (Bawaslu) of a regency or city.")
        case .bawasluProv: Phrase("Pengawas pemilu (Bawaslu) provinsi.", "The election supervisors (Bawaslu) of a province.")
        case .bawasluRi: Phrase("Pengawas pemilu tingkat nasional (Bawaslu RI).", "The national election supervisors (Bawaslu RI).")
        case .bkn: Phrase("Badan Kepegawaian Negara (BKN).", "The national civil service agency (BKN).")
        case .kemendagri: Phrase("Kementerian Dalam Negeri.", "The Ministry of Home Affairs.")
        case .gakkumdu: Phrase("Sentra Penegakan Hukum Terpadu (Gakkumdu) untuk tindak pidana pemilu.", "The joint centre for election crimes (Gakkumdu).")
        case .timNetralitas: Phrase("Tim Pelanggaran Netralitas ASN di daerah.", "A region's team for breaches of neutrality.")
        case .ppkKepalaDaerah: Phrase("Kepala daerah selaku pejabat pembina kepegawaian (PPK).", "The head of a region as appointing official (PPK).")
        case .lpsk: Phrase("Lembaga Perlindungan Saksi dan Korban (LPSK).", "The agency that protects witnesses (LPSK).")
        case .ombudsman: Phrase("Ombudsman Republik Indonesia.", "The Ombudsman.")
        case .otherGovernment: Phrase("Lembaga negara lain.", "Another body of the state.")
        case .ngo: Phrase("Organisasi warga (LSM).", "An organisation of citizens.")
        case .press: Phrase("Redaksi media.", "A newsroom.")
        case .university: Phrase("Perguruan tinggi.", "A university.")
        case .otherOutside: Phrase("Pihak lain di luar pemerintah.", "Somebody else outside government.")
        default: .unknownCode(rawValue)
        }
    }

    /// What an agency of this kind can do with a report; its number where it is not known here.
    package var does: Phrase {
        switch self {
        case .notSaid: Phrase("tugasnya tidak disebutkan", "what it does is not said")
        case .bkpsdm: Phrase("memeriksa disiplin pegawai kabupaten/kota", "examines the discipline of a regency's or city's staff")
        case .bkd: Phrase("memeriksa disiplin pegawai provinsi", "examines the discipline of a province's staff")
        case .inspektorat: Phrase("memeriksa penyalahgunaan wewenang dan aset kabupaten/kota", "inspects the abuse of office and assets in a regency or city")
        case .inspektoratProv: Phrase("memeriksa penyalahgunaan wewenang dan aset provinsi", "inspects the abuse of office and assets in a province")
        case .bawasluKabkota: Phrase("mengawasi pemilu di kabupaten/kota; mengkaji dan merekomendasikan", "supervises elections in a regency or city; studies and recommends")
        case .bawasluProv: Phrase("mengawasi pemilu di provinsi; mengkaji dan merekomendasikan", "supervises elections in a province; studies and recommends")
        case .bawasluRi: Phrase("mengawasi pemilu di seluruh Indonesia", "supervises elections in all of Indonesia")
        case .bkn: Phrase("mengawasi kepegawaian secara nasional; dapat memblokir data pegawai", "supervises the civil service nationally; can block a person's data")
        case .kemendagri: Phrase("membina kepala daerah dan penjabatnya", "oversees heads of regions and acting ones")
        case .gakkumdu: Phrase("menangani tindak pidana pemilu", "handles election crimes")
        case .timNetralitas: Phrase("menentukan sanksi netralitas di daerah", "decides on sanctions in a region")
        case .ppkKepalaDaerah: Phrase("menjatuhkan sanksi sebagai pejabat pembina; ini kepala daerah sendiri", "imposes sanctions as appointing official; this is the head of the region")
        case .lpsk: Phrase("melindungi saksi dan korban", "protects witnesses and victims")
        case .ombudsman: Phrase("mengawasi pelayanan publik", "supervises public services")
        case .otherGovernment: Phrase("lembaga negara lain", "another body of the state")
        case .ngo: Phrase("organisasi warga, di luar pemerintah", "an organisation of citizens, outside government")
        case .press: Phrase("redaksi media, di luar pemerintah", "a newsroom, outside government")
        case .university: Phrase("perguruan tinggi", "a university")
        case .otherOutside: Phrase("di luar pemerintah", "outside government")
        default: .unknownCode(rawValue)
        }
    }

    /// Who stands above an agency of this kind; nil where nobody is named.
    package var under: Phrase? {
        switch self {
        case .bkpsdm: Phrase("bupati atau wali kota, lewat sekretaris daerah", "the regent or mayor, through the regional secretary")
        case .bkd: Phrase("gubernur, lewat sekretaris daerah", "the governor, through the regional secretary")
        case .inspektorat: Phrase("bupati atau wali kota, lewat sekretaris daerah", "the regent or mayor, through the regional secretary")
        case .inspektoratProv: Phrase("gubernur, lewat sekretaris daerah", "the governor, through the regional secretary")
        case .bawasluKabkota: Phrase("Bawaslu provinsi", "the provincial Bawaslu")
        case .bawasluProv: Phrase("Bawaslu RI", "the national Bawaslu")
        case .bkn: Phrase("Presiden", "the President")
        case .kemendagri: Phrase("Presiden", "the President")
        case .gakkumdu: Phrase("Bawaslu, kepolisian, dan kejaksaan bersama-sama", "Bawaslu, the police and the prosecutors together")
        case .timNetralitas: Phrase("kepala daerah", "the head of the region")
        default: nil
        }
    }
}
