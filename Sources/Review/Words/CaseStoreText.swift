import Words

/// What is said of a store beside its cases.
enum CaseStoreText {
    static let erasedThere = Phrase(
        "Situs sudah menghapus isi laporan ini secara sah; di simpanan ini masih ada sampai Anda menghapusnya (forget).",
        "The site has lawfully erased this payload; in this store it stays until you remove it (forget).")
}
