import Cases
package import Wire
package import Words

extension Interview {
    /// What is to be drawn now; nil where the review is.
    package var form: QuestionForm? {
        if let followUp { return form(of: followUp) }
        return question.map { form(of: $0) }
    }

    /// What was answered to a question, in words; nil where nothing was.
    package func answer(to question: ReportQuestion) -> Phrase? {
        guard let field = question.field else {
            let names = agencies.filter { readers.contains($0.code) }.map { $0.name }
            return .name(names.joined(separator: "; "))
        }
        return story.facts(calendar, isOwn: true).first { $0.field == field && !$0.value.indonesian.isEmpty }?
            .value
    }

    private func form(of followUp: FollowUp) -> QuestionForm {
        switch followUp {
        case .region(let regions):
            QuestionForm(
                FormText.region, .one(regions.map { .name("\($0.title) (\($0.code))") }),
                help: FormHelp.place, isFollowUp: true)
        case .tracking(let links):
            QuestionForm(
                InterviewText.removeTracking(links.removed), .confirm(otherwise: true), help: FormHelp.links,
                isFollowUp: true)
        case .shows:
            QuestionForm(
                SubmissionText.shows(lastFile), .confirm(otherwise: false), help: FormHelp.files,
                isFollowUp: true)
        case .advice(let codes):
            QuestionForm(
                SubmissionText.followAdvice, .confirm(otherwise: true), help: FormHelp.advice,
                notes: [SubmissionText.advice(shown(codes)), InterviewText.exclusion])
        }
    }

    private var lastFile: String { story.evidence.last.map { Foreign($0.name).description } ?? "" }

    /// Names of agencies with their codes.
    package func shown(_ codes: [AgencyCode]) -> [String] {
        agencies.filter { codes.contains($0.code) }.map { "\(Foreign($0.name)) (\(Foreign($0.code)))" }
    }

    private func form(of question: ReportQuestion) -> QuestionForm {
        let (text, kind, help) = parts(of: question)
        return QuestionForm(
            text, kind, help: help, meanings: meanings(of: question), notes: notes(before: question),
            isOptional: question.isOptional,
            current: question == .readers ? names(excluded) : answer(to: question))
    }

    /// What was answered to who must not read it: those, not the ones who will.
    private func names(_ codes: [AgencyCode]) -> Phrase? {
        let names = agencies.filter { codes.contains($0.code) }.map { $0.name }
        return names.isEmpty ? nil : .name(names.joined(separator: "; "))
    }

    private func notes(before question: ReportQuestion) -> [Phrase] {
        switch question {
        case .story where story.circle == .under10 || story.circle == .onlyMe: [InterviewText.smallCircle]
        case .files where [EvidenceKind.audio, .video].contains(where: { story.evidenceKinds.contains($0) }):
            [SubmissionText.voice]
        case .readers: [InterviewText.exclusion]
        default: []
        }
    }

    private func meanings(of question: ReportQuestion) -> [Phrase] {
        switch question {
        case .category, .more: Category.choices.map { $0.meaning }
        case .pledges: Pledge.choices.map { $0.meaning }
        case .status: SubjectStatus.choices.map { $0.meaning }
        case .level: SubjectLevel.choices.map { $0.meaning }
        case .circle: KnowledgeCircle.choices.map { $0.meaning }
        case .evidence: EvidenceKind.choices.map { $0.meaning }
        default: []
        }
    }

    private func parts(of question: ReportQuestion) -> (Phrase, QuestionForm.Kind, Phrase) {
        switch question {
        case .place: (FormText.place, .line, FormHelp.place)
        case .category: (FormText.category, .one(Category.choices.map { $0.label }), FormHelp.category)
        case .more:
            (FormText.more, .several(Category.choices.map { $0.label }, limit: 2), FormHelp.more)
        case .pledges:
            (
                FormText.pledges, .several(Pledge.choices.map { $0.label }, limit: Pledge.choices.count),
                FormHelp.pledges
            )
        case .eventDate: (FormText.eventDate, .line, FormHelp.day)
        case .knownDate: (FormText.knownDate, .line, FormHelp.knownDate)
        case .status: (FormText.status, .one(SubjectStatus.choices.map { $0.label }), FormHelp.status)
        case .level: (FormText.level, .one(SubjectLevel.choices.map { $0.label }), FormHelp.level)
        case .count: (FormText.count, .one(SubjectCount.choices.map { $0.label }), FormHelp.count)
        case .name: (FormText.name, .line, FormHelp.who)
        case .position: (FormText.position, .line, FormHelp.who)
        case .unit: (FormText.unit, .line, FormHelp.who)
        case .circle: (FormText.circle, .one(KnowledgeCircle.choices.map { $0.label }), FormHelp.circle)
        case .story: (FormText.story, .lines, FormHelp.story)
        case .evidence:
            (
                FormText.evidence,
                .several(EvidenceKind.choices.map { $0.label }, limit: EvidenceKind.choices.count),
                FormHelp.evidence
            )
        case .links: (FormText.links, .line, FormHelp.links)
        case .files: (FormText.files, .files, FormHelp.files)
        case .readers:
            (
                SubmissionText.exclude,
                .several(offeredReaders.map { shown($0) }, limit: agencies.count), FormHelp.readers
            )
        }
    }

    /// `BKN (bkn): mengawasi …; di bawah …`.
    private func shown(_ agency: Agency) -> Phrase {
        excluded.contains(agency.code)
            ? InterviewText.leftOut(agency.name, agency.code)
            : InterviewText.reader(agency.name, agency.code, does: agency.powers)
    }

    /// The agencies as the question about readers numbers them: those that read, then those that are left out.
    var offeredReaders: [Agency] {
        agencies.filter { !excluded.contains($0.code) } + agencies.filter { excluded.contains($0.code) }
    }
}
