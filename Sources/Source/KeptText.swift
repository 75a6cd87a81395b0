import Console
import Words

/// A text that a person typed and wants to keep: never saved unasked, and to a new file of theirs alone.
enum KeptText {
    /// Asks whether it shall be saved.
    ///
    /// - Parameters:
    ///   - text: as it was typed.
    ///   - dialogue: with the person who typed it.
    ///   - usual: what an empty answer means.
    /// - Returns: whether it was saved.
    /// - Throws: `DialogueStopped` where input ends.
    @discardableResult
    static func offer(_ text: String, _ dialogue: Dialogue, otherwise usual: Bool) throws(DialogueStopped)
        -> Bool
    {
        guard try dialogue.confirm(UnsentText.offer, otherwise: usual) else { return false }
        return try write(text + "\n", dialogue, UnsentText.savedText)
    }

    /// Asks for a name until a new file of that name is there, or none is wanted.
    ///
    /// - Parameters:
    ///   - text: what stands in the file then.
    ///   - dialogue: with the person.
    ///   - saved: says where it is.
    /// - Returns: whether it is there.
    /// - Throws: `DialogueStopped` where input ends.
    static func write(_ text: String, _ dialogue: Dialogue, _ saved: (String) -> Phrase)
        throws(DialogueStopped) -> Bool
    {
        while true {
            let path = try dialogue.ask(UnsentText.name)
            guard !path.isEmpty else { return false }
            do throws(SavingError) {
                try SavedFile.report.create(path, Array(text.utf8))
                dialogue.say(saved(path))
                return true
            } catch {
                dialogue.say(error.failure.text.sentence)
            }
        }
    }
}
