import TransparencyLog

/// One submission of a checkpoint to one witness (C2SP tlog-witness), answers in and actions out.
struct WitnessExchange: Equatable, Sendable {
    enum Action: Equatable, Sendable {
        /// Send the checkpoint with the consistency proof from this size.
        case submit(old: UInt64)
        /// Verify these lines and take what is right.
        case take([NoteSignature])
        /// The witness contradicts us. See what it can show: its word alone counts for nothing.
        case examine(WitnessOutcome)
        case end(WitnessOutcome)
    }

    /// Of the checkpoint.
    let size: UInt64
    /// What the witness cosigned last, as far as it said.
    private(set) var known: UInt64
    private var isRepeated = false

    init(size: UInt64, known: UInt64) {
        self.size = size
        self.known = known
    }

    func start() -> Action { .submit(old: min(known, size)) }

    /// One 409 is answered by a proof from where the witness is; a second one ends it.
    mutating func receive(_ answer: AddCheckpointAnswer) -> Action {
        switch answer {
        case .cosigned(let lines):
            known = size
            return .take(lines)
        case .conflict(let other) where other > size:
            return .examine(.ahead(other))
        case .conflict(let other):
            guard !isRepeated, other != min(known, size) else { return .end(.refused(status: 409)) }
            isRepeated = true
            known = other
            return .submit(old: other)
        case .refused(status: 422):
            return .examine(.disputed)
        case .refused(let status):
            return .end(.refused(status: status))
        }
    }
}

/// How a witness answered last.
enum WitnessOutcome: Equatable, Sendable {
    /// Not asked since the start.
    case waiting
    case cosigned
    case unreachable
    case refused(status: Int)
    /// It answered with something that is no answer, or with no cosignature of a witness of the site.
    case unusable
    /// It says to know a larger log, and shows nothing that this log's key signed.
    case ahead(UInt64)
    /// It says that a right proof does not hold.
    case disputed

    init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ":", maxSplits: 1)
        switch (parts.first, parts.dropFirst().first) {
        case ("waiting", nil): self = .waiting
        case ("cosigned", nil): self = .cosigned
        case ("unreachable", nil): self = .unreachable
        case ("unusable", nil): self = .unusable
        case ("disputed", nil): self = .disputed
        case ("refused", let status?):
            guard let status = Int(status) else { return nil }
            self = .refused(status: status)
        case ("ahead", let size?):
            guard let size = UInt64(size) else { return nil }
            self = .ahead(size)
        default: return nil
        }
    }

    /// One word, for the status file and for scripts.
    var word: String {
        switch self {
        case .waiting: "waiting"
        case .cosigned: "cosigned"
        case .unreachable: "unreachable"
        case .refused(let status): "refused:\(status)"
        case .unusable: "unusable"
        case .ahead(let size): "ahead:\(size)"
        case .disputed: "disputed"
        }
    }

    /// For the operator's line.
    var meaning: String {
        switch self {
        case .waiting: "not asked yet"
        case .cosigned: "cosigned"
        case .unreachable: "cannot be reached"
        case .refused(status: 404): "refuses: it does not know this log (404); give its operator log.vkey"
        case .refused(status: 403): "refuses: it does not take this log's key (403)"
        case .refused(let status): "refuses (\(status))"
        case .unusable: "answers without a cosignature of a witness that the site's description names"
        case .ahead(let size):
            "says to know \(size) entries, more than there are, and shows no checkpoint of this log's key for it"
        case .disputed:
            "says that a right proof does not hold, and shows no other checkpoint of this log's key"
        }
    }
}
