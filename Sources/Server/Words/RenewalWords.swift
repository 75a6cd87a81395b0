import Files
import Wire
package import Words

extension RenewalError: Explainable {
    /// By the option that is at fault.
    package var failure: Failure {
        switch self {
        case .days(let days):
            Failure(.usage, "--days: \(days), limit 1 to 90", field: "--days", limit: 90)
        case .notTheRootKey:
            Failure(.unauthorised, "--root-key: not the root key of this site", field: "--root-key")
        case .unfollowable(let reason): bad("--descriptor", reason)
        case .notAWitness(let name):
            bad("--remove-witness", "'\(plain(name))' is not a witness of this site")
        case .witnessCount(let count): bad("--witness", "\(count) witnesses, limit 16", limit: 16)
        case .witnessTwice: bad("--witness", "two witnesses have one name")
        case .quorum(let quorum, let witnesses):
            bad("--quorum", "\(quorum), limit \(witnesses)", limit: UInt64(witnesses))
        case .encoding(let error):
            Failure(.badInput, "\(error)", field: error.field, limit: UInt64(error.maximum))
        case .doesNotHold(let reason):
            Failure(.badInput, "the next descriptor would not hold: \(reason)")
        case .unreadable(let error): Failure(reading: error.path, field: "--descriptor", error)
        case .notADescriptor(let path, let reason):
            bad("--descriptor", "'\(path)' is no site descriptor: \(reason)")
        case .unwritable(let path, let error): Failure(writing: path, field: "--out", error)
        case .waitsAlready(let serial):
            bad("--descriptor", "another descriptor of serial \(serial) waits already")
        case .serverRuns:
            Failure(
                .tryLater, "--data: a server runs there; end it, adopt, and start it again", field: "--data")
        case .store(let error): Failure(error)
        case .keys(let error): error.failure
        case .notReplaced(let path, let error): Failure(writing: path, field: "site.descriptor", error)
        case .doesNotFollow(let reason):
            bad("--descriptor", "does not follow the newest one: \(reason)")
        }
    }

    private func bad(_ option: String, _ what: String, limit: UInt64? = nil) -> Failure {
        Failure(.badInput, "\(option): \(what)", field: option, limit: limit)
    }
}
