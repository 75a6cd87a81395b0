import Files
import Wire
package import Words

extension RenewalError: Explainable {
    /// By the option that is at fault.
    package var failure: Failure {
        switch self {
        case .days(let days):
            Failure(
                .usage, Phrase("--days: \(days), batas 1 sampai 90", "--days: \(days), limit 1 to 90"),
                field: "--days", limit: 90)
        case .notTheRootKey:
            Failure(
                .unauthorised,
                Phrase("--root-key: bukan kunci akar situs ini", "--root-key: not the root key of this site"),
                field: "--root-key")
        case .unfollowable(let reason): bad("--descriptor", EnglishReason.phrase(reason))
        case .notAWitness(let name):
            bad(
                "--remove-witness",
                Phrase(
                    "'\(plain(name))' bukan saksi situs ini", "'\(plain(name))' is not a witness of this site"
                ))
        case .witnessCount(let count):
            bad("--witness", Phrase("\(count) saksi, batas 16", "\(count) witnesses, limit 16"), limit: 16)
        case .witnessTwice: bad("--witness", Phrase("dua saksi bernama sama", "two witnesses have one name"))
        case .quorum(let quorum, let witnesses):
            bad(
                "--quorum", Phrase("\(quorum), batas \(witnesses)", "\(quorum), limit \(witnesses)"),
                limit: UInt64(witnesses))
        case .encoding(let error):
            Failure(
                .badInput, Phrase("\(reason: error)", "\(error)"), field: error.field,
                limit: UInt64(error.maximum))
        case .doesNotHold(let reason):
            Failure(
                .badInput,
                Phrase(
                    "keterangan berikutnya tidak akan berlaku: \(reason: reason)",
                    "the next descriptor would not hold: \(reason)"))
        case .unreadable(let error): Failure(reading: error.path, field: "--descriptor", error)
        case .notADescriptor(let path, let reason):
            bad(
                "--descriptor",
                Phrase(
                    "'\(path)' bukan keterangan situs: \(reason: reason)",
                    "'\(path)' is no site descriptor: \(reason)"))
        case .unwritable(let path, let error): Failure(writing: path, field: "--out", error)
        case .waitsAlready(let serial):
            bad(
                "--descriptor",
                Phrase(
                    "keterangan lain bernomor \(serial) sudah menunggu",
                    "another descriptor of serial \(serial) waits already"))
        case .serverRuns:
            Failure(
                .tryLater,
                Phrase(
                    "--data: server sedang berjalan di sana; hentikan, jalankan adopt, lalu nyalakan lagi",
                    "--data: a server runs there; end it, adopt, and start it again"), field: "--data")
        case .store(let error): Failure(error)
        case .keys(let error): error.failure
        case .change(let error): error.failure
        }
    }

    private func bad(_ option: String, _ what: Phrase, limit: UInt64? = nil) -> Failure {
        Failure(.badInput, what.behind(option), field: option, limit: limit)
    }
}
