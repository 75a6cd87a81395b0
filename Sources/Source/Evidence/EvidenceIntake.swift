import Cases
package import Console
import Files
import Wire
import Words

/// Takes files to attach: shows what is hidden in each, removes it from the copy that is sent, and asks where it cannot.
package struct EvidenceIntake: Sendable {
    private let environment: Environment
    private let tools: EvidenceTools
    private let choices: Choices

    /// What the person chose beforehand.
    package struct Choices: Equatable, Sendable {
        /// Files go as they are, what is hidden in them included.
        package var keepsMetadata = false
        /// Files keep their own names.
        package var keepsNames = false
        /// Whether somebody is asked where a file cannot be cleaned; else it is refused, but for one of a kind that is known
        /// to hide nothing, or of no kind that is known: that one is sent with a warning.
        package var isAsking: Bool

        /// Everything is cleaned and renamed.
        package init(isAsking: Bool) { self.isAsking = isAsking }
    }

    /// Nothing is opened yet.
    package init(_ choices: Choices, environment: Environment, tools: EvidenceTools = .installed) {
        (self.choices, self.environment, self.tools) = (choices, environment, tools)
    }

    /// All files of one sending, in their order.
    ///
    /// - Parameter paths: of at most `EvidenceFile.limit` files.
    /// - Returns: what will be sent of each.
    /// - Throws: `EvidenceError`; `DialogueStopped` where the person stops.
    package func files(_ paths: [String]) throws -> [EvidenceFile] {
        guard paths.count <= EvidenceFile.limit else {
            throw EvidenceError.tooMany(paths.count, limit: EvidenceFile.limit)
        }
        return try paths.enumerated().map { try evidence(of: $1, number: $0 + 1) }
    }

    /// One file; whether it shows the source, only the source can tell.
    ///
    /// - Parameters:
    ///   - path: of the file, which stays as it is.
    ///   - number: from 1, of the files that are sent together.
    /// - Returns: what will be sent of it, with what is said of that.
    /// - Throws: `EvidenceError`: `uncleaned` where what is hidden stays and the person does not want that; `DialogueStopped`.
    package func evidence(of path: String, number: Int) throws -> EvidenceFile {
        let original = try EvidenceFile.open(path)
        let name =
            choices.keepsNames || EvidenceFile.isPlain(path)
            ? EvidenceFile.wireName(path) : EvidenceFile.plainName(path, number: number)
        let (file, removed) = try cleaned(original, path)
        var result = try EvidenceFile(
            file, name: name, ownName: EvidenceFile.wireName(path), kind: EvidenceFile.kind(of: path))
        if let removed { (result.evidence.metadataRemoved, result.evidence.removed) = (true, removed) }
        if name != EvidenceFile.wireName(path) { dialogue.say(EvidenceText.sentAs(shown(path), name)) }
        return result
    }

    /// The file to send, and the kinds that were removed from it; nil where something hidden may be left.
    private func cleaned(_ original: RegularFile, _ path: String) throws -> (RegularFile, [HiddenData]?) {
        let outcome = Endings.deferred { () -> EvidenceCleaning.Outcome in
            let cleaning = EvidenceCleaning(
                tools: tools, random: environment.random, isStopped: { Endings.isWaiting })
            guard !choices.keepsMetadata else {
                return .failed(.noTool, found: cleaning.look(original)?.hidden ?? HiddenFindings())
            }
            dialogue.say(EvidenceText.looking(shown(path)))
            return cleaning.clean(original, named: path)
        }
        switch outcome {
        case .nothingHidden:
            dialogue.say(EvidenceText.nothingHidden(shown(path)))
            return (original, [])
        case .cleaned(let copy, let removed, let left, let note):
            show(removed, in: path)
            if let text = note.text { dialogue.say(text) }
            guard !left.isEmpty else {
                dialogue.say(removed.isEmpty ? EvidenceText.nothingHidden(shown(path)) : EvidenceText.removed)
                return (copy, removed.kinds)
            }
            dialogue.say(EvidenceText.left(left.kinds.map(\.label)))
            try insist(path, nil)
            return (copy, nil)
        case .failed(let obstacle, let found):
            show(found, in: path)
            if choices.keepsMetadata {
                dialogue.say(EvidenceText.kept(shown(path)))
            } else if obstacle == .unfamiliar, !choices.isAsking {
                dialogue.say(EvidenceText.sentUncleaned(shown(path), obstacle.text))
            } else {
                dialogue.say(EvidenceText.notCleaned(shown(path), obstacle.text))
                try insist(path, obstacle)
            }
            return (original, nil)
        }
    }

    /// Goes on where the person wants the file sent as it is.
    private func insist(_ path: String, _ obstacle: EvidenceObstacle?) throws {
        guard choices.isAsking, try dialogue.confirm(EvidenceText.insist, otherwise: false) else {
            throw EvidenceError.uncleaned(path: path, obstacle)
        }
    }

    private func show(_ found: HiddenFindings, in path: String) {
        guard !found.isEmpty else { return }
        dialogue.say(EvidenceText.found(shown(path)))
        for kind in found.kinds {
            let values = found.values[kind] ?? []
            let shown = values.prefix(Self.shownValues).map {
                Foreign($0.prefix(Self.shownLetters)).description
            }
            let more = values.count > shown.count ? ["…"] : []
            dialogue.say("  \(kind.label(dialogue.language)): \((shown + more).joined(separator: "; "))")
        }
    }

    private func shown(_ path: String) -> String { Foreign(Path.name(of: path)).description }
    private var dialogue: Dialogue { environment.dialogue }
    private static let shownValues = 3
    private static let shownLetters = 80
}
