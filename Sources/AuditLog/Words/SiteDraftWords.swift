import Keys
import Primitives
import Wire
package import Words

extension SiteDraft {
    /// Everything that somebody has to read before the root key signs, or the site publishes.
    ///
    /// - Parameters:
    ///   - language: what it is said in.
    ///   - more: what the log says of it besides.
    /// - Returns: several lines; the last one is not ended.
    package func text(_ language: Language, _ more: [SiteChangeDoubt] = []) -> String {
        let zone = next.zone
        var lines = [
            Phrase(
                "Situs \(last.origin), akar \(Fingerprint.root(last.root).hex)",
                "Site \(last.origin), root \(Fingerprint.root(last.root).hex)")(language),
            Phrase(
                "Keterangan \(last.serial) -> \(next.serial), berlaku sampai \(ExpiryText.date(next.notAfter, in: zone).indonesian)",
                "Description \(last.serial) -> \(next.serial), holds until \(ExpiryText.date(next.notAfter, in: zone).english)"
            )(language),
        ]
        let agencies = next.agencies.map { $0.code }.joined(separator: ", ")
        lines.append(
            Phrase("Instansi sesudahnya: \(agencies)", "Agencies afterwards: \(agencies)")(language))
        lines.append(Phrase("Yang berubah:", "What changes:")(language))
        lines += differences.map { "  - " + $0.line(zone)(language) }
        for keys in keys {
            let until = ExpiryText.date(keys.notAfter, in: zone)
            lines.append(
                Phrase(
                    "  - kunci kerja \(keys.serial) \(keys.agency), berlaku sampai \(until.indonesian)",
                    "  - working keys \(keys.serial) of \(keys.agency), hold until \(until.english)")(
                        language))
        }
        lines += (doubts + more).map { $0.line(language) }
        return lines.joined(separator: "\n")
    }

    /// The same for scripts.
    ///
    /// - Parameter more: what the log says of it besides.
    /// - Returns: an object.
    package func json(_ more: [SiteChangeDoubt] = []) -> JSON {
        let doubts = doubts + more
        return [
            "origin": .line(last.origin), "root_fingerprint": .string(Fingerprint.root(last.root).hex),
            "serial": JSON(UInt64(next.serial)), "not_after": JSON(next.notAfter), "signed": .bool(isSigned),
            "agencies": .array(next.agencies.map { .line($0.code) }),
            "changes": .array(differences.map { .string($0.line(.utc).english) }),
            "warnings": .array(doubts.map { .string($0.warning.english) }),
            "needs_wait": .bool(doubts.contains { $0.needsTime }),
        ]
    }
}

extension DraftFault: Explainable {
    /// Of the draft's file.
    package var failure: Failure {
        switch self {
        case .last(let error):
            bad(
                "keterangan asal dalam draf tidak ditandatangani akarnya: \(reason: error)",
                "the description that the draft starts from is not its root's: \(error.description)")
        case .next(let error):
            bad(
                "keterangan berikutnya tidak menyambung yang asal: \(reason: error)",
                "the next description does not follow the one before: \(error.description)")
        case .keys(let agency, let error):
            bad(
                "kunci kerja \(agency) tidak sesuai: \(reason: error)",
                "the working keys of \(agency) do not fit: \(error.description)")
        case .strayKeys(let agency):
            bad(
                "kunci kerja \(agency) ada di draf tanpa perubahan yang memerlukannya",
                "working keys of \(agency) are in the draft, and nothing in it asks for them")
        case .noKeys(let agency):
            bad(
                "identitas \(agency) berganti tanpa kunci kerja baru",
                "the identity of \(agency) changes without new working keys")
        case .strayStatement(let number):
            bad(
                "pernyataan jenis \(number) tidak diminta perubahan apa pun dalam draf",
                "a statement of kind \(number) that nothing in the draft asks for")
        case .endorsementSignature(let agency):
            bad(
                "pengesahan untuk '\(agency)' tidak ditandatangani kunci lama bagi log ini",
                "the endorsement for '\(agency)' is not signed by the old key for this log")
        case .page: bad("pernyataan halaman rusak", "the page's statement is malformed")
        case .signature:
            Failure(
                .unauthorised,
                Phrase(
                    "draf sudah diubah setelah ditandatangani, atau tidak ditandatangani akar situs ini",
                    "the draft was changed after it was signed, or is not signed by this site's root"),
                field: "draft")
        case .otherRoot:
            Failure(
                .unauthorised,
                Phrase("--root-key: bukan kunci akar situs ini", "--root-key: not the root key of this site"),
                field: "--root-key")
        case .signing(let reason):
            bad("tidak dapat ditandatangani: \(reason: reason)", "could not be signed: \(reason)")
        }
    }

    private func bad(_ indonesian: Wording, _ english: Wording) -> Failure {
        Failure(.badInput, Phrase(indonesian, english).behind("draft"), field: "draft")
    }
}
