import Cases
import Interview
import Testing
import Wire

@Suite struct ConflictTests {
    private static let codes = [
        "bawaslu_kabkota", "bawaslu_prov", "bawaslu_ri", "bkd", "bkn", "bkpsdm", "inspektorat", "kemendagri",
        "tim_netralitas",
    ]
    private static let local = ["bkd", "bkpsdm", "inspektorat", "tim_netralitas"]

    private static func agency(_ code: String, _ kind: AgencyKind = .notSaid) -> Agency {
        Agency(code: code, name: code, kind: kind, identity: PublicKey())
    }

    @Test(
        arguments: [
            (.kepalaDaerah, "", "", local), (.pjKepalaDaerah, "", "", local), (.sekda, "", "", local),
            (.notSaid, "Bupati", "", local), (.notSaid, "Pj. Bupati Katingan", "", local),
            (.unknown, "wakil wali kota", "", local), (.notSaid, "Sekretaris Daerah", "", local),
            (.notSaid, "Staf Ahli Bupati", "", []), (.camatLurah, "Camat", "Kecamatan", []),
            (.pelaksana, "", "Kantor BPKSDM", local), (.jpt, "Kepala BKPSDM", "", local),
            (.penyelenggara, "", "", ["bawaslu_kabkota"]),
            (.notSaid, "Anggota", "Bawaslu Provinsi", ["bawaslu_kabkota", "bawaslu_prov"]),
            (.notSaid, "", "Bawaslu RI", ["bawaslu_kabkota", "bawaslu_prov", "bawaslu_ri"]),
            (.notSaid, "", "Kementerian Dalam Negeri", ["kemendagri"]), (.notSaid, "", "bkn", ["bkn"]),
            (.notSaid, "", "RSUD Mas Amsyar", []), (.kepalaDesa, "Kepala desa", "", []),
        ] as [(SubjectLevel, String, String, [String])])
    func whoIsAboveOrInAnAgencyIsNotReportedToIt(
        level: SubjectLevel, position: String, unit: String, codes: [String]
    ) {
        var story = Story.empty
        (story.subjectLevel, story.subjectPosition, story.subjectUnit) = (level, position, unit)
        #expect(
            ConflictRule.conflicting(with: story, among: Self.codes.map { Self.agency($0) }) == codes)
    }

    @Test func whatAnAgencyIsCountsMoreThanItsCode() {
        var story = Story.empty
        story.subjectLevel = .kepalaDaerah
        let agencies = [Self.agency("bkpsdm", .ngo), Self.agency("kepegawaian_katingan", .bkpsdm)]
        #expect(ConflictRule.conflicting(with: story, among: agencies) == ["kepegawaian_katingan"])
    }

    @Test func whatIsLeftIsJudged() {
        let agencies = [Self.agency("bkn"), Self.agency("bkpsdm"), Self.agency("pemantau", .ngo)]
        var story = Story.empty
        story.subjectLevel = .sekda
        let all = ReadersJudgement(agencies.map(\.code), of: story, among: agencies)
        #expect(all.conflicting == ["bkpsdm"] && !all.isOneAlone && !all.isGovernmentOnly)
        let state = ReadersJudgement(["bkn"], of: story, among: agencies)
        #expect(state.conflicting.isEmpty && state.isOneAlone && state.isGovernmentOnly)
        #expect(state.leavesOutsidersOut)
        let outsider = ReadersJudgement(["pemantau"], of: story, among: agencies)
        #expect(outsider.isOneAlone && !outsider.isGovernmentOnly && !outsider.leavesOutsidersOut)
    }
}
