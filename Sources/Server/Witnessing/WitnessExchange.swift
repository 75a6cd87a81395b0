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
