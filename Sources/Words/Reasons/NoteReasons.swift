extension EnglishReason {
    /// What signed notes, checkpoints, cosignatures and policies say.
    static let notes = [
        Translation("note has {} bytes (limit: {})", "catatan bertanda tangan {1} bita (batas: {2})"),
        Translation(
            "note has too many signatures (limit: {})", "terlalu banyak tanda tangan (batas: {1})"),
        Translation("note is not utf-8", "catatan bertanda tangan bukan UTF-8"),
        Translation("note has a control character", "catatan bertanda tangan memuat huruf kendali"),
        Translation("note is malformed", "bentuk catatan bertanda tangan keliru"),
        Translation(
            "signature line {} of the note is malformed", "bentuk baris tanda tangan ke-{1} keliru"),
        Translation(
            "key name is empty or has a space or a plus sign",
            "nama kunci kosong atau memuat spasi atau tanda tambah"),
        Translation("verifier key is malformed", "bentuk kunci pemeriksa (vkey) keliru"),
        Translation("key id does not belong to name and key", "nomor kunci tidak sesuai nama dan kuncinya"),
        Translation(
            "signature type {} is not supported (supported: 1, 4)",
            "jenis tanda tangan {1} tidak didukung (didukung: 1, 4)"),
        Translation(
            "public key is not canonical or of small order", "kunci umum tidak baku atau lemah"),
        Translation("two known keys cannot be told apart", "dua kunci yang dikenal tidak dapat dibedakan"),
        Translation(
            "signature line {} of the note is not by the key it names",
            "baris tanda tangan ke-{1} bukan dari kunci yang disebutnya"),
        Translation("note has no signature by a known key", "tidak ada tanda tangan dari kunci yang dikenal"),
        Translation("note could not be signed", "tidak dapat ditandatangani"),
        Translation(
            "checkpoint does not have exactly three lines", "checkpoint tidak tepat tiga baris"),
        Translation(
            "checkpoint origin is empty or has a control character",
            "nama log dalam checkpoint kosong atau memuat huruf kendali"),
        Translation(
            "checkpoint size is not a decimal (limit: {})",
            "ukuran dalam checkpoint bukan angka (batas: {1})"),
        Translation(
            "checkpoint root is not the base64 of 32 bytes",
            "akar dalam checkpoint bukan base64 dari 32 bita"),
        Translation("checkpoint is of another origin", "checkpoint milik log lain"),
        Translation(
            "checkpoint key is of the wrong signature type", "jenis kunci checkpoint keliru"),
        Translation("checkpoint is not signed by the log", "checkpoint tidak ditandatangani log"),
        Translation("checkpoint: {}", "checkpoint: {1}"),
        Translation("not one signature line", "bukan satu baris tanda tangan"),
        Translation("not by a witness of the site", "bukan dari saksi situs ini"),
        Translation(
            "not the witness's cosignature of this checkpoint",
            "bukan tanda tangan saksi atas checkpoint ini"),
        Translation(
            "cosignature of time {}, limit 1 to {}", "tanda tangan saksi bertanggal {1}, batas 1 sampai {2}"),
        Translation("the note would have more than {} bytes", "catatan akan melebihi {1} bita"),
        Translation("policy has {} bytes (limit: {})", "kebijakan {1} bita (batas: {2})"),
        Translation(
            "line {} of the policy has a byte that is not allowed or no end",
            "baris {1} kebijakan memuat bita yang terlarang atau tidak berakhir"),
        Translation(
            "line {} of the policy is neither log, witness, group nor quorum",
            "baris {1} kebijakan bukan log, witness, group atau quorum"),
        Translation("line {} of the policy: {}", "baris {1} kebijakan: {2}"),
        Translation("policy has no quorum line", "kebijakan tidak memuat baris quorum"),
        Translation("policy: {}", "kebijakan: {1}"),
        Translation("public key is there already", "kunci umum itu sudah ada"),
        Translation("name is taken or reserved", "nama itu sudah dipakai"),
        Translation("name is not defined before", "nama itu belum disebut sebelumnya"),
        Translation("name is a member already", "nama itu sudah menjadi anggota"),
        Translation("threshold is not from 1 to {}", "ambang tidak di antara 1 dan {1}"),
        Translation("quorum is there already", "quorum sudah ada"),
        Translation("one too many (limit: {})", "kelebihan satu (batas: {1})"),
        Translation("add-checkpoint: {} bytes (limit: {})", "add-checkpoint: {1} bita (batas: {2})"),
        Translation("add-checkpoint: {}", "add-checkpoint: {1}"),
        Translation("line 1 is not 'old' and a decimal", "baris 1 bukan 'old' dan angka"),
        Translation("line {} is no hash and not empty", "baris {1} bukan hash dan tidak kosong"),
        Translation("too many proof lines (limit: {})", "terlalu banyak baris bukti (batas: {1})"),
        Translation("answer is not 1 to {} signature lines", "jawaban bukan 1 sampai {1} baris tanda tangan"),
        Translation("conflict does not name a size", "tidak menyebut ukuran"),
    ]

    /// What proofs in a tree say.
    static let proofs = [
        Translation("entry has {} bytes (limit: {})", "entri {1} bita (batas: {2})"),
        Translation("bundle has {} entries (limit: {})", "berkas entri memuat {1} entri (batas: {2})"),
        Translation("bundle ends within entry {}", "berkas entri terputus di tengah entri {1}"),
        Translation("bundle has {} bytes after its last entry", "{1} bita berlebih sesudah entri terakhir"),
        Translation("index {} is not below the tree size {}", "nomor {1} tidak di bawah ukuran pohon {2}"),
        Translation(
            "old tree size {} is above new tree size {}", "ukuran pohon lama {1} melebihi yang baru {2}"),
        Translation(
            "proof has {} hashes, too few (expected: {})", "hash dalam bukti {1}, kurang (seharusnya: {2})"),
        Translation(
            "proof has {} hashes, too many (expected: {})",
            "hash dalam bukti {1}, kelebihan (seharusnya: {2})"),
        Translation(
            "root does not follow from the proof (expected: {}, computed: {})",
            "akar tidak sesuai bukti (seharusnya: {1}, dihitung: {2})"),
        Translation(
            "old root does not follow from the proof (expected: {}, computed: {})",
            "akar lama tidak sesuai bukti (seharusnya: {1}, dihitung: {2})"),
        Translation("proof has {} bytes (limit: {})", "tanda terima {1} bita (batas: {2})"),
        Translation("line {} of the proof is malformed", "bentuk baris {1} dalam tanda terima keliru"),
        Translation("proof: {}", "tanda terima: {1}"),
        Translation("line {} is no code of a receipt", "baris {1} bukan kode tanda terima"),
        Translation("codes of more than one receipt", "kode dari lebih dari satu tanda terima"),
        Translation("code {} of {} is missing", "kode {1} dari {2} belum ada"),
        Translation(
            "the codes were not read as they were drawn", "kode tidak terbaca seperti yang tercetak"),
    ]
}
