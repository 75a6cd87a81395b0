package import Words
import Wire

// What a draft changes, as the holder of a root key reads it before signing.

extension SiteDifference {
    /// One line, without a full stop; days are said in the site's zone.
    package func line(_ zone: Zone) -> Phrase {
        ofAgency ?? ofAuditor ?? ofWitnesses ?? ofKeys ?? ofTerms(zone)
    }

    private var ofAgency: Phrase? {
        switch self {
        case .agencyAdded(let agency):
            let kind = agency.kind.label
            return Phrase(
                "instansi baru: \(agency.code), \(agency.name) (\(kind.indonesian)), identitas \(short(agency.identity))",
                "new agency: \(agency.code), \(agency.name) (\(kind.english)), identity \(short(agency.identity))"
            )
        case .agencyRemoved(let agency):
            return Phrase(
                "instansi keluar: \(agency.code), \(agency.name)",
                "agency leaves: \(agency.code), \(agency.name)")
        case .agencyRenamed(let old, let new):
            let (before, after) = (old.kind.label, new.kind.label)
            return Phrase(
                "nama instansi \(new.code): \(old.name) (\(before.indonesian)) -> \(new.name) (\(after.indonesian))",
                "name of agency \(new.code): \(old.name) (\(before.english)) -> \(new.name) (\(after.english))"
            )
        case .identityChanged(let old, let new, let isEndorsed):
            let word = Self.word(isEndorsed)
            return Phrase(
                """
                identitas instansi \(new.code), \(new.name): \(short(old.identity)) -> \(short(new.identity)), \
                \(word.indonesian)
                """,
                """
                identity of agency \(new.code), \(new.name): \(short(old.identity)) -> \(short(new.identity)), \
                \(word.english)
                """)
        default: return nil
        }
    }

    private var ofAuditor: Phrase? {
        switch self {
        case .auditorAdded(let auditor):
            return Phrase(
                "auditor baru: \(auditor.name), kunci \(short(auditor.key))",
                "new auditor: \(auditor.name), key \(short(auditor.key))")
        case .auditorRemoved(let auditor):
            return Phrase("auditor keluar: \(auditor.name)", "auditor leaves: \(auditor.name)")
        case .auditorRenamed(let old, let new):
            return Phrase(
                "nama auditor: \(old.name) -> \(new.name)", "name of the auditor: \(old.name) -> \(new.name)")
        case .auditorChanged(let old, let new, let isEndorsed):
            let word = Self.word(isEndorsed)
            return Phrase(
                "kunci auditor \(new.name): \(short(old.key)) -> \(short(new.key)), \(word.indonesian)",
                "key of the auditor \(new.name): \(short(old.key)) -> \(short(new.key)), \(word.english)")
        default: return nil
        }
    }

    private var ofWitnesses: Phrase? {
        switch self {
        case .witnessAdded(let witness):
            Phrase(
                "saksi baru: \(witness.name), \(short(witness.key))",
                "new witness: \(witness.name), \(short(witness.key))")
        case .witnessRemoved(let witness):
            Phrase("saksi keluar: \(witness.name)", "witness leaves: \(witness.name)")
        case .witnessChanged(let old, let new):
            Phrase(
                "kunci saksi \(new.name): \(short(old.key)) -> \(short(new.key))",
                "key of witness \(new.name): \(short(old.key)) -> \(short(new.key))")
        case .quorum(let old, let new, let witnesses):
            Phrase(
                "saksi yang harus setuju: \(old) -> \(new) dari \(witnesses)",
                "witnesses that must agree: \(old) -> \(new) of \(witnesses)")
        default: nil
        }
    }

    private var ofKeys: Phrase? {
        switch self {
        case .tlsAdded(let pin):
            Phrase("kunci TLS tambahan: \(short(pin))", "another TLS key: \(short(pin))")
        case .tlsRemoved(let pin):
            Phrase("kunci TLS dihapus: \(short(pin))", "TLS key gone: \(short(pin))")
        case .promiseKey(let old, let new):
            Phrase(
                "kunci janji server: \(short(old)) -> \(short(new))",
                "the server's promise key: \(short(old)) -> \(short(new))")
        case .channelKey(let old, let new):
            Phrase(
                "kunci saluran server: \(short(old)) -> \(short(new))",
                "the server's channel key: \(short(old)) -> \(short(new))")
        default: nil
        }
    }

