package import Wire
package import Words

// What a source reads for the codes of a report; categories and states are labelled in Cases.

extension SubjectStatus {
    /// What people read for the status; the code's own number where it is not known here.
    package var label: Phrase {
        switch self {
        case .pns: Phrase("PNS", "Permanent civil servant (PNS)")
        case .pppk: Phrase("PPPK (P3K)", "Civil servant on contract (PPPK)")
        case .nonAsn: Phrase("Pegawai non-ASN / tenaga kontrak", "Contract staff outside the civil service")
        case .notCivilServant: Phrase("Bukan pegawai pemerintah", "Not a public employee")
        case .unknown: Phrase("Tidak tahu", "I do not know")
        default: number(rawValue)
        }
    }

    /// What a form shows, in its order.
    package static var choices: [SubjectStatus] { allCases.filter { $0 != .notSaid } }
}

extension SubjectLevel {
    /// What people read for the level; the code's own number where it is not known here.
    package var label: Phrase {
        switch self {
        case .jpt:
            Phrase(
                "Pimpinan Tinggi (kepala dinas/badan; Eselon I–II)",
                "Senior official (head of a service or board; echelons I–II)")
        case .administrator: Phrase("Administrator (Eselon III)", "Administrator (echelon III)")
        case .pengawas: Phrase("Pengawas (Eselon IV)", "Supervisor (echelon IV)")
        case .fungsional:
            Phrase("Fungsional (guru, tenaga kesehatan, …)", "Functional post (teacher, health worker, …)")
        case .pelaksana: Phrase("Pelaksana", "Staff")
        case .kontrak: Phrase("Tenaga kontrak", "Contract worker")
        case .sekda: Phrase("Sekretaris Daerah", "Regional secretary")
        case .camatLurah: Phrase("Camat/Lurah", "Head of a sub-district or ward")
        case .pjKepalaDaerah:
            Phrase("Penjabat (Pj) Gubernur/Bupati/Wali Kota", "Acting governor, regent or mayor")
        case .kepalaDaerah: Phrase("Gubernur/Bupati/Wali Kota definitif", "Governor, regent or mayor")
        case .kepalaDesa: Phrase("Kepala/perangkat desa", "Village head or official")
        case .penyelenggara: Phrase("Penyelenggara/pengawas pemilu", "Election organiser or supervisor")
        case .unknown: Phrase("Tidak tahu", "I do not know")
        default: number(rawValue)
        }
    }

    /// What a form shows, in its order.
    package static var choices: [SubjectLevel] { allCases.filter { $0 != .notSaid } }
}

extension SubjectCount {
    /// What people read for the number; the code's own number where it is not known here.
    package var label: Phrase {
        switch self {
        case .one: Phrase("Satu orang", "One person")
        case .few: Phrase("2 sampai 10 orang", "2 to 10 people")
        case .many: Phrase("Lebih dari 10 orang", "More than 10 people")
        case .unknown: Phrase("Tidak tahu", "I do not know")
        default: number(rawValue)
        }
    }

    /// What a form shows, in its order.
    package static var choices: [SubjectCount] { allCases.filter { $0 != .notSaid } }
}

extension EvidenceKind {
    /// What people read for the kind; the code's own number where it is not known here.
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
        default: number(rawValue)
        }
    }
}

extension HiddenData {
    /// What people read for the kind; the code's own number where it is not known here.
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
        default: number(rawValue)
        }
    }
}

extension KnowledgeCircle {
    /// What people read for the circle; the code's own number where it is not known here.
    package var label: Phrase {
        switch self {
        case .public: Phrase("Siapa saja", "Anybody")
        case .over50: Phrase("Lebih dari 50 orang", "More than 50 people")
        case .from10To50: Phrase("10 sampai 50 orang", "10 to 50 people")
        case .under10: Phrase("Kurang dari 10 orang", "Fewer than 10 people")
        case .onlyMe: Phrase("Hanya saya", "Only I")
        default: number(rawValue)
        }
    }

    /// What a form shows, in its order.
    package static var choices: [KnowledgeCircle] { allCases.filter { $0 != .notSaid } }
}

private func number(_ number: some BinaryInteger) -> Phrase {
    Phrase("Kode tidak dikenal (\(number))", "Unknown code (\(number))")
}
