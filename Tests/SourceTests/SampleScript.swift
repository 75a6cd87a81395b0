import Console
import Sealing
import Synchronization
import TestSupport
import Words

/// A terminal whose person has decided beforehand what to type.
final class SampleScript: Sendable {
    private let lines: Mutex<[String]>
    private let shown = Mutex("")
    /// Asked for a line when the script has one of these.
    static let codenameBack = "<the codename>"

    init(_ lines: [String] = []) { self.lines = Mutex(lines) }

    /// What is said elsewhere than in the conversation.
    func hear(_ text: String) { shown.withLock { $0 += text } }

    var output: String { shown.withLock { $0 } }
    var unused: Int { lines.withLock { $0.count } }

    func dialogue(_ language: Language = .english, isInteractive: Bool = true) -> Dialogue {
        Dialogue(language: language, isInteractive: isInteractive) {
            let line = self.lines.withLock { $0.isEmpty ? nil : $0.removeFirst() }
            guard line == Self.codenameBack else { return line }
            return self.codename
        } write: { text in
            self.shown.withLock { $0 += text }
        }
    }

    /// The line of eight words that was shown.
    var codename: String {
        output.split(separator: "\n").map { $0.split(separator: " ") }
            .last {
                $0.count == Codename.wordCount && (try? Codename(typed: $0.joined(separator: " "))) != nil
            }?
            .joined(separator: " ") ?? ""
    }

    /// Answers to all questions of a report.
    static let form =
        ["Kota Contoh", "1"] + Array(repeating: "", count: 10) + [story, ".", "", "", ""]
    static let story = "Amplop dibagikan kepada pegawai di pendopo."
}
