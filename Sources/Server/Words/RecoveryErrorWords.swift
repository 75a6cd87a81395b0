import Words

extension Failure {
    /// Why a log is not ended, or not continued as a new one.
    init(_ error: RecoveryError) {
        func told(_ kind: Kind, _ option: String, _ what: String, limit: UInt64? = nil) -> Failure {
            Failure(kind, "\(option): \(what)", field: option, limit: limit)
        }
        switch error {
        case .endedAlready(let next):
            self = told(
                .configuration, "--data", "this log was ended already and goes on as \(plain(next))")
        case .origin:
            self = told(
                .badInput, "--origin", "a new name of 1 to 64 bytes, never used before", limit: 64)
        case .notTheRootKey: self = told(.badInput, "--root-key", "not the root key of this site")
        case .insideOld(let path): self = told(.usage, "--out", "'\(path)' is inside --data; keep them apart")
        case .unmarked(let reason):
            self.init(
                .inputOutput,
                """
                the new log is made, but the old directory could not be marked: never start a server from it again \
                (\(reason))
                """,
                field: "--data")
        case .notAnAgency(let code):
            self = told(.badInput, "--agency", "\(plain(code)) is no agency of the site")
        case .otherIdentity(let code):
            self = told(
                .badInput, "--agency", "the card of \(code) has another identity key than the site names")
        case .cardNeeded(let code):
            self = told(.usage, "--agency", "the database is lost, so the card of \(code) is needed")
        case .boundToOldLog(let code):
            self = told(
                .usage, "--agency",
                "the newest keys of \(code) are bound to the old log: give a new card")
        case .keysRanOut(let code):
            self = told(.badInput, "--agency", "the keys of \(code) have run out: give a new card")
        case .epochNeeded:
            self = told(.usage, "--epoch", "nobody tells the number of the newest epoch; give it")
        case .epochBelow(let epoch, let known):
            self = told(.badInput, "--epoch", "\(epoch), and epoch \(known) is known", limit: known)
        case .sizeAndRootApart:
            self.init(.usage, "--size and --root are given together", field: "--size")
        case .sizeBelow(let size, let known):
            self = told(
                .badInput, "--size", "\(size), and \(known) entries are known; less would be a lie",
                limit: known)
        case .sizeBetween(let size):
            self = told(
                .badInput, "--size", "\(size), and a log ends at a multiple of 256", limit: 256)
        case .unknownRoot(let size):
            self = told(.badInput, "--root", "not one that is known of \(size) entries")
        case .nothingKnown:
            self = told(.usage, "--size", "nothing is known of the old log; give --size and --root")
        case .forked(let size):
            self.init(
                .badInput,
                "two roots are known of \(size) entries: somebody forked the log; say which with --size and --root",
                field: "--root")
        case .canGoOn:
            self = told(
                .usage, "--cause",
                """
                the old log can go on: database and guard agree, and nobody is known to have seen more. \
                Give --cause if it must end all the same
                """)
        }
    }
}
