package import Wire
import Words

extension Story {
    /// All that the report tells: what is not here is not sent.
    ///
    /// What nobody said is left out.
    ///
    /// - Parameters:
    ///   - calendar: the elections that the event's stage is looked up in.
    ///   - isOwn: whether who reads this wrote it.
    /// - Returns: one fact for each field that says something, and the stage of the election.
    package func facts(_ calendar: ElectionCalendar, isOwn: Bool = false) -> [StoryFact] {
        whatAndWhen(calendar) + who + evidenceFacts(isOwn: isOwn)
    }

    private func whatAndWhen(_ calendar: ElectionCalendar) -> [StoryFact] {
        var facts = FactList()
        if purpose != .report {
            facts.add(
                .purpose,
                purpose == .canary ? SummaryText.canary : SummaryText.exercise)
        }
        facts.add(
            .place,
            whole: [place, regionText].filter { !$0.isEmpty }.joined(separator: "; "))
        if category != .notSaid { facts.add(.category, category.label) }
        facts.add(.more, moreCategories.map { $0.label })
        facts.add(.pledges, pledges.map { $0.label })
        if let eventDate {
            facts.add(.eventDate, eventDate.dayPhrase)
            facts.add(
                .phase, calendar.findings(on: eventDate, about: election).map { $0.text })
        }
        if let knownDate { facts.add(.knownDate, knownDate.dayPhrase) }
        if election != .notSaid { facts.add(.election, election.label) }
        var event = eventKind == .notSaid ? [] : [eventKind.label]
        if !eventName.isEmpty { event.append(.name(eventName)) }
        facts.add(.event, event)
        return facts.all
    }

    /// `Kabupaten Katingan, Kalimantan Tengah (62.06)`; the number alone where it is none of ours.
    private var regionText: String {
        guard !region.isEmpty else { return "" }
        guard regionScheme == .kemendagri, let known = Region.of(region) else {
            return [regionScheme == .notSaid ? "" : regionScheme.label.indonesian, region]
                .filter { !$0.isEmpty }.joined(separator: " ")
        }
        return "\(known.title) (\(known.code))"
    }

    private var who: [StoryFact] {
        var facts = FactList()
        if subjectStatus != .notSaid { facts.add(.status, subjectStatus.label) }
        if subjectLevel != .notSaid { facts.add(.level, subjectLevel.label) }
        if subjectCount != .notSaid { facts.add(.count, subjectCount.label) }
        facts.add(.name, whole: subjectName)
        facts.add(.position, whole: subjectPosition)
        facts.add(.unit, whole: subjectUnit)
        if circle != .notSaid { facts.add(.circle, circle.label) }
        if !story.isEmpty {
            let text = plain(story)
            facts.add(.story, Phrase("\(lines: text)", "\(lines: text)"))
        }
        return facts.all
    }

    private func evidenceFacts(isOwn: Bool) -> [StoryFact] {
        var facts = FactList()
        facts.add(.evidence, evidenceKinds.map { $0.label })
        let addresses = links.split(separator: "\n").joined(separator: " ")
        facts.add(.links, whole: addresses)
        facts.add(.files, evidence.map { $0.fact(isOwn: isOwn) })
        switch forward {
        case .any: facts.add(.forward, ForwardLeave.any.meaning)
        case .listed: facts.add(.forward, forwardTo.map { $0.label })
        default: break
        }
        return facts.all
    }
}

extension Evidence {
    /// Its name, size and what was said of it.
    fileprivate func fact(isOwn: Bool) -> Phrase {
        let size = Amount.size(length)
        let shown = isOwn ? SummaryText.showsReporter : SummaryText.showsTheReporter
        var notes = [Phrase(size.indonesian, size.english)]
        if showsReporter { notes.append(shown) }
        if !metadataRemoved { notes.append(SummaryText.hiddenData) }
        func text(_ language: Language) -> String { notes.map { $0(language) }.joined(separator: ", ") }
        return Phrase("\(name) (\(text(.indonesian)))", "\(name) (\(text(.english)))")
    }
}

/// Facts as they are put together; what says nothing is none.
private struct FactList {
    var all: [StoryFact] = []

    mutating func add(_ field: StoryField, _ value: Phrase) {
        all.append(StoryFact(field, field.title, value))
    }

    mutating func add(_ field: StoryField, whole text: String) {
        guard !text.isEmpty else { return }
        add(field, .name(text))
    }

    mutating func add(_ field: StoryField, _ values: [Phrase]) {
        guard !values.isEmpty else { return }
        let (indonesian, english) = (values.map { $0.indonesian }, values.map { $0.english })
        add(field, Phrase(indonesian.joined(separator: "; "), english.joined(separator: "; ")))
    }
}
