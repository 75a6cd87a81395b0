package import Words

extension ElectionPhase {
    /// What people read for the stage.
    package var label: Phrase {
        switch self {
        case .preNomination: Phrase("sebelum pencalonan", "before the nomination")
        case .nomination: Phrase("masa pencalonan", "nomination")
        case .campaign: Phrase("masa kampanye", "campaign")
        case .quietPeriod: Phrase("masa tenang", "quiet period")
        case .votingDay: Phrase("hari pemungutan suara", "voting day")
        case .countAndRecap: Phrase("penghitungan dan rekapitulasi suara", "count and recapitulation")
        case .postElection: Phrase("sesudah pemilihan", "after the election")
        }
    }
}

extension ElectionCalendar.Finding {
    /// `Pilkada 2024: masa kampanye`; in the nomination with whether it was settled who is a candidate.
    package var text: Phrase {
        let (name, stage) = (election.name, phase.label)
        guard phase == .nomination else {
            return Phrase(
                "\(name.indonesian): \(stage.indonesian)", "\(name.english): \(stage.english)")
        }
        return hasCandidates
            ? Phrase(
                "\(name.indonesian): \(stage.indonesian), calon sudah ditetapkan",
                "\(name.english): \(stage.english), the candidates are settled")
            : Phrase(
                "\(name.indonesian): \(stage.indonesian), baru bakal calon",
                "\(name.english): \(stage.english), nobody is a candidate yet")
    }
}
