import Cases
import Files
import Wire
package import Words

/// Options of acts, as errors and refusals name them.
package enum ActOption {
    /// Where the case stands from now on.
    package static let state = "--state"
    /// What came of it.
    package static let outcome = "--outcome"
    /// Which time limit runs.
    package static let due = "--due"
    /// Why.
    package static let reason = "--reason-file"
    /// What is said.
    package static let message = "--message-file"
    /// Whom a case is forwarded to.
    package static let to = "--to"
    /// The report that another one goes on as.
    package static let into = "--into"
    /// The report that is acted on.
    package static let report = "ID"
}

extension ReviewAct.Task {
    /// What a source reads where an act says nearly everything itself and nobody gave a reason; nil for other acts.
    func standardReason(_ agencies: [Agency]) -> String? {
        switch self {
        case .merged:
            return Phrase(
                "Laporan ini digabung dengan laporan lain tentang hal yang sama; penanganannya berlanjut di sana.",
                "This report was joined with another one about the same matter, and goes on there."
            ).indonesian
        case .forwarded(let code):
            let name = agencies.first { $0.code == code }?.name ?? code
            return Phrase.named(
                "Perkara ini diteruskan ke \(name).", "This case was forwarded to \(name)."
            ).indonesian
        case .state, .assigned, .cannotOpen: return nil
        }
    }
}

extension DoneAct {
    /// The answer of `act`, `assign`, `merge`, `forward` and `cannot-open`.
    package var json: JSON {
        [
            "report": JSON(act.report), "kind": JSON(act.kind), "counter": JSON(UInt64(act.counter)),
            "commitment": JSON(commitment.map { $0.hex }), "epoch": JSON(epoch),
            "repeated": .bool(isRepeated), "state": JSON(standing.state), "outcome": JSON(standing.outcome),
            "due": JSON(standing.due), "due_date": JSON(due.min { $0.time < $1.time }?.date.iso),
            "reason": .bool(act.reason != Hash()), "read_by_source": .bool(isReadBySource),
            "content": forward.map { .string($0 == .reader ? "reads_it" : "hand_over") } ?? .null,
        ]
    }

    /// The same for people.
    package func text(_ language: Language) -> String {
        var lines = [promise(language), standing.text(language)]
        lines += due.map { "    " + $0.text(at: 0, in: zone)(language) }
        if !isReadBySource { lines.append(DoneActText.unreadSource(language)) }
        switch forward {
        case .reader: lines.append(DoneActText.reads(language))
        case .handedOver: lines.append(DoneActText.handOver(language))
        case nil: break
        }
        return lines.joined(separator: "\n")
    }

    private func promise(_ language: Language) -> String {
        let time = scheduled.map { CivilTime.text($0, in: zone) }
        let when = Phrase(
            "epoch \(epoch)" + (time.map { " (\($0.indonesian))" } ?? ""),
            "epoch \(epoch)" + (time.map { " (\($0.english))" } ?? ""))
        guard !isRepeated else {
            return Phrase(
                "Tindakan yang sama sudah dijanjikan untuk \(lines: when.indonesian); tidak ada yang dikirim lagi.",
                "The same act is promised already for \(lines: when.english); nothing was sent again.")(
                    language)
        }
        return Phrase(
            "Tindakan \(act.counter.plus(1)) terkirim dan dijanjikan untuk \(lines: when.indonesian).",
            "Act \(act.counter.plus(1)) sent, promised for \(lines: when.english).")(language)
    }
}

extension CaseStanding {
    /// Where a case stands behind an act.
    func text(_ language: Language) -> String {
        let outcome = outcome == .none ? nil : outcome.label
        return Phrase(
            "Keadaan perkara: \(state.label.indonesian)" + (outcome.map { " (\($0.indonesian))" } ?? ""),
            "The case stands at: \(state.label.english)" + (outcome.map { " (\($0.english))" } ?? ""))(
                language)
    }
}

private enum DoneActText {
    static let unreadSource = Phrase(
        "Laporan ini tidak dapat dibaca, jadi alasannya tidak sampai kepada pelapor; instansi lain membacanya.",
        "The report cannot be read, so the reason does not reach its source; the other agencies read it.")
    static let reads = Phrase(
        "Instansi itu sudah dapat membaca laporan ini.", "That agency can read the report already.")
    static let handOver = Phrase(
        "Instansi itu tidak dapat membuka laporan ini. Serahkan berkas perkaranya sendiri, di luar program ini; pelapor mengizinkannya.",
        "That agency cannot open the report. Hand the case file over yourself, outside this program; the source gave leave."
    )
}

extension PostedNote {
    /// The answer of `note`.
    package var json: JSON {
        [
            "report": JSON(report), "counter": JSON(UInt64(counter)), "commitment": JSON(commitment),
            "epoch": JSON(epoch), "agencies": .array(agencies.map { .line($0) }),
        ]
    }

    /// The same for people.
    package func text(_ language: Language) -> String {
        let time = scheduled.map { CivilTime.text($0, in: zone) }
        let codes = agencies.joined(separator: ", ")
        return Phrase(
            "Catatan \(counter.plus(1)) terkirim untuk \(codes), dijanjikan untuk epoch \(epoch)"
                + (time.map { " (\($0.indonesian))" } ?? "") + ". Pelapor tidak dapat membacanya.",
            "Note \(counter.plus(1)) sent to \(codes), promised for epoch \(epoch)"
                + (time.map { " (\($0.english))" } ?? "") + ". The source cannot read it.")(language)
    }
}

