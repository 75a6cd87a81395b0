// Generated from Protocol/codes.toml. Do not edit.
// swift-format-ignore-file
package import Wire

extension Category {
    /// What people read for the code; its number where it is not known here.
    package var label: Phrase {
        switch self {
        case .notSaid: Phrase("Tidak disebutkan", "Not said")
        case .publicServiceBias: Phrase("Layanan publik tidak netral", "Public service is not neutral")
        case .conflictOfInterest: Phrase("Konflik kepentingan", "Conflict of interest")
        case .intimidationOrThreat: Phrase("Intimidasi atau ancaman", "Intimidation or threat")
        case .takingSides: Phrase("Memihak secara terbuka", "Openly taking sides")
        case .socialMediaPartisanship: Phrase("Keberpihakan di media sosial", "Taking sides on social media")
        case .hateSpeechOrHoax: Phrase("Ujaran kebencian / berita bohong", "Hate speech or false news")
        case .moneyPolitics: Phrase("Politik uang / pemberian", "Money politics or gifts")
        case .stateResourcesMisuse: Phrase("Penyalahgunaan fasilitas negara", "Misuse of state facilities")
        case .mobilisingPeople: Phrase("Pengerahan ASN/warga", "Mobilising civil servants or residents")
        case .biasedDecision: Phrase("Keputusan yang menguntungkan/merugikan calon", "A decision for or against a candidate")
        case .campaignMaterial: Phrase("Memasang alat peraga kampanye", "Putting up campaign material")
        case .partyOrCandidacyTies: Phrase("Keterkaitan partai/pencalonan", "Ties to a party or candidacy")
        case .integrityPactBreach: Phrase("Pelanggaran pakta integritas/ikrar", "Breach of an integrity pact or pledge")
        case .retaliation: Phrase("Pembalasan terhadap pelapor", "Retaliation against a reporter")
        case .other: Phrase("Lainnya", "Other")
        default: .unknownCode(rawValue)
        }
    }

    /// One sentence that explains the code; its number where it is not known here.
    package var meaning: Phrase {
        switch self {
        case .notSaid: Phrase("Pelapor tidak menyebutkannya.", "The source did not say.")
        case .publicServiceBias: Phrase("Layanan diberikan, ditahan, atau diberi syarat karena alasan politik.", "A service given, withheld or made conditional for political reasons.")
        case .conflictOfInterest: Phrase("Kepentingan pribadi, keluarga, atau kelompok mengarahkan tugas jabatan.", "A private, family or group interest steers official duty.")
        case .intimidationOrThreat: Phrase("Tekanan terhadap pegawai, tenaga kontrak, atau warga.", "Pressure on civil servants, contract staff or residents.")
        case .takingSides: Phrase("Dukungan di depan umum: hadir, menyatakan dukungan, berkampanye, gerakan tangan, atribut.", "Support in public: attending, declaring, campaigning, gestures, attributes.")
        case .socialMediaPartisanship: Phrase("Dukungan di media sosial: mengunggah, menyukai, membagikan, mengikuti.", "Support on social media: posting, liking, sharing, following.")
        case .hateSpeechOrHoax: Phrase("Menyebarkan ujaran kebencian atau berita bohong.", "Spreading hate speech or false news.")
        case .moneyPolitics: Phrase("Uang, barang, bantuan, atau janji, yang diberikan atau diterima.", "Money, goods, aid or promises, given or taken.")
        case .stateResourcesMisuse: Phrase("Kendaraan, gedung, dana, jam kerja, atau akun dinas dipakai untuk satu pihak.", "Vehicles, buildings, funds, working hours or official accounts used for a side.")
        case .mobilisingPeople: Phrase("Bawahan, perangkat desa, atau penerima bantuan diperintah atau diarahkan.", "Ordering or steering subordinates, village staff or recipients of aid.")
        case .biasedDecision: Phrase("Keputusan, izin, atau mutasi yang menguntungkan atau merugikan calon.", "Decisions, permits or transfers for or against a candidate.")
        case .campaignMaterial: Phrase("Spanduk, baliho, atau stiker yang dipasang oleh atau untuk ASN.", "Banners, billboards or stickers put up by or for civil servants.")
        case .partyOrCandidacyTies: Phrase("Menjadi anggota partai atau tim kampanye, atau melangkah ke pencalonan.", "Membership of a party or campaign team, or steps towards a candidacy.")
        case .integrityPactBreach: Phrase("Pakta netralitas ditolak, dipalsukan, dilanggar, dipaksakan, atau dibalik artinya.", "A pact of neutrality refused, forged, broken, forced or turned round.")
        case .retaliation: Phrase("Kerugian sesudah melapor atau menolak.", "A disadvantage after a report or a refusal.")
        case .other: Phrase("Hal lain, yang diceritakan dalam uraian.", "Something else, which the story tells.")
        default: .unknownCode(rawValue)
        }
    }
}
