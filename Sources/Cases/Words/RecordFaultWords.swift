package import Words

extension RecordFault {
    /// What a person reads of a record that is not proven.
    package var phrase: Phrase {
        switch self {
        case .entry: Phrase("catatan publik tidak memuatnya", "the log does not hold it")
        case .repeated: Phrase("sudah ada di entri lain", "another entry holds the same")
        case .agencies: Phrase("daftar instansinya salah", "its list of agencies is wrong")
        case .report: Phrase("laporannya tidak terbukti", "its report is not proven")
        case .otherAgencies:
            Phrase("instansinya bukan instansi laporan itu", "its agencies are not those of its report")
        case .act(let fault): fault.phrase
        case .history(let alarm):
            switch alarm {
            case .gap(let expected, let found):
                Phrase(
                    "tindakan nomor \(found), seharusnya \(expected)",
                    "act counter \(found), expected \(expected)")
            case .duplicate(let counter):
                Phrase("dua tindakan bernomor \(counter)", "two acts with counter \(counter)")
            case .previous(let counter):
                Phrase(
                    "tindakan nomor \(counter) tidak menyambung tindakan sebelumnya",
                    "act counter \(counter) does not follow the act before it")
            }
        case .counter(let expected, let found):
            Phrase(
                "pesan nomor \(found), seharusnya \(expected)",
                "message counter \(found), expected \(expected)")
        }
    }
}

extension ActFault {
    /// What a person reads of an act that nobody need believe.
    package var phrase: Phrase {
        switch self {
        case .format: Phrase("formatnya tidak dikenal", "its format is not known")
        case .report: Phrase("untuk laporan lain", "it is on another report")
        case .agency: Phrase("instansinya bukan instansi laporan itu", "its agency is none of the report's")
        case .signer:
            Phrase(
                "penandatangannya bukan kunci instansi itu dalam catatan publik",
                "the log named no such key of its agency")
        case .signature: Phrase("tanda tangannya tidak sah", "its signature does not hold")
        case .second: Phrase("tanda tangan keduanya tidak sah", "its second signature does not hold")
        }
    }
}
