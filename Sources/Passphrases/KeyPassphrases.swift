import Age
package import Console
import Files
package import Primitives
import Synchronization
import Words

/// Where the passphrases of this process's key files come from: a file that an option named, or the person at the terminal.
///
/// A process has one person and one set of options, so there is one of these; what opened one file is tried on the next one first.
package final class KeyPassphrases: Sendable {
    /// This process's.
    package static let shared = KeyPassphrases { .system(language) }

    private struct State {
        var file: String?
        var known: [Secret] = []
    }

    private let state = Mutex(State())
    private let dialogue: @Sendable () -> Dialogue

    /// Takes how the person is found, who is asked only where a file needs it.
    package init(dialogue: @escaping @Sendable () -> Dialogue) {
        self.dialogue = dialogue
    }

    /// Takes passphrases from a file instead of the terminal; nothing is read yet.
    package func use(file path: String) { state.withLock { $0.file = path } }

    /// Whether an option named a file.
    package var hasFile: Bool { state.withLock { $0.file != nil } }

    /// Opens a protected key file.
    ///
    /// - Parameters:
    ///   - bytes: as they stand in it.
    ///   - path: for questions and errors.
    /// - Returns: the text, and the passphrase that opened it.
    /// - Throws: `missing` where nobody can be asked, `wrong`, `malformed`, and what is wrong with the passphrase's file.
    func open(_ bytes: [UInt8], path: String) throws(PassphraseFault) -> (text: [UInt8], passphrase: Secret) {
        for known in state.withLock({ $0.known }) {
            if let text = try attempt(bytes, known, path: path) { return (text, known) }
        }
        if let file = state.withLock({ $0.file }) {
            let passphrase = try Self.read(file)
            guard let text = try attempt(bytes, passphrase, path: path) else { throw .wrong(path: path) }
            return (text, remember(passphrase, text))
        }
        let dialogue = dialogue()
        guard dialogue.isInteractive else { throw .missing(path: path) }
        for _ in 0..<Self.asks {
            let passphrase = try Self.ask(PassphraseText.question(path), dialogue)
            if let text = try attempt(bytes, passphrase, path: path) {
                return (text, remember(passphrase, text))
            }
            dialogue.say(PassphraseText.wrong(path))
        }
        throw .wrong(path: path)
    }

    /// The passphrase of a file that is to be made: from the file that an option named, else asked for twice; nil where
    /// nobody is there to ask, or wants none.
    package func new() throws(PassphraseFault) -> Secret? {
        if let file = state.withLock({ $0.file }) { return try Self.read(file) }
        let dialogue = dialogue()
        guard dialogue.isInteractive else { return nil }
        for _ in 0..<Self.asks {
            let typed = try Self.ask(PassphraseText.new, dialogue)
            guard typed.count > 0 else { return nil }
            let again = try Self.ask(PassphraseText.again, dialogue)
            guard typed.withBytes({ first in again.withBytes { isEqualInConstantTime(first, $0) } }) else {
                dialogue.say(PassphraseText.different)
                continue
            }
            return typed
        }
        throw .notRepeated
    }

    /// The same; without one it is said that nothing protects the file.
    package func new(_ terminal: Terminal) throws(PassphraseFault) -> Secret? {
        let passphrase = try new()
        if passphrase == nil { terminal.note(PassphraseText.unprotected(language)) }
        return passphrase
    }

    private static let asks = 3

    private func remember(_ passphrase: Secret, _ text: [UInt8]) -> Secret {
        state.withLock { $0.known.append(passphrase) }
        return passphrase
    }

    private static func ask(_ question: Phrase, _ dialogue: Dialogue) throws(PassphraseFault) -> Secret {
        let typed: String
        do { typed = try dialogue.askHidden(question) } catch { throw .stopped }
        guard typed.utf8.count <= ProtectedKey.longestPassphrase else { throw .length(typed.utf8.count) }
        return Secret(typed.utf8)
    }

    /// The first line of a file; `-` is standard input.
    package static func read(_ path: String) throws(PassphraseFault) -> Secret {
        var bytes: [UInt8]
        do throws(FileError) {
            bytes = try Files.readSecret(path, limit: 1 << 12, isClosedFolderEnough: true).withLineFeeds
        } catch { throw .file(path: path, error) }
        defer { bytes.erase() }
        let line = bytes.prefix { $0 != UInt8(ascii: "\n") }
        guard (1...ProtectedKey.longestPassphrase).contains(line.count) else { throw .length(line.count) }
        return Secret(line)
    }

    /// Nil for another passphrase.
    private func attempt(
        _ bytes: [UInt8], _ passphrase: Secret, path: String
    ) throws(PassphraseFault) -> [UInt8]? {
        do { return try ProtectedKey.open(bytes, passphrase: passphrase) } catch {
            guard error.kind == .noMatch else { throw .malformed(path: path, reason: error.reason) }
            return nil
        }
    }
}
