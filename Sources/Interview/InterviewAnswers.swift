import Cases
package import Wire
package import Words

extension Interview {
    /// What came of an answer.
    package enum Reaction: Equatable, Sendable {
        /// It was taken; what is to be said of it before the next question.
        case taken([Phrase])
        /// It was not: nothing changed, and the same question stands.
        case again(Phrase)
    }

    /// Takes what was typed: words, numbers of choices apart by commas or spaces, `y` or `t`; nothing leaves an answer as it
    /// is, `-` empties it.
    package mutating func answer(_ typed: String) -> Reaction {
        if let followUp { return answer(typed, to: followUp) }
        guard let question else { return .taken([]) }
        if typed.isEmpty, question != .story || !story.story.isEmpty {
            guard question.isOptional || answer(to: question) != nil else {
                return .again(InterviewText.needed)
            }
            advance()
            return .taken([])
        }
        if typed == "-" {
            guard question.isOptional else { return .again(InterviewText.needed) }
            empty(question)
            advance()
            return .taken([])
        }
        let reaction = take(typed, for: question)
        if case .taken = reaction, followUp == nil { advance() }
        return reaction
    }

    private mutating func empty(_ question: ReportQuestion) {
        switch question {
        case .place: (story.place, story.region, story.regionScheme) = ("", "", .notSaid)
        case .more: story.moreCategories = []
        case .pledges: story.pledges = []
        case .eventDate: story.eventDate = nil
        case .knownDate: story.knownDate = nil
        case .status: story.subjectStatus = .notSaid
        case .level: story.subjectLevel = .notSaid
        case .count: story.subjectCount = .notSaid
        case .name: story.subjectName = ""
        case .position: story.subjectPosition = ""
        case .unit: story.subjectUnit = ""
        case .circle: story.circle = .notSaid
        case .evidence: story.evidenceKinds = []
        case .links: story.links = ""
        case .readers: excluded = []
        case .category, .story, .files: break
        }
    }

    private mutating func take(_ typed: String, for question: ReportQuestion) -> Reaction {
        switch question {
        case .place: return takePlace(typed)
        case .eventDate, .knownDate: return takeDay(typed, for: question)
        case .name: return takeLine(typed, limit: 128) { $0.subjectName = typed }
        case .position: return takeLine(typed, limit: 128) { $0.subjectPosition = typed }
        case .unit: return takeLine(typed, limit: 128) { $0.subjectUnit = typed }
        case .links: return takeLinks(typed)
        case .story: return takeStory(typed)
        case .files: return .again(InterviewText.needed)
        case .readers: return takeReaders(typed)
        default: return takeCodes(typed, for: question)
        }
    }

    // MARK: Words

    private mutating func takeLine(_ typed: String, limit: Int, _ set: (inout Story) -> Void) -> Reaction {
        guard typed.utf8.count <= limit else {
            return .again(DialogueText.tooLong(bytes: typed.utf8.count, limit: limit))
        }
        set(&story)
        return .taken(StoryDoubt.numbers(in: typed))
    }

    private mutating func takePlace(_ typed: String) -> Reaction {
        guard typed.utf8.count <= 160 else {
            return .again(DialogueText.tooLong(bytes: typed.utf8.count, limit: 160))
        }
        (story.place, story.region, story.regionScheme) = (typed, "", .notSaid)
        switch RegionSearch(typed) {
        case .none: return .taken([])
        case .several(let regions):
            followUp = .region(regions)
            return .taken([])
        case .one(let region): return .taken([take(region)])
        }
    }

    private mutating func take(_ region: Region) -> Phrase {
        (story.region, story.regionScheme) = (region.code, .kemendagri)
        return InterviewText.region(region.title, region.code)
    }

    private mutating func takeDay(_ typed: String, for question: ReportQuestion) -> Reaction {
        switch TypedDay(typed, today: days.today) {
        case .unreadable: return .again(FormText.dateForm)
        case .noSuchDay: return .again(SubmissionText.noSuchDay.sentence)
        case .day(let date) where date.isLater(than: days.latest): return .again(FormText.future)
        case .day(let date):
            guard question == .eventDate else {
                story.knownDate = date
                return .taken([date.dayPhrase.sentence])
            }
            story.eventDate = date
            let phases = calendar.findings(on: date, about: story.election)
            return .taken([date.dayPhrase.sentence] + phases.map { InterviewText.phase($0.text) })
        }
    }

    private mutating func takeLinks(_ typed: String) -> Reaction {
        let links = typed.split { $0.isWhitespace }.joined(separator: "\n")
        guard links.utf8.count <= 1_024 else {
            return .again(DialogueText.tooLong(bytes: links.utf8.count, limit: 1_024))
        }
        story.links = links
        let tracked = TrackedLinks(links)
        if !tracked.removed.isEmpty { followUp = .tracking(tracked) }
        return .taken(tracked.hasShareLink ? [InterviewText.shareLink] : [])
    }

