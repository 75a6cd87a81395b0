extension WorkChallenge {
    /// No work is asked for.
    package static let none = WorkChallenge(kind: .none, difficulty: 0, challenge: [])
}