extension WrittenTextError: Explainable {
    /// With the option that names the file.
    package var failure: Failure {
        switch self {
        case .length(let count, let option):
            Failure(
                .badInput,
                Phrase(
                    "\(option): \(count) bita, batas 1 sampai \(WrittenText.limit)",
                    "\(option): \(count) bytes, limit 1 to \(WrittenText.limit)"), field: option,
                limit: UInt64(WrittenText.limit))
        case .unreadable(let path, let option, let error): Failure(reading: path, field: option, error)
        }
    }
}

extension LifecycleFault {
    /// The option or argument of the command for such acts that says what is at fault.
    fileprivate func option(of kind: ActKind) -> String {
        switch self {
        case .transition, .unchanged, .moved, .otherKind, .outcome, .unexamined, .noPower:
            switch kind {
            case .state: namesOutcome ? ActOption.outcome : ActOption.state
            case .forwarded: ActOption.to
            case .merged: ActOption.into
            default: ActOption.report
            }
        case .reasonMissing: ActOption.reason
        case .limit: ActOption.due
        case .other: ActOption.to
        case .related: ActOption.into
        }
    }

    private var namesOutcome: Bool {
        switch self {
        case .outcome, .unexamined, .noPower: true
        default: false
        }
    }

    /// Whether an option is missing, rather than wrong.
    fileprivate var isUsage: Bool {
        switch self {
        case .reasonMissing, .outcome(.none, _): true
        default: false
        }
    }
}

extension LifecycleFault {
    fileprivate func failure(of kind: ActKind) -> Failure {
        let option = option(of: kind)
        return Failure(
            isUsage ? .usage : .badInput,
            Phrase(
                "\(option): \(lines: phrase.indonesian); tidak ada yang dikirim",
                "\(option): \(lines: phrase.english); nothing was sent"), field: option)
    }
}

extension ForwardFault: Explainable {
    /// Names the option.
    package var failure: Failure {
        let to = ActOption.to
        switch self {
        case .notAnAgency(let code):
            return Failure(
                .badInput,
                Phrase(
                    "\(to): '\(plain(code))' bukan instansi situs ini",
                    "\(to): '\(plain(code))' is no agency of this site"), field: to)
        case .itself:
            return Failure(
                .badInput,
                Phrase("\(to): itu instansi Anda sendiri", "\(to): that is your own agency"), field: to)
        case .excluded(let code):
            return Failure(
                .unauthorised,
                Phrase(
                    "\(to): pelapor tidak ingin \(code) membaca laporan ini; perkara tidak diteruskan ke sana",
                    "\(to): the source left \(code) out; the case is not forwarded there"), field: to)
        case .noLeave(let code):
            return Failure(
                .unauthorised,
                Phrase(
                    "\(to): pelapor tidak mengizinkan laporannya diteruskan ke \(code)",
                    "\(to): the source gave no leave to forward the report to \(code)"), field: to)
        }
    }
}

extension ActingError: Explainable {
    /// With the option or argument at fault.
    package var failure: Failure {
        switch self {
        case .lifecycle(let fault, let kind): fault.failure(of: kind)
        case .forward(let fault): fault.failure
        case .history(let reason):
            Failure(
                .untrusted,
                Phrase(
                    "tindakan instansi ini tidak berurutan di log, jadi tidak ada yang dapat menyusul: \(reason: reason)",
                    "this agency's acts in the log do not follow each other, so none can follow: \(reason)"))
        case .secondMissing: IdentityError.secondMissing.failure
        case .notASecondKey:
            Failure(
                .unauthorised,
                Phrase(
                    "--second: bukan kunci tindakan lain yang diterbitkan untuk instansi ini",
                    "--second: not another published act key of this agency"), field: "--second")
        case .sealing(let reason):
            Failure(
                .badInput,
                Phrase("tidak dapat disegel: \(reason: reason)", "it could not be sealed: \(reason)"))
        case .signing(let reason):
            Failure(
                .inputOutput,
                Phrase(
                    "tindakan tidak dapat ditandatangani: \(reason: reason)",
                    "the act could not be signed: \(reason)"))
        case .neverSynced:
            Failure(
                .badInput,
                Phrase(
                    "--store: simpanan ini belum mengenal kunci situs; jalankan sync dahulu",
                    "--store: this store does not know the site's keys yet; run sync first"),
                field: "--store")
        case .concurrent:
            Failure(
                .tryLater,
                Phrase(
                    "rekan seinstansi Anda bertindak pada saat yang sama; lihat lagi perkaranya, lalu putuskan",
                    "a colleague acted at the same moment: look at the case again, then decide"))
        case .unconfirmed:
            Failure(
                .tryLater,
                Phrase(
                    "situs tidak menjawab; tindakan itu mungkin sudah sampai. Jalankan lagi perintah yang sama: tidak akan tercatat dua kali",
                    "the site did not answer; it may have been taken. Run the same command again: it is not recorded twice"
                ))
        case .unconfirmedNote:
            Failure(
                .tryLater,
                Phrase(
                    "situs tidak menjawab; catatan itu mungkin sudah sampai. Lihat perkaranya setelah jadwal pencatatan berikutnya",
                    "the site did not answer; the note may have been taken. Look at the case after the next scheduled recording"
                ))
        case .promise(let reason):
            Failure(
                .untrusted,
                Phrase(
                    "janji situs tidak sah: \(reason: reason)", "the site's promise does not hold: \(reason)")
            )
        }
    }
}
