import Wire
package import Words

extension LifecycleFault {
    /// What a person reads of an act that breaks a rule of the lifecycle.
    package var phrase: Phrase {
        switch self {
        case .transition(let from, let to):
            Phrase(
                "dari \"\(from.label.indonesian)\" perkara tidak dapat menjadi \"\(to.label.indonesian)\"",
                "a case cannot go from \"\(from.label.english)\" to \"\(to.label.english)\"")
        case .unchanged(let state):
            Phrase(
                "keadaannya sudah \"\(state.label.indonesian)\"; tindakan itu tidak mengubah apa pun",
                "it stands at \"\(state.label.english)\" already; the act would change nothing")
        case .outcome(.none, let state):
            Phrase(
                "\"\(state.label.indonesian)\" memerlukan hasil",
                "\"\(state.label.english)\" needs an outcome")
        case .outcome(let outcome, let state):
            Phrase(
                "hasil \"\(outcome.label.indonesian)\" tidak dapat disebut pada \"\(state.label.indonesian)\" dalam perkara ini",
                "the outcome \"\(outcome.label.english)\" does not go with \"\(state.label.english)\" in this case"
            )
        case .unexamined(let outcome):
            Phrase(
                "hasil \"\(outcome.label.indonesian)\" memerlukan pemeriksaan lebih dahulu",
                "the outcome \"\(outcome.label.english)\" needs an examination first")
        case .reasonMissing(let kind, let state): reason(kind, state)
        case .limit(let due, let state):
            Phrase(
                "batas waktu \"\(due.label.indonesian)\" tidak berlaku pada \"\(state.label.indonesian)\", atau sudah lewat",
                "the time limit \"\(due.label.english)\" is none of \"\(state.label.english)\", or ran before"
            )
        case .moved:
            Phrase(
                "tindakan sejenis itu tidak mengubah keadaan atau hasil perkara",
                "an act of that kind changes neither state nor outcome of a case")
        case .noPower(let state, .none):
            Phrase(
                "instansi di luar pemerintah tidak berwenang untuk \"\(state.label.indonesian)\"",
                "an agency outside government has no power for \"\(state.label.english)\"")
        case .noPower(let state, let outcome):
            Phrase(
                """
                instansi di luar pemerintah tidak berwenang untuk \"\(state.label.indonesian)\" dengan hasil \
                \"\(outcome.label.indonesian)\"
                """,
                """
                an agency outside government has no power for \"\(state.label.english)\" with the outcome \
                \"\(outcome.label.english)\"
                """)
        case .otherKind(let state):
            Phrase(
                "\"\(state.label.indonesian)\" hanya dengan tindakan yang khusus untuk itu",
                "\"\(state.label.english)\" only by the act that is for it")
        case .other:
            Phrase(
                "instansi tujuan tidak ada, tidak pada tempatnya, atau instansi itu sendiri",
                "the agency that it names is missing, out of place, or itself")
        case .related:
            Phrase(
                "laporan terkait tidak ada, tidak pada tempatnya, atau laporan itu sendiri",
                "the report that it names is missing, out of place, or the same one")
        }
    }

    private func reason(_ kind: ActKind, _ state: CaseState) -> Phrase {
        guard kind != .cannotOpen else {
            return Phrase("alasan wajib diberikan", "a reason has to be given")
        }
        return Phrase(
            "\"\(state.label.indonesian)\" wajib disertai alasan", "\"\(state.label.english)\" needs a reason"
        )
    }
}
