package import Words

/// The cases that a desk shows and what is done to them: all that the module knows of a store.
///
/// What is shown are the JSON objects that the commands print (`list`, `show`), so that page and command line tell the same.
/// Everything throws `any Explainable` where it cannot be had, and whatever else goes wrong is told as a fault of the program.
package struct DeskCases: Sendable {
    /// Whose desk it is, when it last heard from the site, what waits to be handed in, and `reports`.
    package var inbox: @Sendable () async throws -> JSON
    /// The ids of the reports in which a text stands, of those that were opened.
    package var search: @Sendable (_ text: String) async throws -> [String]
    /// One case, with what may be done next.
    package var show: @Sendable (_ id: String) async throws -> JSON
    /// A piece of evidence by its number in the case, from 1, where it is no longer than the limit.
    package var evidence: @Sendable (_ id: String, _ number: Int, _ limit: Int) async throws -> DeskEvidence
    /// A case as a page of its own, and as a PDF, with what the reviewer has to know before it leaves the house.
    package var paper: @Sendable (_ id: String, _ paper: DeskPaper) async throws -> JSON
    /// Does it, and hands it in if the site answers.
    ///
    /// Returns what a person is told of it.
    package var perform: @Sendable (_ id: String, _ deed: DeskDeed) async throws -> JSON
    /// Hands in what waits, and fetches what is new.
    package var sync: @Sendable () async throws -> JSON

    /// Takes them as they are; a test gives its own.
    package init(
        inbox: @escaping @Sendable () async throws -> JSON,
        search: @escaping @Sendable (_ text: String) async throws -> [String],
        show: @escaping @Sendable (_ id: String) async throws -> JSON,
        evidence:
            @escaping @Sendable (_ id: String, _ number: Int, _ limit: Int) async throws -> DeskEvidence,
        paper: @escaping @Sendable (_ id: String, _ paper: DeskPaper) async throws -> JSON,
        perform: @escaping @Sendable (_ id: String, _ deed: DeskDeed) async throws -> JSON,
        sync: @escaping @Sendable () async throws -> JSON
    ) {
        self.inbox = inbox
        self.search = search
        self.show = show
        self.evidence = evidence
        self.paper = paper
        self.perform = perform
        self.sync = sync
    }
}

/// A piece of evidence, as it was sealed.
package enum DeskEvidence: Equatable, Sendable {
    /// All of it.
    case bytes([UInt8])
    /// More than was asked for: it is had by the command line only.
    case tooLong(bytes: UInt64)
    /// There is no such case or number, or its bytes have not come or were erased.
    case missing
}