    private func ofTerms(_ zone: Zone) -> Phrase {
        switch self {
        case .retention(let old, let new):
            return Phrase(
                "laporan disimpan: \(old) -> \(new) hari", "reports are kept: \(old) -> \(new) days")
        case .envelope(let old, let new):
            return Phrase(
                "lampiran terbesar: \(old) -> \(new) bita", "largest attachment: \(old) -> \(new) bytes")
        case .uploads(let old, let new):
            return Phrase(
                "unggahan sekaligus: \(old) -> \(new)", "uploads at once: \(old) -> \(new)")
        case .region(let old, let new):
            return Phrase("wilayah: \(shown(old)) -> \(shown(new))", "region: \(shown(old)) -> \(shown(new))")
        case .timeZone(let old, let new):
            let (before, after) = (Zone(minutes: Int(old)).name, Zone(minutes: Int(new)).name)
            return Phrase(
                "zona waktu: \(before.indonesian) -> \(after.indonesian)",
                "time zone: \(before.english) -> \(after.english)")
        case .taxonomy(let old, let new):
            return Phrase(
                "daftar pilihan versi \(old) -> \(new)", "lists of choices: version \(old) -> \(new)")
        case .expiry(let old, let new):
            let (before, after) = (ExpiryText.date(old, in: zone), ExpiryText.date(new, in: zone))
            return Phrase(
                "berlaku sampai: \(before.indonesian) -> \(after.indonesian)",
                "holds until: \(before.english) -> \(after.english)")
        case .page(let version):
            let files = version.files.map { "\($0.path) sha256 \($0.hash.hex)" }.joined(separator: ", ")
            return Phrase(
                "halaman laporan versi \(version.version): \(files)",
                "report page, version \(version.version): \(files)")
        default:
            return Phrase(
                "perubahan yang tidak dikenal program ini", "a change that this program does not know")
        }
    }

    private static func word(_ isEndorsed: Bool) -> Phrase {
        isEndorsed
            ? Phrase("disahkan kunci lama", "endorsed by the old key")
            : Phrase("TANPA pengesahan kunci lama", "NOT endorsed by the old key")
    }
}

extension SiteChangeDoubt {
    /// A line of its own, for who has to read it before anything is signed or published.
    ///
    /// - Parameter language: what it is said in.
    /// - Returns: one line.
    package func line(_ language: Language) -> String {
        Phrase("PERHATIKAN: ", "LOOK TWICE: ")(language) + warning(language)
    }

