package import Wire

/// Which agencies a report should not reach because the person reported stands above them or works in them.
///
/// The local line runs to the head of the region; a report on the head, the acting head or the secretary would reach
/// the accused. A report on someone of the election bodies leaves the local supervisor out. It is advice:
/// the source decides.
package enum ConflictRule {
    /// The agencies of `agencies` that this report should not reach, in their order.
    package static func conflicting(with story: Story, among agencies: [Agency]) -> [AgencyCode] {
        let posts = self.posts(of: story)
        let named = namedKinds(lowerWords(story.subjectUnit) + lowerWords(story.subjectPosition))
        return agencies.filter { agency in
            let kind = agency.knownKind
            return named.contains(kind) || kind.conflictingPosts.contains { posts.contains($0) }
        }
        .map { $0.code }
    }

    /// The post that was chosen, and the one that the words of the position begin with.
    private static func posts(of story: Story) -> [SubjectLevel] {
        var words = lowerWords(story.subjectPosition)[...]
        var isActing = false
        while let word = words.first, acting.contains(word) {
            isActing = isActing || word != "wakil"
            words = words.dropFirst()
        }
        let written: SubjectLevel? =
            if heads.contains(where: { words.starts(with: $0) }) {
                isActing ? .pjKepalaDaerah : .kepalaDaerah
            } else if secretaries.contains(where: { words.starts(with: $0) }) {
                .sekda
            } else {
                nil
            }
        return [story.subjectLevel] + (written.map { [$0] } ?? [])
    }

    /// The kinds of agencies that stand in words about where somebody works.
    ///
    /// A staff agency or inspectorate means the whole local line.
    private static func namedKinds(_ words: [String]) -> [AgencyKind] {
        func says(_ names: [[String]]) -> Bool {
            names.contains { name in words.indices.contains { words[$0...].starts(with: name) } }
        }
        var kinds: [AgencyKind] = []
        if says(localNames) {
            kinds += AgencyKind.allCases.filter { $0.conflictingPosts.contains(.kepalaDaerah) }
        }
        if says(supervisorNames) {
            kinds.append(.bawasluKabkota)
            let isNational = says([["ri"], ["republik"]])
            if isNational || says([["provinsi"], ["prov"]]) { kinds.append(.bawasluProv) }
            if isNational { kinds.append(.bawasluRi) }
        }
        for (names, kind) in nationalNames where says(names) { kinds.append(kind) }
        return kinds
    }

    private static let acting = ["pj", "plt", "plh", "pjs", "penjabat", "pelaksana", "tugas", "wakil"]
    private static let heads = [["bupati"], ["walikota"], ["wali", "kota"], ["gubernur"]]
    private static let secretaries = [["sekda"], ["sekretaris", "daerah"]]
    private static let localNames = [
        ["bkpsdm"], ["bpksdm"], ["bkd"], ["bkpp"], ["inspektorat"], ["badan", "kepegawaian", "daerah"],
        ["badan", "kepegawaian", "dan"],
    ]
    private static let supervisorNames = [["bawaslu"], ["bawalsu"], ["panwascam"], ["panwaslu"]]
    private static let nationalNames: [([[String]], AgencyKind)] = [
        ([["bkn"], ["badan", "kepegawaian", "negara"]], .bkn),
        ([["kemendagri"], ["kementerian", "dalam", "negeri"]], .kemendagri),
        ([["gakkumdu"]], .gakkumdu), ([["ombudsman"]], .ombudsman), ([["lpsk"]], .lpsk),
    ]
}

extension Agency {
    /// What it is; where its card does not say, what its code is the name of.
    package var knownKind: AgencyKind {
        kind == .notSaid ? AgencyKind(name: code) ?? .notSaid : kind
    }
}

/// Words of letters, in lower case.
private func lowerWords(_ text: String) -> [String] {
    text.lowercased().split { !$0.isLetter }.map(String.init)
}
