package import Words

extension RecoveryError: Explainable {
    /// By the option that is at fault.
    package var failure: Failure {
        switch self {
        case .endedAlready(let next):
            told(
                .configuration, "--data", "this log was ended already and goes on as \(plain(next))")
        case .origin:
            told(
                .badInput, "--origin", "a new name of 1 to 64 bytes, never used before", limit: 64)
        case .notTheRootKey: told(.badInput, "--root-key", "not the root key of this site")
        case .insideOld(let path): told(.usage, "--out", "'\(path)' is inside --data; keep them apart")
        case .unmarked(let error):
            Failure(
                .inputOutput,
                """
                the new log is made, but the old directory could not be marked: never start a server from it again \
                (\(error.message))
                """,
                field: "--data")
        case .noSerialLeft: Failure(.badInput, "no serial number is left")
        case .unmade(let reason): Failure(.badInput, reason)
        case .configuration(let error): error.failure
        case .directory(let error): error.failure
        case .keys(let error): error.failure
        case .store(let error): Failure(error)
        case .notAnAgency(let code):
            told(.badInput, "--agency", "\(plain(code)) is no agency of the site")
        case .otherIdentity(let code):
            told(
                .badInput, "--agency", "the card of \(code) has another identity key than the site names")
        case .cardNeeded(let code):
            told(.usage, "--agency", "the database is lost, so the card of \(code) is needed")
        case .boundToOldLog(let code):
            told(
                .usage, "--agency",
                "the newest keys of \(code) are bound to the old log: give a new card")
        case .keysRanOut(let code):
            told(.badInput, "--agency", "the keys of \(code) have run out: give a new card")
        case .epochNeeded:
            told(.usage, "--epoch", "nobody tells the number of the newest epoch; give it")
        case .epochBelow(let epoch, let known):
            told(.badInput, "--epoch", "\(epoch), and epoch \(known) is known", limit: known)
        case .sizeAndRootApart:
            Failure(.usage, "--size and --root are given together", field: "--size")
        case .sizeBelow(let size, let known):
            told(
                .badInput, "--size", "\(size), and \(known) entries are known; less would be a lie",
                limit: known)
        case .sizeBetween(let size):
            told(
                .badInput, "--size", "\(size), and a log ends at a multiple of 256", limit: 256)
        case .unknownRoot(let size):
            told(.badInput, "--root", "not one that is known of \(size) entries")
        case .nothingKnown:
            told(.usage, "--size", "nothing is known of the old log; give --size and --root")
        case .forked(let size):
            Failure(
                .badInput,
                "two roots are known of \(size) entries: somebody forked the log; say which with --size and --root",
                field: "--root")
        case .canGoOn:
            told(
                .usage, "--cause",
                """
                the old log can go on: database and guard agree, and nobody is known to have seen more. \
                Give --cause if it must end all the same
                """)
        }
    }

    private func told(_ kind: Failure.Kind, _ option: String, _ what: String, limit: UInt64? = nil) -> Failure
    {
        Failure(kind, "\(option): \(what)", field: option, limit: limit)
    }
}
