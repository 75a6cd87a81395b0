import Console
import Files
import Sealing
import Verification
import Visit
import Wire
import Words

/// A report that was not promised: what its source keeps of it.
struct UnsentReport {
    /// As it was typed, or read from `file`.
    let story: Story
    /// The report file that it came from; nil where it was typed.
    let file: String?
    let dialogue: Dialogue

    /// Says that the file is still there, or asks whether what was typed shall be saved: never unasked.
    ///
    /// - Parameter error: why it was not sent; who ends the conversation once more is asked no more.
    func keep(after error: any Error) {
        if let file {
            let kind = (error as? any Explainable)?.kind
            // What is wrong with the file, or the command, is not mended by doing it again.
            guard file != Files.standardInput, kind != .badInput, kind != .usage else { return }
            return dialogue.say(UnsentText.fileStays(file))
        }
        // Who stops before anything was written has nothing to lose.
        guard dialogue.isInteractive, !story.story.isEmpty else { return }
        if !(error is DialogueStopped) { dialogue.discard() }
        // Who stops here is told the same as who says no.
        if (try? save()) != true { dialogue.say(UnsentText.notSaved) }
    }

    /// Whether it was saved.
    private func save() throws(DialogueStopped) -> Bool {
        guard try dialogue.confirm(UnsentText.offer, otherwise: false) else { return false }
        return try KeptText.write(story.file, dialogue, UnsentText.saved)
    }
}

extension Submission {
    /// Whether a report may be at the site all the same: then its codename is not void.
    static func mayHaveArrived(_ error: any Error) -> Bool {
        switch error {
        case SubmissionError.unconfirmed, VisitFault.otherAnswer, VisitFault.promise, VisitFault.undecodable,
            VisitFault.report:
            true
        case VisitFault.refused(let status): status.code == .internal || status.code == .unknown
        default: false
        }
    }
}
