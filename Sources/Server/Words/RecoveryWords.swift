import Console
import Storage
package import Wire
package import Words

extension RecoveryKnowledge {
    /// What is known, what will happen and what it means: read before anything is done.
    package func walk(
        _ recovery: Recovery, to origin: Origin, _ request: RecoveryRequest, _ language: Language
    )
        -> String
    {
        let old = recovery.old
        var lines = [
            Phrase(
                "Yang diketahui tentang log \(plain(old.origin)):",
                "What is known of the log \(plain(old.origin)):")(language)
        ]
        for tree in trees {
            let epoch = tree.epoch.map { ", epoch \($0)" } ?? ""
            let count = Phrase("\(tree.size) entri", "\(tree.size) entries")(language)
            let root = Phrase("akar", "root")(language)
            lines.append("  \(tree.source.label(language)): \(count)\(epoch), \(root) \(tree.root.hex)")
        }
        switch guardFile {
        case .missing: lines.append("  " + Phrase("penjaga: hilang", "guard: lost")(language))
        case .unreadable: lines.append("  " + Phrase("penjaga: tidak terbaca", "guard: unreadable")(language))
        case .at: break
        }
        if database == nil { lines.append("  " + Phrase("basis data: hilang", "database: lost")(language)) }
        for url in silent {
            lines.append(
                "  "
                    + Phrase(
                        "saksi \(url): tidak menjawab; bila ia tahu lebih banyak, berikan --size dan --root",
                        "witness \(url): no answer; if it knows more, give --size and --root")(language))
        }
        if isEpochOlder(than: old, request) {
            lines.append(
                "  "
                    + Phrase(
                        "Nomor epoch pada \(old.size) entri tidak diketahui; yang terbaru diketahui adalah \(old.epoch).",
                        "The epoch's number at \(old.size) entries is not known; the newest known is \(old.epoch)."
                    )(
                        language))
        }
        lines.append(Self.consequences(old, origin)(language))
        return lines.joined(separator: "\n")
    }

    private static func consequences(_ old: Discontinuity, _ origin: Origin) -> Phrase {
        let (name, size, root) = (plain(origin), old.size, old.root.hex)
        return Phrase(
            """

            Yang akan terjadi:
              Log baru \(name) dibuat, dengan akar dan tautan yang sama. Entri 1 menyatakan kepada umum, bertanda \
            tangan akar: log \(plain(old.origin)) berakhir pada \(size) entri, akar pohon \(root), epoch \(old.epoch).
              Kunci log, kunci janji dan kunci TLS semuanya baru. Folder lama ditandai dan tidak dapat dijalankan lagi.
            Artinya:
              Janji yang belum ditepati di akhir log lama DILANGGAR; pemegangnya dapat membuktikannya.
              Laporan lama tetap di folder lama: simpan sebagai arsip, jangan dihapus. Kode lama tidak dikenal log baru.
              Siapa pun yang menyimpan checkpoint lebih besar dari \(size) entri dapat membuktikan bahwa ini bohong.
              Pemantau memberi peringatan satu kali, lalu mengikuti log baru.
            Sesudahnya:
              Bawa kunci akar keluar dari mesin ini. Beri para saksi log.vkey yang baru. Umumkan apa yang terjadi.
              Bila log diterbitkan sebagai berkas, pilih folder lain untuk publish.directory (kini kosong, begitu juga \
            publish.listen); yang lama dibiarkan.
            """,
            """

            What will happen:
              A new log \(name) is made, of the same root and with the same link. Its entry 1 says in public, signed by \
            the root: the log \(plain(old.origin)) ended at \(size) entries, root \(root), epoch \(old.epoch).
              Log key, promise key and TLS key are all new. The old directory is marked; no server starts from it.
            What it means:
              Promises that were open at the old log's end are BROKEN, and who holds one can prove it.
              Reports of the old log stay in the old directory: keep it as an archive, never delete it. Old codenames \
            are not known to the new log.
              Whoever kept a checkpoint of more than \(size) entries can prove this to be a lie.
              Monitors warn once, then follow the new log.
            Afterwards:
              Take the root key off this machine. Give the witnesses the new log.vkey. Say in public what happened.
              If the log is published as files, choose another folder for publish.directory (empty now, publish.listen \
            too); leave the old one.
            """)
    }
}

extension KnownTree.Source {
    fileprivate func label(_ language: Language) -> String {
        switch self {
        case .database: Phrase("basis data", "database")(language)
        case .planned:
            Phrase("basis data, batch yang belum terbit", "database, batch not published")(language)
        case .guardFile: Phrase("penjaga", "guard")(language)
        case .files(let path): Phrase("berkas di \(path)", "files in \(path)")(language)
        case .witness(let url): Phrase("saksi \(url)", "witness \(url)")(language)
        case .evidence: Phrase("bukti yang disimpan server", "evidence that the server kept")(language)
        }
    }
}
