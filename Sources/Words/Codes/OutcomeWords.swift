// Generated from Protocol/codes.toml. Do not edit.
// swift-format-ignore-file
package import Wire

extension Outcome {
    /// What people read for the code; its number where it is not known here.
    package var label: Phrase {
        switch self {
        case .none: Phrase("Belum ada hasil", "No outcome yet")
        case .noViolation: Phrase("Tidak terbukti", "Not proven")
        case .insufficientInformation: Phrase("Informasi tidak cukup", "Not enough information")
        case .outOfScope: Phrase("Bukan kewenangan", "Out of scope")
        case .outOfTime: Phrase("Melewati batas waktu", "Out of time")
        case .duplicate: Phrase("Digabung", "Joined")
        case .coaching: Phrase("Pembinaan/imbauan", "Guidance")
        case .ethicsClosed: Phrase("Sanksi moral: pernyataan tertutup", "Moral sanction: closed statement")
        case .ethicsOpen: Phrase("Sanksi moral: pernyataan terbuka", "Moral sanction: open statement")
        case .lightOral: Phrase("Teguran lisan", "Oral reprimand")
        case .lightWritten: Phrase("Teguran tertulis", "Written reprimand")
        case .lightDissatisfaction: Phrase("Pernyataan tidak puas secara tertulis", "Written statement of dissatisfaction")
        case .moderateCut6: Phrase("Tunjangan kinerja dipotong 25 % selama 6 bulan", "Performance allowance cut by 25 % for 6 months")
        case .moderateCut9: Phrase("Tunjangan kinerja dipotong 25 % selama 9 bulan", "Performance allowance cut by 25 % for 9 months")
        case .moderateCut12: Phrase("Tunjangan kinerja dipotong 25 % selama 12 bulan", "Performance allowance cut by 25 % for 12 months")
        case .severeDemotion: Phrase("Penurunan jabatan selama 12 bulan", "Demotion for 12 months")
        case .severeRelease: Phrase("Pembebasan dari jabatan selama 12 bulan", "Release from the post for 12 months")
        case .severeDismissal: Phrase("Pemberhentian dengan hormat tidak atas permintaan sendiri", "Honourable dismissal, not at own request")
        case .ptdh: Phrase("Pemberhentian tidak dengan hormat", "Dishonourable dismissal")
        case .contractSanction: Phrase("Sanksi menurut perjanjian kerja", "Sanction under the contract of work")
        case .contractTerminated: Phrase("Perjanjian kerja diputus", "Contract of work ended")
        case .referredBawaslu: Phrase("Diteruskan ke Bawaslu", "Referred to Bawaslu")
        case .referredBkn: Phrase("Diteruskan ke BKN", "Referred to BKN")
        case .referredKemendagri: Phrase("Diteruskan ke Kementerian Dalam Negeri", "Referred to the Ministry of Home Affairs")
        case .referredGakkumdu: Phrase("Diteruskan ke Sentra Gakkumdu", "Referred to the centre for election crimes")
        case .referredOther: Phrase("Diteruskan ke pihak lain", "Referred to somebody else")
        case .dataBlocked: Phrase("Data kepegawaian diblokir BKN", "Civil service data blocked by BKN")
        case .notFollowedUp: Phrase("Tidak ditindaklanjuti", "Not followed up")
        case .overturnedOnAppeal: Phrase("Dibatalkan dalam keberatan/banding", "Overturned on appeal")
        default: .unknownCode(rawValue)
        }
    }

    /// One sentence that explains the code; its number where it is not known here.
    package var meaning: Phrase {
        switch self {
        case .none: Phrase("Belum ada.", "Nothing yet.")
        case .noViolation: Phrase("Tidak ada pelanggaran yang terbukti.", "No violation was proven.")
        case .insufficientInformation: Phrase("Informasinya terlalu sedikit.", "Too little information.")
        case .outOfScope: Phrase("Di luar kewenangan instansi itu.", "Not within the agency's powers.")
        case .outOfTime: Phrase("Melewati batas waktu.", "Beyond the time limit.")
        case .duplicate: Phrase("Digabung dengan perkara lain.", "Joined with another case.")
        case .coaching: Phrase("Pembinaan atau imbauan kepada yang bersangkutan.", "Guidance or an appeal to the person.")
        case .ethicsClosed: Phrase("Sanksi moral yang dinyatakan secara tertutup.", "A moral sanction, stated in private.")
        case .ethicsOpen: Phrase("Sanksi moral yang dinyatakan secara terbuka.", "A moral sanction, stated in public.")
        case .lightOral: Phrase("Teguran lisan.", "An oral reprimand.")
        case .lightWritten: Phrase("Teguran tertulis.", "A written reprimand.")
        case .lightDissatisfaction: Phrase("Pernyataan tidak puas secara tertulis.", "A written statement of dissatisfaction.")
        case .moderateCut6: Phrase("Tunjangan kinerja dipotong seperempat selama 6 bulan.", "A quarter of the performance allowance cut for 6 months.")
        case .moderateCut9: Phrase("Tunjangan kinerja dipotong seperempat selama 9 bulan.", "A quarter of the performance allowance cut for 9 months.")
        case .moderateCut12: Phrase("Tunjangan kinerja dipotong seperempat selama 12 bulan.", "A quarter of the performance allowance cut for 12 months.")
        case .severeDemotion: Phrase("Jabatan diturunkan setingkat selama 12 bulan.", "Demoted one level for 12 months.")
        case .severeRelease: Phrase("Dibebaskan dari jabatannya menjadi pelaksana selama 12 bulan.", "Released from the post to staff for 12 months.")
        case .severeDismissal: Phrase("Diberhentikan dengan hormat, tidak atas permintaan sendiri.", "Dismissed with honour, not at the person's own request.")
        case .ptdh: Phrase("Diberhentikan tidak dengan hormat.", "Dismissed without honour.")
        case .contractSanction: Phrase("Sanksi menurut perjanjian kerja.", "A sanction under a contract of work.")
        case .contractTerminated: Phrase("Perjanjian kerja diputus.", "A contract of work ended.")
        case .referredBawaslu: Phrase("Diteruskan ke pengawas pemilu (Bawaslu).", "Referred to the election supervisors (Bawaslu).")
        case .referredBkn: Phrase("Diteruskan ke Badan Kepegawaian Negara (BKN).", "Referred to the civil service agency (BKN).")
        case .referredKemendagri: Phrase("Diteruskan ke Kementerian Dalam Negeri.", "Referred to the Ministry of Home Affairs.")
        case .referredGakkumdu: Phrase("Diteruskan ke Sentra Penegakan Hukum Terpadu (Gakkumdu).", "Referred to the joint centre for election crimes (Gakkumdu).")
        case .referredOther: Phrase("Diteruskan ke pihak lain.", "Referred to somebody else.")
        case .dataBlocked: Phrase("Data kepegawaian yang bersangkutan diblokir BKN.", "The person's civil service data were blocked by BKN.")
        case .notFollowedUp: Phrase("Pejabat pembina kepegawaian (PPK) tidak berbuat apa-apa.", "The appointing official (PPK) did nothing.")
        case .overturnedOnAppeal: Phrase("Keputusan dibatalkan dalam keberatan atau banding.", "A decision was overturned on appeal.")
        default: .unknownCode(rawValue)
        }
    }
}
