extension EnglishReason {
    /// What encodings and documents say.
    static let codec = [
        Translation("{} at byte {}: {}", "{1} pada bita ke-{2}: {3}"),
        Translation("ends too early", "terputus sebelum selesai"),
        Translation("{} bytes too many", "kelebihan {1} bita"),
        Translation("a length that is not in its shortest form", "panjang yang tidak ditulis paling pendek"),
        Translation("unknown value {}", "nilai {1} tidak dikenal"),
        Translation("not well-formed utf-8", "bukan UTF-8 yang benar"),
        Translation("flag {}, limit 0 to 1", "penanda {1}, batas 0 sampai 1"),
        Translation("padding that is not zero", "pengisi yang bukan nol"),
        Translation("{}: length {}, limit {} to {}", "{1}: panjang {2}, batas {3} sampai {4}"),
        Translation("length {}, limit {} to {}", "panjang {1}, batas {2} sampai {3}"),
        Translation("not UTF-8 text", "bukan teks UTF-8"),
        Translation("missing", "tidak ada"),
        Translation("exists already", "sudah ada"),
        Translation("longer than {} bytes", "lebih dari {1} bita"),
        Translation("disk full", "diska penuh"),
        Translation("in use by another process", "sedang dipakai proses lain"),
        Translation("input/output error {}", "kesalahan baca-tulis {1}"),
    ]

    /// What key files, cards and links say.
    static let keys = [
        Translation("{}, serial {}", "{1}, nomor urut {2}"),
        Translation("a site link starts with kentongan://", "tautan situs diawali kentongan://"),
        Translation(
            "host is empty or has a character that a host name cannot have",
            "nama host kosong atau memuat huruf yang tidak boleh ada di dalamnya"),
        Translation("port is not a number, limit 0 to 65535", "port bukan angka dari 0 sampai 65535"),
        Translation(
            "fingerprint behind /# has {} characters, limit 64 lower-case hexadecimal digits",
            "sidik jari di belakang /# panjangnya {1} huruf; seharusnya 64 huruf 0-9 dan a-f. "
                + "Salin tautannya sekali lagi"),
        Translation("not a kentongan agency card", "bukan kartu instansi kentongan"),
        Translation("not a kentongan auditor card", "bukan kartu auditor kentongan"),
        Translation("not a kentongan promise", "bukan janji kentongan"),
        Translation("not a kentongan broken promise", "bukan berkas pelanggaran janji kentongan"),
        Translation("not a kentongan {}", "bukan {1} kentongan"),
        Translation(
            "not base64 between the BEGIN and END lines", "bukan base64 di antara baris BEGIN dan END"),
        Translation("has no line '{}: …'", "tidak memuat baris '{1}: …'"),
        Translation("the value of '{}' is not one", "nilai '{1}' tidak sah"),
        Translation(
            "has no line AGE-SECRET-KEY-PQ-1…, or not a whole one",
            "tidak memuat baris AGE-SECRET-KEY-PQ-1… yang utuh"),
    ]
}
