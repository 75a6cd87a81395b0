package import Wire

/// What can be wrong with those who are left to read a report.
package struct ReadersJudgement: Equatable, Sendable {
    /// Those of them that the person reported stands above or works in.
    package let conflicting: [AgencyCode]
    /// One alone could let the report lie, and no other would know.
    package let isOneAlone: Bool
    /// Nobody among them is outside government.
    package let isGovernmentOnly: Bool
    /// The site has somebody outside government, who was left out.
    package let leavesOutsidersOut: Bool

    /// Judges the readers of a report.
    ///
    /// - Parameters:
    ///   - readers: codes of those who read.
    ///   - story: what is reported.
    ///   - agencies: the site's.
    package init(_ readers: [AgencyCode], of story: Story, among agencies: [Agency]) {
        let left = agencies.filter { readers.contains($0.code) }
        func hasOutsider(_ agencies: [Agency]) -> Bool {
            agencies.contains { $0.knownKind.isOutsideGovernment }
        }
        conflicting = ConflictRule.conflicting(with: story, among: left)
        isOneAlone = left.count == 1
        isGovernmentOnly = !hasOutsider(left)
        leavesOutsidersOut = !hasOutsider(left) && hasOutsider(agencies)
    }
}
