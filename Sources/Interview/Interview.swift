package import Cases
package import Wire
package import Words

/// The questions of a report as a value: what is asked now, what was answered, what is to be warned of.
///
/// The rules are:
///  - an answer that cannot be taken changes nothing, and the same question stands;
///  - going back, skipping and asking for help lose nothing;
///  - the review shows all that is sent, and each answer can be changed from there;
///  - a warning comes while what it warns of can still be changed.
///
/// Nothing is asked or shown here: a terminal and a page draw `form` and give `answer`.
package struct Interview: Sendable {
    /// What was answered.
    package internal(set) var story: Story
    /// Agencies that must not read it.
    package internal(set) var excluded: [AgencyCode]
    /// Agencies that shall read it though the conflict rule advises against it.
    package internal(set) var included: [AgencyCode]
    /// The question that stands; nil where all is reviewed.
    package internal(set) var question: ReportQuestion?

    let days: Days
    /// The elections whose stages are computed.
    package let calendar: ElectionCalendar
    let agencies: [Agency]
    var followUp: FollowUp?
    var isEditing = false

    /// The days that answers are held against.
    package struct Days: Equatable, Sendable {
        /// What "today" means to the source.
        let today: Date
        /// The latest day that it is anywhere in the country.
        let latest: Date

        /// Takes two days, which may be one.
        package init(today: Date, latest: Date) {
            self.today = today
            self.latest = latest
        }
    }

    /// What an answer called for, before the next question.
    enum FollowUp: Equatable, Sendable {
        /// Which of these the words of the place mean.
        case region([Region])
        /// Whether the parts of links that track are removed.
        case tracking(TrackedLinks)
        /// Whether the file that was added last shows the source.
        case shows
        /// Whether these agencies are left out, as the conflict rule advises.
        case advice([AgencyCode])
    }

    /// Begins with the first question.
    ///
    /// - Parameters:
    ///   - story: what was answered before, all of it: then it begins with the review. Nil for nothing.
    ///   - days: today.
    ///   - calendar: the elections whose stages are computed.
    ///   - agencies: the site's.
    ///   - excluded: that were left out beforehand.
    ///   - included: that shall read in any case.
    package init(
        story: Story? = nil, days: Days, calendar: ElectionCalendar, agencies: [Agency],
        excluded: [AgencyCode] = [], included: [AgencyCode] = []
    ) {
        self.story = story ?? .empty
        self.days = days
        self.calendar = calendar
        self.agencies = agencies
        self.excluded = excluded
        self.included = included
        question = story == nil ? .place : nil
        if story != nil {
            isEditing = true
            question = firstMissing
            if question == nil { advise() }
        }
    }

    // MARK: Where it stands

    /// The questions that apply, answered or not.
    package var questions: [ReportQuestion] { ReportQuestion.allCases.filter { applies($0) } }

    /// The question's place among those that apply, from 1.
    package var number: Int {
        question.flatMap { questions.firstIndex(of: $0) }.map { $0 + 1 } ?? questions.count
    }

    /// Codes of those who read it: the site's without those that are left out.
    package var readers: [AgencyCode] { agencies.map { $0.code }.filter { !excluded.contains($0) } }

    /// Whether anything was answered that would be missed.
    package var hasText: Bool {
        !story.story.isEmpty || !story.place.isEmpty || story.category != .notSaid
    }

    private func applies(_ question: ReportQuestion) -> Bool {
        switch question {
        case .pledges: ([story.category] + story.moreCategories).contains(.integrityPactBreach)
        case .links: story.evidenceKinds.contains(.link) || !story.links.isEmpty
        case .readers: agencies.count > 1
        default: true
        }
    }

    /// What is to be known of all of it before it is sent, the general warnings first.
    package var warnings: [Phrase] {
        let judged = ReadersJudgement(readers, of: story, among: agencies)
        var warnings = story.warnings + story.doubts
        if !judged.conflicting.isEmpty {
            warnings.append(InterviewText.conflicting(shown(judged.conflicting)))
        }
        if judged.isOneAlone { warnings.append(InterviewText.oneReader) }
        if judged.leavesOutsidersOut {
            warnings.append(InterviewText.outsidersLeftOut)
        } else if judged.isGovernmentOnly {
            warnings.append(InterviewText.governmentOnly)
        }
        return warnings
    }

    /// Agencies that the conflict rule advises to leave out, and of which nothing was said.
    package var advice: [AgencyCode] {
        ConflictRule.conflicting(with: story, among: agencies)
            .filter { !excluded.contains($0) && !included.contains($0) }
    }

    /// Leaves agencies out.
    package mutating func exclude(_ codes: [AgencyCode]) {
        excluded += codes.filter { !excluded.contains($0) }
    }

    /// Whether a report that came from elsewhere is still as it came, but for the files that it announces.
    package func isUnchanged(from given: Story?) -> Bool {
        guard var given else { return false }
        given.evidence = story.evidence
        return given == story
    }

    // MARK: Ways

    /// To the question before this one; false where there is none.
    package mutating func goBack() -> Bool {
        if let followUp {
            self.followUp = nil
            guard case .advice = followUp else { return true }
            let before = questions.last { $0.rawValue < ReportQuestion.readers.rawValue }
            question = isEditing ? nil : before
            return true
        }
        guard let question, !isEditing else {
            self.question = isEditing ? nil : question
            return isEditing
        }
        guard let before = questions.last(where: { $0.rawValue < question.rawValue }) else { return false }
        self.question = before
        return true
    }

    /// To the question before one that was just answered.
    package mutating func goBackOver(_ answered: ReportQuestion) {
        followUp = nil
        guard !isEditing else {
            question = nil
            return
        }
        question = questions.last { $0.rawValue < answered.rawValue } ?? answered
    }

    /// Keeps a description as it was typed, whole or not, so that it is not lost.
    package mutating func keep(_ text: String) { story.story = text }

    /// Announces files without asking about each.
    package mutating func announce(_ evidence: [Evidence]) {
        if !evidence.isEmpty { story.evidence = Array(evidence.prefix(Story.mostFiles)) }
    }

    /// To one question of the review, and back to the review after it.
    package mutating func edit(_ question: ReportQuestion) {
        isEditing = true
        followUp = nil
        self.question = question
    }

    /// On to the next question that applies, or to the review.
    mutating func advance() {
        guard let question else { return }
        guard !isEditing else {
            self.question = firstMissing
            if self.question == nil { advise() }
            return
        }
        self.question = questions.first { $0.rawValue > question.rawValue }
        if self.question == .readers || self.question == nil { advise() }
        if self.question == nil { isEditing = true }
    }

    /// The first question that a report cannot do without, and that has no answer.
    private var firstMissing: ReportQuestion? {
        if story.category == .notSaid { return .category }
        return story.story.count < Story.shortest ? .story : nil
    }

    /// Asks about agencies that should not read it and of which nothing was said yet.
    mutating func advise() {
        let advice = advice
        // Where nobody would be left it is a warning of the review's and no advice.
        if !advice.isEmpty, advice.count < readers.count { followUp = .advice(advice) }
    }
}
