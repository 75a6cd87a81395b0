package import Wire

extension Story {
    /// Characters that a description has at least.
    package static let shortest = 30
    /// Bytes that a description has at most, the schema's bound.
    package static let longest = 8_000
    /// Files that a report announces at most, the schema's bound.
    package static let mostFiles = 8

    /// Nothing said yet.
    package static let empty = Story(
        purpose: .report, category: .notSaid, moreCategories: [], subjectStatus: .notSaid,
        subjectLevel: .notSaid, subjectCount: .notSaid, subjectName: "", subjectPosition: "", subjectUnit: "",
        election: .notSaid, regionScheme: .notSaid, region: "", place: "", eventDate: nil, knownDate: nil,
        eventKind: .notSaid, eventName: "", pledges: [], story: "", evidenceKinds: [], links: "",
        circle: .notSaid, evidence: [], forward: .none, forwardTo: [])
}
