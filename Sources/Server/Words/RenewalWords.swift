import Files
import Words

extension Failure {
    /// Why a site's next descriptor was not signed or taken up.
    init(_ error: RenewalError) {
        func bad(_ option: String, _ what: String, limit: UInt64? = nil) -> Failure {
            Failure(.badInput, "\(option): \(what)", field: option, limit: limit)
        }
        switch error {
        case .days(let days):
            self.init(.usage, "--days: \(days), limit 1 to 90", field: "--days", limit: 90)
        case .notTheRootKey:
            self.init(.unauthorised, "--root-key: not the root key of this site", field: "--root-key")
        case .unfollowable(let reason): self = bad("--descriptor", reason)
        case .notAWitness(let name):
            self = bad("--remove-witness", "'\(plain(name))' is not a witness of this site")
        case .witnessCount(let count): self = bad("--witness", "\(count) witnesses, limit 16", limit: 16)
        case .witnessTwice: self = bad("--witness", "two witnesses have one name")
        case .quorum(let quorum, let witnesses):
            self = bad("--quorum", "\(quorum), limit \(witnesses)", limit: UInt64(witnesses))
        case .doesNotHold(let reason):
            self.init(.badInput, "the next descriptor would not hold: \(reason)")
        case .unreadable(let error): self.init(reading: error.path, field: "--descriptor", error)
        case .notADescriptor(let path, let reason):
            self = bad("--descriptor", "'\(path)' is no site descriptor: \(reason)")
        case .unwritable(let path, let error): self.init(writing: path, field: "--out", error)
        case .waitsAlready(let serial):
            self = bad("--descriptor", "another descriptor of serial \(serial) waits already")
        case .serverRuns:
            self.init(
                .tryLater, "--data: a server runs there; end it, adopt, and start it again", field: "--data")
        case .doesNotFollow(let reason):
            self = bad("--descriptor", "does not follow the newest one: \(reason)")
        }
    }
}