    private mutating func takeStory(_ typed: String) -> Reaction {
        guard typed.count >= Story.shortest else {
            return .again(FormText.tooShort(typed.count, limit: Story.shortest))
        }
        guard typed.utf8.count <= Story.longest else {
            return .again(DialogueText.tooLong(bytes: typed.utf8.count, limit: Story.longest))
        }
        story.story = typed
        let doubts = StoryDoubt.found(in: typed).map { $0.text }
        return .taken(doubts.isEmpty ? [] : doubts + [InterviewText.toChange])
    }

    // MARK: Choices

    private mutating func takeCodes(_ typed: String, for question: ReportQuestion) -> Reaction {
        guard let form else { return .taken([]) }
        let (count, limit): (Int, Int) =
            switch form.kind {
            case .one(let choices): (choices.count, 1)
            case .several(let choices, let limit): (choices.count, limit)
            default: (0, 0)
            }
        guard let chosen = numbers(typed, count: count, limit: limit), let first = chosen.first else {
            return .again(DialogueText.chooseNumbers(count: count, limit: limit))
        }
        switch question {
        case .category:
            story.category = Category.choices[first]
            story.moreCategories = story.moreCategories.filter { $0 != story.category }
        case .more:
            story.moreCategories = chosen.map { Category.choices[$0] }.filter { $0 != story.category }
        case .pledges: story.pledges = chosen.map { Pledge.choices[$0] }
        case .status: story.subjectStatus = SubjectStatus.choices[first]
        case .level: story.subjectLevel = SubjectLevel.choices[first]
        case .count: story.subjectCount = SubjectCount.choices[first]
        case .circle: story.circle = KnowledgeCircle.choices[first]
        default: story.evidenceKinds = chosen.map { EvidenceKind.choices[$0] }
        }
        return .taken([])
    }

    private mutating func takeReaders(_ typed: String) -> Reaction {
        let offered = offeredReaders
        guard let chosen = numbers(typed, count: offered.count, limit: offered.count) else {
            return .again(DialogueText.chooseNumbers(count: offered.count, limit: offered.count))
        }
        let codes = chosen.map { offered[$0].code }
        let kept = excluded.filter { !codes.contains($0) } + codes.filter { !excluded.contains($0) }
        guard kept.count < agencies.count else { return .again(SubmissionText.oneMustRead) }
        included = included.filter { !kept.contains($0) } + excluded.filter { codes.contains($0) }
        excluded = kept
        return .taken([])
    }

    /// Positions of the numbers that were typed, from 0, each once; nil where one is none of the choices.
    private func numbers(_ typed: String, count: Int, limit: Int) -> [Int]? {
        let words = typed.split { $0 == "," || $0 == "." || $0.isWhitespace }
        let numbers = words.compactMap { Int($0) }.filter { (1...max(count, 1)).contains($0) }
        guard !numbers.isEmpty, numbers.count == words.count, Set(numbers).count == numbers.count,
            numbers.count <= limit
        else { return nil }
        return numbers.map { $0 - 1 }
    }

    // MARK: Between the questions

    private mutating func answer(_ typed: String, to followUp: FollowUp) -> Reaction {
        if case .region(let regions) = followUp {
            var notes: [Phrase] = []
            if !typed.isEmpty, typed != "-" {
                guard let chosen = numbers(typed, count: regions.count, limit: 1)?.first else {
                    return .again(DialogueText.chooseNumbers(count: regions.count, limit: 1))
                }
                notes = [take(regions[chosen])]
            }
            self.followUp = nil
            advance()
            return .taken(notes)
        }
        guard let isYes = yes(typed, otherwise: followUp.usual) else { return .again(DialogueText.yesOrNo) }
        self.followUp = nil
        switch followUp {
        case .region: break
        case .tracking(let links):
            if isYes { story.links = links.cleaned }
            advance()
        case .shows:
            if let last = story.evidence.indices.last { story.evidence[last].showsReporter = isYes }
        case .advice(let codes):
            if isYes { excluded += codes } else { included += codes }
            if question == .readers, readers.count < 2 { advance() }
        }
        return .taken([])
    }

    private func yes(_ typed: String, otherwise usual: Bool) -> Bool? {
        switch typed.lowercased() {
        case "": usual
        case "y", "ya", "yes": true
        case "t", "tidak", "n", "no": false
        default: nil
        }
    }

    // MARK: Files

    /// Adds a file; whether it shows the source is asked next.
    package mutating func attach(_ evidence: Evidence) {
        guard story.evidence.count < Story.mostFiles else { return }
        story.evidence.append(evidence)
        followUp = .shows
    }

    /// Leaves a file out; `index` from 0.
    package mutating func detach(_ index: Int) {
        guard story.evidence.indices.contains(index) else { return }
        story.evidence.remove(at: index)
    }
}

extension Interview.FollowUp {
    /// What no answer means.
    fileprivate var usual: Bool {
        switch self {
        case .tracking, .advice: true
        case .region, .shows: false
        }
    }
}
