import Files
import Wire
package import Words

extension SitePlanError.Source {
    fileprivate var option: String {
        switch self {
        case .agency: "--agency"
        case .auditor: "--auditor"
        case .witness: "--witness"
        }
    }
}

extension SitePlanError: Explainable {
    /// By the option that is at fault.
    package var failure: Failure {
        switch self {
        case .unreadable(let source, let error):
            Failure(reading: error.path, field: source.option, error)
        case .notACard(let source, let path, let reason): bad(source.option, "'\(path)': \(reason)")
        case .unsignedCard(let path):
            bad("--agency", "the keys on '\(path)' are not signed by its identity key")
        case .cardFormat(let path, let format):
            bad("--auditor", "'\(path)' has format \(format), limit 1")
        case .notAVKey(let text, let reason): bad("--witness", "'\(plain(text))': \(reason)")
        case .notAWitnessKey(let name):
            bad("--witness", "'\(plain(name))' is a key of type 1, not of a witness (type 4)")
        case .originLength(let bytes): bad("--origin", "\(bytes) bytes, limit 1 to 64", limit: 64)
        case .epochSeconds(let seconds):
            bad("--epoch-seconds", "\(seconds), limit 1 to 31536000", limit: 31_536_000)
        case .region(let text): bad("--region", "'\(plain(text))' is no region's number, like 62.07 or 6208")
        case .agencyCount(let count): bad("--agency", "\(count) cards, limit 1 to 12", limit: 12)
        case .codeTwice: bad("--agency", "two cards have one code")
        case .cardRanOut(let code, let name, let notAfter):
            bad(
                "--agency",
                """
                the keys on the card of \(code), '\(name)', ran out on \(ExpiryText.day(notAfter)); the agency must \
                make a new card
                """)
        case .witnessCount(let count):
            bad("--witness", "\(count) witnesses with agencies and auditor, limit 16", limit: 16)
        case .witnessTwice: bad("--witness", "two witnesses have one name or one key")
        case .quorum(let quorum, let witnesses):
            bad("--quorum", "\(quorum), limit \(witnesses)", limit: UInt64(witnesses))
        case .witnessNameLength(let name, let isOutside):
            bad(
                isOutside ? "--witness" : "--origin",
                "the witness name '\(name)' has \(name.utf8.count) bytes, limit 64", limit: 64)
        case .encoding(let error):
            Failure(.badInput, "\(error)", field: error.field, limit: UInt64(error.maximum))
        case .unsignable: Failure(.inputOutput, "the site descriptor could not be signed")
        case .directory(let error): error.failure
        case .keys(let error): error.failure
        case .unmade(let reason): Failure(.badInput, reason)
        }
    }

    private func bad(_ option: String, _ what: String, limit: UInt64? = nil) -> Failure {
        Failure(.badInput, "\(option): \(what)", field: option, limit: limit)
    }
}
