extension EnglishReason {
    /// What a site's own store says to its operator.
    static let store = [
        Translation(
            "writes are refused since an earlier one failed; open the store anew",
            "penulisan ditolak sejak ada yang gagal; jalankan server sekali lagi"),
        Translation("store is corrupt: {}", "basis data rusak: {1}"),
        Translation("{} is missing", "{1} tidak ada"),
        Translation("directory holds a store already", "folder itu sudah berisi basis data"),
        Translation("store is in use by another process", "basis data sedang dipakai proses lain"),
        Translation("origin is {}, expected {}", "nama log {1}, seharusnya {2}"),
        Translation("schema version is {}, limit {}", "versi skema {1}, batas {2}"),
        Translation("store is closed", "basis data sudah ditutup"),
        Translation(
            "guard is at size {}, ahead of the database at {}",
            "penjaga pada ukuran {1}, mendahului basis data pada {2}"),
        Translation(
            "guard is at size {}, behind the database at {}",
            "penjaga pada ukuran {1}, tertinggal dari basis data pada {2}"),
        Translation("guard has another root at size {}", "penjaga memuat akar lain pada ukuran {1}"),
        Translation("guard is not as it was written", "berkas penjaga berubah"),
        Translation(
            "guard is at size {}, which is not where the batch begins",
            "penjaga pada ukuran {1}, bukan di awal penutupan ini"),
        Translation("batch 0 is not published", "catatan pertama belum terbit"),
        Translation("planned epoch {} is not published", "epoch {1} yang direncanakan belum terbit"),
        Translation("epoch {} is not planned", "epoch {1} tidak direncanakan"),
        Translation("epoch is {}, the last one cut {}", "epoch {1}, yang terakhir ditutup {2}"),
        Translation("refused: {}", "ditolak: {1}"),
        Translation("{} is {}, limit {}", "{1} adalah {2}, batas {3}"),
        Translation("database is busy", "basis data sedang sibuk"),
        Translation("no randomness", "tidak ada keacakan"),
        Translation("upload was not begun", "pengiriman belum dimulai"),
        Translation("upload is being written", "pengiriman sedang ditulis"),
        Translation(
            "upload is longer than announced, limit {}",
            "kiriman lebih panjang daripada yang diumumkan, batas {1}"),
        Translation("upload has {} bytes of {}", "kiriman baru {1} bita dari {2}"),
        Translation("upload has another hash than announced", "isi kiriman bukan yang diumumkan"),
        Translation(
            "too many uploads are on their way, limit {}", "terlalu banyak lampiran sedang dikirim, batas {1}"
        ),
        Translation("there is no room for attachments", "tidak ada tempat untuk lampiran"),
        Translation("too many uploads at once, limit {}", "terlalu banyak kiriman sekaligus, batas {1}"),
        Translation(
            "too many uploads are on their way, limit {}", "terlalu banyak lampiran sedang dikirim, batas {1}"
        ),
        Translation("there is no room for attachments", "tidak ada tempat untuk lampiran"),
        Translation("length is {}, announced was {}", "panjang {1}, diumumkan {2}"),
        Translation("offset is {}, expected {}", "letak {1}, seharusnya {2}"),
        Translation("planned batch without epoch", "penutupan tanpa epoch"),
        Translation("column {} has not {} bytes", "kolom {1} bukan {2} bita"),
        Translation("column {} is no number", "kolom {1} bukan angka"),
        Translation("column {} is no text", "kolom {1} bukan teks"),
        Translation("transaction without a value", "transaksi tanpa nilai"),
        Translation("envelope without record", "amplop tanpa catatan"),
        Translation("report is not published", "laporan belum terbit"),
        Translation("payload is kept still", "isi masih disimpan"),
        Translation("envelope", "amplop"),
        Translation("no checkpoint of the published size", "tidak ada checkpoint untuk ukuran yang terbit"),
        Translation("agency keys", "kunci instansi"),
        Translation("bundle {}", "berkas entri {1}"),
        Translation("bundle", "berkas entri"),
        Translation("tile", "ubin"),
        Translation("plan of another batch", "rencana penutupan lain"),
        Translation("plan has {} records of {}", "rencana memuat {1} catatan dari {2}"),
        Translation("plan leaves out a pending record", "rencana melewatkan catatan yang menunggu"),
        Translation("plan leaves out a public entry", "rencana melewatkan entri umum"),
        Translation("plan: {}", "rencana: {1}"),
        Translation("public entry: {}", "entri umum: {1}"),
        Translation("entry kind {}", "entri jenis {1}"),
        Translation("accounts of different epochs", "pertanggungjawaban dari epoch yang berlainan"),
        Translation("record kind {}", "catatan jenis {1}"),
        Translation("report without submission", "laporan tanpa kiriman"),
        Translation("no published state", "belum ada keadaan yang terbit"),
        Translation("entry {}: {}", "entri {1}: {2}"),
        Translation("record: {}", "catatan: {1}"),
        Translation("sqlite error {}", "kesalahan sqlite {1}"),
    ]

    /// What connections say.
    static let network = [
        Translation("the server cannot be reached", "server tidak dapat dihubungi"),
        Translation("the server did not answer in time", "server tidak menjawab pada waktunya"),
        Translation("the proxy could not connect, reply {}", "proksi tidak dapat menyambung, balasan {1}"),
        Translation("the proxy cannot be reached", "proksi tidak dapat dihubungi"),
        Translation("tls handshake failed: {}", "jabat tangan TLS gagal: {1}"),
        Translation("tls failed: {}", "TLS gagal: {1}"),
        Translation("cancelled", "dibatalkan"),
        Translation("no valid server name", "nama server tidak sah"),
        Translation("key is neither p-256 nor ed25519", "kunci bukan p-256 atau ed25519"),
        Translation(
            "path holds other than plain characters", "jalur memuat huruf yang tidak boleh ada di sana"),
        Translation("the reply is cut short", "jawaban terputus"),
        Translation("the reply has too many bytes, limit {}", "jawaban terlalu panjang, batas {1} bita"),
        Translation("the reply has too many headers", "jawaban memuat terlalu banyak baris kepala"),
        Translation("the reply is not http/1.1", "jawaban bukan HTTP/1.1"),
        Translation("cannot listen: {}", "tidak dapat mendengarkan: {1}"),
        Translation("no such address", "alamat itu tidak ada di mesin ini"),
        Translation(
            "the server closed the connection: {}", "server menutup koneksi: {1}"),
    ]
}
