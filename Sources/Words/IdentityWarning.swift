/// Whether a text from outside asks who somebody is, how to reach them, or to meet.
///
/// No reviewer needs that, and whoever answers may be known. A warning only: nothing rests on it, and it is rather given
/// too often than not.
package enum IdentityWarning {
    /// Words that are enough by themselves.
    private static let words: Set<String> = [
        "nik", "ktp", "nip", "npwp", "hp", "nohp", "wa", "whatsapp", "telegram", "telepon", "telpon", "telp",
        "tlp",
        "telefon", "ponsel", "handphone", "email", "surel", "bertemu", "ketemu", "ketemuan", "menemui",
        "temui", "temuilah",
        "berjumpa", "jumpa", "identitas", "namamu", "rekening", "paspor", "kontak", "selfie", "swafoto",
        "phone", "mobile",
        "mail", "identity", "passport", "meet",
    ]
    /// Two words, one behind the other.
    private static let pairs: Set<[String]> = [
        ["siapa", "anda"], ["siapa", "kamu"], ["siapa", "saudara"], ["siapa", "bapak"], ["siapa", "ibu"],
        ["siapa", "saudari"],
        ["tatap", "muka"], ["datang", "ke"], ["datanglah", "ke"], ["jabatan", "anda"], ["pekerjaan", "anda"],
        ["kantor", "anda"], ["rumah", "anda"], ["foto", "anda"], ["nomor", "anda"], ["unit", "anda"],
        ["tinggal", "di"],
        ["who", "are"], ["your", "number"], ["your", "job"], ["your", "post"], ["your", "office"],
        ["your", "home"],
        ["your", "photo"], ["you", "live"], ["you", "work"], ["face", "to"], ["come", "to"],
    ]
    /// Words that ask for it, where they are not of somebody or something else.
    private static let names: Set<String> = ["nama", "alamat", "name", "names", "address"]
    /// What such a name may be of.
    private static let others: Set<String> = [
        "acara", "akun", "atasan", "berkas", "bupati", "calon", "camat", "desa", "file", "grup", "gubernur",
        "instansi",
        "jabatan", "jalan", "kades", "kantor", "kegiatan", "kelurahan", "kepala", "koordinator", "lokasi",
        "lurah", "orang",
        "partai", "pasangan", "paslon", "pegawai", "pejabat", "pelaku", "perusahaan", "sekolah", "situs",
        "tautan", "tempat",
        "terlapor", "tim", "toko", "of",
    ]
    /// Whose name it may be, in English, before it.
    private static let owners: Set<String> = [
        "his", "her", "their", "its", "candidate", "official", "group", "file",
    ]

    /// Looks for words of asking, Indonesian and English.
    package static func isNeeded(for text: String) -> Bool {
        let words = text.lowercased().split { !($0.isLetter || $0.isNumber) }.map { String($0) }
        return words.indices.contains { place in
            let word = words[place]
            let next = place + 1 < words.count ? words[place + 1] : ""
            if Self.words.contains(word) || pairs.contains([word, next]) { return true }
            guard names.contains(word) else { return false }
            let isOwned = place > 0 && owners.contains(words[place - 1])
            return !isOwned && !others.contains(next)
        }
    }
}
