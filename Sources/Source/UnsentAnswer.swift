import Console
import Files
import Words

/// An answer, or a note, that was typed and is not promised: what its author keeps of it.
struct UnsentAnswer {
    private let text: String
    private let dialogue: Dialogue

    /// Nil for one that a file holds.
    ///
    /// - Parameters:
    ///   - text: as it was typed.
    ///   - file: where it came from; nil, and `-` at a terminal, for the keyboard.
    ///   - dialogue: with the person who typed it.
    init?(_ text: String, from file: String?, _ dialogue: Dialogue) {
        guard dialogue.isInteractive, file == nil || file == Files.standardInput else { return nil }
        self.text = text
        self.dialogue = dialogue
    }

    /// Asks whether it shall be saved: never unasked.
    func keep() {
        dialogue.discard()
        // Who stops here is told the same as who says no.
        if (try? KeptText.offer(text, dialogue, otherwise: false)) != true {
            dialogue.say(UnsentText.notSaved)
        }
    }
}