    /// What has to be thought of, as a sentence without its full stop.
    package var warning: Phrase {
        switch self {
        case .dropsAgency(let agency):
            Phrase(
                """
                \(agency.code) keluar: pelapor tidak dapat lagi memilihnya dan melihat itu; situs tidak lagi menjawab \
                kuncinya, jadi \(agency.name) harus mengambil semua laporannya sebelum ini terbit; laporan yang sudah \
                diambil tetap terbuka dengan kuncinya; perkara yang masih terbuka padanya tidak berlanjut, instansi lain \
                pada laporan yang sama melihatnya
                """,
                """
                \(agency.code) leaves: sources can no longer choose it, and see that; the site no longer answers its \
                keys, so \(agency.name) must fetch all its reports before this is published; what it has fetched stays \
                readable by its keys; its open cases do not go on, which the other agencies of those reports see
                """)
        case .identityUnendorsed(let agency):
            Phrase(
                """
                identitas baru \(agency.code) tidak disahkan yang lama: selama tujuh hari pelapor tidak mengirim apa pun \
                kepadanya, dan pemeriksa log menganggapnya belum pasti; pastikan lewat tatap muka atau telepon bahwa kunci ini memang milik \(agency.name)
                """,
                """
                the old identity of \(agency.code) does not endorse the new one: for seven days sources send nothing to it, \
                and verifiers call it not settled; make sure, face to face or by telephone, that this key is really that of \(agency.name)
                """)
        case .auditorUnendorsed:
            Phrase(
                """
                auditor lama tidak mengesahkan yang baru: selama tujuh hari pelapor tidak dapat mengirim apa pun, dan \
                pemeriksa log menganggapnya belum pasti
                """,
                """
                the old auditor does not endorse the new one: for seven days sources can send nothing, and verifiers call \
                it not settled
                """)
        case .auditorDropped:
            Phrase(
                "tidak ada lagi auditor: tidak ada yang dapat memastikan bahwa semua catatan diperhitungkan",
                "there is no auditor any more: nobody can tell that every record is accounted for")
        case .oneAgency:
            Phrase(
                "hanya satu instansi: tidak ada instansi lain yang tahu apa yang tidak dikerjakannya",
                "one agency only: no other one knows what it leaves undone")
        case .noAuditor:
            Phrase("situs ini tidak mempunyai auditor", "this site has no auditor")
        case .quorumLowered(let old, let new):
            Phrase(
                "lebih sedikit saksi yang harus setuju: \(new), sebelumnya \(old)",
                "fewer witnesses have to agree: \(new), before it was \(old)")
        case .noQuorum:
            Phrase(
                "tidak ada saksi yang harus setuju: kebaruan kunci hanya bergantung pada pengelola",
                "no witness has to agree: that keys are the newest rests on the operator alone")
        case .witnessesChanged:
            Phrase(
                """
                saksi keluar atau berganti kunci: selama tujuh hari saksi lama, sebanyak kuorum, harus tetap menandatangani \
                agar pelapor dapat mengirim, dan pemeriksa log menganggapnya belum pasti
                """,
                """
                a witness leaves or has another key: for seven days a quorum of the old ones has to go on signing for \
                sources to send, and verifiers call it not settled
                """)
        case .quorumSilent(let signed, let quorum):
            Phrase(
                """
                belum ada kuorum saksi sekarang yang menandatangani checkpoint terbaru: \(signed) dari \(quorum) yang perlu. Pelapor \
                tidak dapat mengirim apa pun sampai kuorum saksi berikutnya menandatangani, dan tujuh hari sesudahnya. Minta saksi sekarang menandatangani dahulu \
                (kentongan-review verify --cosign), lalu buat draf lagi
                """,
                """
                no quorum of the present witnesses has signed the newest checkpoints: \(signed) of the \(quorum) that have to. Sources \
                can send nothing until a quorum of the next witnesses signs, and for seven days after that. Let the present ones sign first \
                (kentongan-review verify --cosign), then draft again
                """)
        case .nextQuorumUnseen(let signed, let quorum):
            Phrase(
                """
                dari saksi berikutnya baru \(signed) yang pernah menandatangani log ini, dan \(quorum) yang perlu: setelah tujuh hari pertama pelapor \
                tidak dapat mengirim apa pun sampai kuorum itu menandatangani, dan tujuh hari sesudahnya. Pastikan mereka \
                menandatangani pada hari terbitnya
                """,
                """
                of the next witnesses \(signed) have ever signed this log, and \(quorum) have to: after the first seven days sources can \
                send nothing until they do, and for seven days after that. Make sure that they sign on the day of this change
                """)
        case .shorterRetention(let old, let new):
            Phrase(
                "laporan dihapus lebih cepat: setelah \(new) hari, sebelumnya \(old)",
                "reports are erased sooner: after \(new) days, before it was \(old)")
        case .tlsDropped:
            Phrase(
                "kunci TLS dihapus: server tidak dapat lagi memakainya",
                "a TLS key is gone: the server cannot use it any more")
        case .unknown:
            Phrase(
                "draf ini mengubah sesuatu yang tidak dikenal program ini: jangan ditandatangani dengan versi ini",
                "this draft changes something that this program does not know: do not sign it with this version"
            )
        }
    }
}

/// The first 64 bits, which are enough to tell a key from another by eye.
private func short(_ key: PublicKey) -> String { String(key.hex.prefix(16)) }

private func shown(_ text: String) -> String { text.isEmpty ? "-" : text }
