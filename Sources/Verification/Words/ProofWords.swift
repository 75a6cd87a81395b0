import Wire
package import Words

extension ProofCheck {
    /// One of `checks`.
    package var json: JSON {
        [
            "name": .string(name.rawValue), "ok": ok.map { .bool($0) } ?? .null,
            "detail": .string(plain(detail.phrase.english)),
        ]
    }

    /// A line for people.
    package func text(_ language: Language) -> String {
        "  \(mark(language))  \(name.label(language)): \(plain(detail.phrase(language)))"
    }

    private func mark(_ language: Language) -> String {
        switch ok {
        case true?: Phrase("sesuai", "holds")(language)
        case false?: Phrase("TIDAK SESUAI", "FALSE")(language)
        case nil: Phrase("tidak diperiksa", "not shown")(language)
        }
    }
}

extension ProofCheck.Name {
    fileprivate var label: Phrase {
        switch self {
        case .format: Phrase("bentuk berkas", "format")
        case .descriptor: Phrase("keterangan situs", "site descriptor")
        case .root: Phrase("kunci akar", "root key")
        case .commitment: Phrase("isi segel", "commitment opened")
        case .leaf: Phrase("entri", "leaf")
        case .promise: Phrase("tanda tangan janji", "promise signature")
        case .logSignature: Phrase("tanda tangan catatan publik", "log signature")
        case .cosignatures: Phrase("tanda tangan saksi", "cosignatures")
        case .inclusion: Phrase("letak dalam catatan publik", "inclusion")
        case .epoch: Phrase("jadwal yang dijanjikan", "promised epoch")
        case .epochBefore: Phrase("jadwal sebelumnya", "epoch before")
        case .neighbours: Phrase("ketiadaan dalam pencatatan itu", "absence from the batch")
        }
    }
}

extension ProofResult {
    /// 0 all holds, 1 something is false, 3 not everything could be checked.
    package var exitCode: Int32 {
        switch self {
        case .ok: 0
        case .failed: 1
        case .incomplete: 3
        }
    }
}

extension ProofDetail {
    fileprivate var phrase: Phrase {
        switch self {
        case .verbatim(let text): EnglishReason.phrase(text)
        case .rootNotCompared(let found):
            Phrase(
                "\(found.hex); bandingkan dengan tautan situs (--link)",
                "\(found.hex); compare it with the site's link (--link)")
        case .unknownLog(let origin):
            Phrase(
                "catatan publik '\(origin)' tidak dikenal di sini", "the log '\(origin)' is not known here")
        case .noCheckpoint: Phrase("bukan checkpoint", "no checkpoint")
        case .noLogSignature: Phrase("tanpa tanda tangan catatan publik", "without the log's signature")
        case .noWitnessAsked: Phrase("tidak ada saksi yang diminta", "no witness is asked for")
        case .cosigned(let cosigners, let known, let fewest, let isMet, let zone):
            cosigned(cosigners, known, fewest, isMet, zone)
        case .noLogEntry: Phrase("tidak memuat entri catatan publik", "does not hold an entry of a log")
        case .noSealedEntry: Phrase("tanpa entri tersegel", "without a sealed entry")
        case .noOpening: Phrase("tidak ada pembuka dalam berkas", "no opening in the file")
        case .otherOpening:
            Phrase(
                "pembuka bukan milik segel ini, atau bukan laporan",
                "the opening is not this commitment's, or not of a report")
        case .opened(let envelope, let agencies):
            Phrase(
                "amplop \(envelope.hex), instansi \(agencies.joined(separator: " "))",
                "envelope \(envelope.hex), agencies \(agencies.joined(separator: " "))")
        case .notTheSealedEntry(let index):
            Phrase("bukan entri tersegel nomor \(index)", "not the sealed entry \(index)")
        case .noEntryOrCheckpoint:
            Phrase("tanpa entri atau checkpoint", "without an entry or a checkpoint")
        case .place(let index, let size):
            Phrase("entri \(index) dari \(size)", "entry \(index) of \(size)")
        case .promised(let commitment, let epoch):
            Phrase("\(commitment.hex) pada jadwal ke-\(epoch)", "\(commitment.hex) in epoch \(epoch)")
        case .notAnEpoch:
            Phrase("bukan entri jadwal dari catatan publik ini", "not an epoch entry of this log")
        case .epoch(let number, let promised):
            Phrase("jadwal ke-\(number), dijanjikan ke-\(promised)", "epoch \(number), promised \(promised)")
        case .noEpoch: Phrase("tanpa jadwal", "without the epoch")
        case .noneBefore(let first):
            Phrase("tidak ada; pencatatan mulai pada entri \(first)", "none; batch begins at \(first)")
        case .notTheEpochBefore:
            Phrase("bukan jadwal tepat sebelum pencatatan itu", "not the epoch right before that batch")
        case .epochBefore(let number): Phrase("jadwal ke-\(number)", "epoch \(number)")
        case .neighbours(let left):
            Phrase("entri \(left) dan \(left + 1)", "entries \(left) and \(left + 1)")
        }
    }

    private func cosigned(_ cosigners: [Cosigner], _ known: Int, _ fewest: Int, _ isMet: Bool, _ zone: Zone)
        -> Phrase
    {
        let (count, times) = (cosigners.count, cosigners.map { ($0.name, CivilTime.text($0.time, in: zone)) })
        return Phrase(
            "\(count) dari \(known) saksi; kuorum \(fewest) \(isMet ? "tercapai" : "tidak tercapai")"
                + times.map { "; \(Foreign($0)), \($1.indonesian)" }.joined(),
            "\(count) of \(known) witnesses; quorum of \(fewest) \(isMet ? "met" : "not met")"
                + times.map { "; \(Foreign($0)), \($1.english)" }.joined())
    }
}
