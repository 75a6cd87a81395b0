package import Wire
package import Words

extension Story {
    /// What every report is warned of, and what this one calls for, the general ones first.
    package var warnings: [Phrase] {
        var warnings = [SubmissionText.identity]
        if circle == .under10 || circle == .onlyMe { warnings.append(SubmissionText.smallCircle) }
        let kinds = evidence.map { $0.kind } + evidenceKinds
        if kinds.contains(.audio) || kinds.contains(.video) { warnings.append(SubmissionText.voice) }
        if evidence.contains(where: { !$0.metadataRemoved }) { warnings.append(SubmissionText.metadata) }
        return warnings + [SubmissionText.doNotPost]
    }

    /// What in the words of any field may lead to who wrote them.
    package var doubts: [Phrase] {
        let fields = [place, subjectName, subjectPosition, subjectUnit, eventName].joined(separator: "\n")
        var doubts = StoryDoubt.found(in: story).map { $0.text }
        for doubt in StoryDoubt.numbers(in: fields) where !doubts.contains(doubt) { doubts.append(doubt) }
        return doubts
    }
}
