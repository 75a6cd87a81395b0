package import Cases
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
        /// The payload was erased, as a lawful erasure in the log says.
        case erased
        /// The payload is gone, and no lawful erasure says so.
        case gone
        /// Read, and sealed to a key set that no epoch of the log named.
        case unknownKeySet(Hash)
        /// Not fetched yet, or not to its end.
        case waiting
        /// Told to be forgotten here.
        case forgotten
    }

    /// The report's commitment.
    package var id: Hash
    /// Of the report itself.
    package var outcome: Outcome
    /// Relative to the folder, in the order in which they were written.
    package var files: [String]
    /// Supplements and replies that cannot be read, by what is wrong.
    package var unreadable: [String]
    /// Acts and messages that the log does not prove; nothing of them was believed.
    package var doubts: [CaseSummary.Doubt] = []
    /// Supplements and replies that are gone by no lawful erasure.
    package var gone: [String] = []
    /// Files that the report announces and no supplement has brought.
    package var missing: [Evidence] = []
    /// Identities that the source gave to this agency; their text is not read here.
    package var identities = 0
    /// Whether the log says that the site erased the report, whatever is still here.
    package var isErasedThere = false
    /// The agency's word to the source that it has the report.
    package var received = ReceivedActs()

    /// Puts one together.
    package init(id: Hash, outcome: Outcome, files: [String], unreadable: [String]) {
        self.id = id
        self.outcome = outcome
        self.files = files
        self.unreadable = unreadable
    }

    /// Whether everything that came could be read, and is proven.
    package var isWhole: Bool {
        outcome == .opened && unreadable.isEmpty && doubts.isEmpty && gone.isEmpty
    }
}
