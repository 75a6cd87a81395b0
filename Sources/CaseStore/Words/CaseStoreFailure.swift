import Files
package import Words

extension CaseStoreError: Explainable {
    private static let option = "--store"

    /// With the option that names the folder.
    package var failure: Failure {
        switch self {
        case .file(let path, let error): Self.file(path, error)
        case .missing(let path):
            Failure(
                .missingFile,
                Phrase(
                    "--store: '\(path)' belum memuat simpanan; buat dengan `kentongan-review sync --site L --key F --store DIR`",
                    "--store: '\(path)' holds no store yet; make one with `kentongan-review sync --site L --key F --store DIR`"
                ), field: Self.option)
        case .notEmpty(let path):
            Failure(
                .outputExists,
                Phrase(
                    "--store: '\(path)' memuat berkas lain; simpanan memerlukan folder baru atau kosong",
                    "--store: '\(path)' holds other files; a store needs a folder that is new or empty"),
                field: Self.option)
        case .inUse(let path):
            Failure(
                .tryLater,
                Phrase(
                    "--store: '\(path)' sedang dipakai perintah lain; coba lagi sesudahnya",
                    "--store: another run uses '\(path)' at this moment; try again afterwards"),
                field: Self.option)
        case .otherKey:
            Failure(
                .unauthorised,
                Phrase(
                    "--key: kunci ini tidak membuka simpanan itu; simpanan disegel untuk kunci penerima lain",
                    "--key: this key does not open the store, which is sealed to other recipient keys"),
                field: "--key")
        case .otherAgency(let store, let key):
            Failure(
                .unauthorised,
                Phrase(
                    "--key: kunci \(plain(key)), sedangkan simpanan ini milik \(plain(store))",
                    "--key: a key of \(plain(key)), and the store is \(plain(store))'s"), field: "--key")
        case .otherSite(let store, let named):
            Failure(
                .badInput,
                Phrase(
                    "--store: simpanan ini milik situs \(plain(store)), bukan \(plain(named))",
                    "--store: the store is of the site \(plain(store)), not of \(plain(named))"),
                field: Self.option)
        case .otherSettings:
            Failure(
                .untrusted,
                Phrase(
                    "--store: tautan, situs atau instansi di store.toml bukan yang disegel di dalam simpanan",
                    "--store: link, origin or agency in store.toml are not those that are sealed in the store"
                ),
                field: Self.option)
        case .damaged(let part): Self.damaged(part)
        case .version(let found, let supported):
            Failure(
                .configuration,
                Phrase(
                    "--store: simpanan versi \(found), program ini mengenal sampai \(supported)",
                    "--store: the store's version is \(found), this program knows up to \(supported)"),
                field: Self.option, limit: UInt64(clamping: supported))
        case .full:
            Failure(
                .inputOutput,
                Phrase(
                    "--store: disk penuh; yang sudah tersimpan tetap utuh, ulangi setelah ada tempat",
                    "--store: the disk is full; what was stored is whole, run it again when there is room"),
                field: Self.option)
        case .inputOutput(let code):
            Failure(
                .inputOutput,
                Phrase(
                    "--store: tidak dapat dibaca atau ditulis (sqlite \(code))",
                    "--store: cannot be read or written (sqlite \(code))"), field: Self.option)
        case .busy:
            Failure(
                .tryLater,
                Phrase(
                    "--store: proses lain sedang memakainya; coba lagi",
                    "--store: another process is using it; try again"), field: Self.option)
        case .noRandomness:
            Failure(
                .inputOutput, Phrase("tidak ada keacakan untuk kunci baru", "no randomness for a new key"))
        case .label:
            Failure(
                .badInput,
                Phrase(
                    "label: 1 sampai 64 bita dalam satu baris, paling banyak 64 label",
                    "a label has 1 to 64 bytes on one line, and a case at most 64 of them"),
                field: "--add", limit: 64)
        case .tooMuch:
            Failure(
                .badInput,
                Phrase(
                    "--store: satu perkara lebih besar daripada yang dapat disimpan",
                    "--store: one case is more than can be stored"), field: Self.option)
        }
    }

    private static func file(_ path: String, _ error: FileError) -> Failure {
        switch (error.step, error.cause) {
        case (.write, _), (.rename, _), (.makeFolder, _), (.syncFolder, _):
            Failure(writing: path, field: option, error)
        default: Failure(reading: path, field: option, error)
        }
    }

    private static func damaged(_ part: Part) -> Failure {
        let what =
            switch part {
            case .settings: Phrase("berkas store.toml", "the file store.toml")
            case .key: Phrase("berkas store.key", "the file store.key")
            case .memory: Phrase("catatan simpanan", "what it remembers")
            case .database(let code):
                Phrase("berkas cases.sqlite (sqlite \(code))", "the file cases.sqlite (sqlite \(code))")
            case .row(let name): Phrase("baris \(name)", "row \(name)")
            case .envelope: Phrase("bita sebuah amplop", "the bytes of an envelope")
            }
        return Failure(
            .badInput,
            Phrase(
                "--store: \(what.indonesian) rusak atau diubah; tidak ada isinya yang dipercaya. Buat simpanan baru dengan sync",
                "--store: \(what.english) is damaged or was changed; nothing of it is believed. Make a new store with sync"
            ), field: option)
    }
}
