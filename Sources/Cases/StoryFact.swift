package import Words

/// What a report tells, field by field, in the order in which it is asked.
package enum StoryField: String, Equatable, Sendable, CaseIterable {
    case purpose
    case place
    case category
    case more
    case pledges
    case eventDate
    case phase
    case knownDate
    case election
    case event
    case status
    case level
    case count
    case name
    case position
    case unit
    case circle
    case story
    case evidence
    case links
    case files
    case forward
}

/// One thing that a report tells, as people read it.
package struct StoryFact: Equatable, Sendable {
    /// Which of its fields says it.
    package let field: StoryField
    /// What it is called.
    package let name: Phrase
    /// What was said: of the description its lines, else one line.
    package let value: Phrase

    /// Takes a field with its words.
    package init(_ field: StoryField, _ name: Phrase, _ value: Phrase) {
        self.field = field
        self.name = name
        self.value = value
    }

    /// `Name: value`; a description of several lines stands below its name.
    package func line(_ language: Language) -> String {
        let text = value(language)
        return "\(name(language)):\(field == .story ? "\n" : " ")\(text)"
    }
}
