import Files
import Words

extension SitePlanError.Source {
    fileprivate var option: String {
        switch self {
        case .agency: "--agency"
        case .auditor: "--auditor"
        case .witness: "--witness"
        }
    }
}

extension Failure {
    /// What is wrong with what `init` was asked for.
    init(_ error: SitePlanError) {
        func bad(_ option: String, _ what: String, limit: UInt64? = nil) -> Failure {
            Failure(.badInput, "\(option): \(what)", field: option, limit: limit)
        }
        switch error {
        case .unreadable(let source, let error):
            self.init(reading: error.path, field: source.option, error)
        case .notACard(let source, let path, let reason): self = bad(source.option, "'\(path)': \(reason)")
        case .unsignedCard(let path):
            self = bad("--agency", "the keys on '\(path)' are not signed by its identity key")
        case .cardFormat(let path, let format):
            self = bad("--auditor", "'\(path)' has format \(format), limit 1")
        case .notAVKey(let text, let reason): self = bad("--witness", "'\(plain(text))': \(reason)")
        case .notAWitnessKey(let name):
            self = bad("--witness", "'\(plain(name))' is a key of type 1, not of a witness (type 4)")
        case .originLength(let bytes): self = bad("--origin", "\(bytes) bytes, limit 1 to 64", limit: 64)
        case .epochSeconds(let seconds):
            self = bad("--epoch-seconds", "\(seconds), limit 1 to 31536000", limit: 31_536_000)
        case .agencyCount(let count): self = bad("--agency", "\(count) cards, limit 1 to 12", limit: 12)
        case .codeTwice: self = bad("--agency", "two cards have one code")
        case .witnessCount(let count):
            self = bad("--witness", "\(count) witnesses with agencies and auditor, limit 16", limit: 16)
        case .witnessTwice: self = bad("--witness", "two witnesses have one name or one key")
        case .quorum(let quorum, let witnesses):
            self = bad("--quorum", "\(quorum), limit \(witnesses)", limit: UInt64(witnesses))
        case .witnessNameLength(let name, let isOutside):
            self = bad(
                isOutside ? "--witness" : "--origin",
                "the witness name '\(name)' has \(name.utf8.count) bytes, limit 64", limit: 64)
        case .unsignable: self.init(.inputOutput, "the site descriptor could not be signed")
        }
    }
}
