package import Wire

/// What `open` found and wrote.
package struct OpenedCase: Equatable, Sendable {
    /// What became of the report itself.
    package enum Outcome: Equatable, Sendable {
        /// Read, and believed.
        case opened
        /// The envelope is the recorded one, and nobody can read it: somebody sent noise.
        case garbage(String)
        /// What the site gave is not what the log says; nothing of it was opened.
        case wrongEnvelope(expected: Hash, found: Hash)
        /// The payload was erased.
        case erased
    }

    /// The report's commitment.
    package var id: Hash
    /// Of the report itself.
    package var outcome: Outcome
    /// Relative to the folder, in the order in which they were written.
    package var files: [String]
    /// Supplements and replies that cannot be read, by what is wrong.
    package var unreadable: [String]

    /// Puts one together.
    package init(id: Hash, outcome: Outcome, files: [String], unreadable: [String]) {
        self.id = id
        self.outcome = outcome
        self.files = files
        self.unreadable = unreadable
    }

    /// Whether everything could be read.
    package var isWhole: Bool { outcome == .opened && unreadable.isEmpty }
}
