import AuditLog
package import Console
import RPC
package import Sealing
package import Verification
import Visit
package import Wire
import Words

/// A source sends more evidence to its report: a look, a visit that shows that the report is known, then the upload.
///
/// What the report announced and what did not arrive is sent the same way: readers know a file by its SHA-256.
package struct Adding: Sendable {
    private let address: SiteAddress
    private let environment: Environment

    /// Nothing is asked or sent yet.
    package init(address: SiteAddress, environment: Environment) {
        self.address = address
        self.environment = environment
    }

    /// Takes files and note, then the codename: nothing is typed inside a visit.
    ///
    /// - Parameters:
    ///   - file: the codename's, `-` for standard input; nil to ask at the terminal.
    ///   - paths: of the files.
    ///   - note: what the source says about them; "" for nothing: asked for at a terminal where no file is named either.
    ///   - intake: what becomes of what is hidden in them.
    /// - Returns: the promise for exactly that.
    /// - Throws: `AddingError`, `EvidenceError`, `CodenameError`; else what ended a visit or the upload.
    package func send(
        codenameFile file: String?, paths: [String], note: String, intake: EvidenceIntake
    ) async throws -> AddedPromise {
        let isTyped = paths.isEmpty && note.isEmpty && dialogue.isInteractive
        let note = isTyped ? try NoteText.asked(dialogue) : note
        guard !paths.isEmpty || !note.isEmpty else { throw AddingError.nothing }
        var files = try intake.files(paths)
        if dialogue.isInteractive {
            for index in files.indices {
                files[index].evidence.showsReporter = try dialogue.confirm(
                    SubmissionText.shows(files[index].evidence.name), otherwise: false)
            }
        }
        let unsent = isTyped ? UnsentAnswer(note, from: nil, dialogue) : nil
        do {
            let codename = try Codename(file: file, dialogue: dialogue)
            return try await send(codename, Supplement.Draft(files: files, note: note))
        } catch {
            unsent?.keep()
            throw error
        }
    }

    /// The same with a codename that is there already.
    package func send(_ codename: Codename, _ draft: Supplement.Draft) async throws -> AddedPromise {
        let visits = CommandVisits(address, environment: environment)
        let keys = try SourceKeys(of: codename, at: address)
        let began = environment.now()
        let seen = try await visits.look()
        let visited = try await visits.full(
            FullErrand(after: seen, inbox: keys), began: dialogue.isInteractive ? began : nil)
        if let untimely = UntimelySite(seen, now: environment.now()) { throw untimely }
        let report = try visited.report(seen, now: environment.now())
        if let new = UnsettledSite(seen, readers: report.record.agencies, at: visited.site) { throw new }
        try draft.check(site: visited.site)
        let agencies = visited.site.descriptor.agencies.filter { report.record.agencies.contains($0.code) }
        dialogue.say(AddingText.readers(agencies.map(\.shown)))
        dialogue.farewell(UploadText.addingStopped)
        let upload = SupplementUpload(address: address, environment: environment, keys: keys)
        do {
            let accepted = try await upload.send(
                draft, counter: report.supplement, report: report.promise.commitment,
                readers: report.record.agencies, seen: seen)
            dialogue.farewell(nil)
            return AddedPromise(accepted: accepted, clock: visited.site.clock)
        } catch let error as VerificationError where error.isAborted {
            throw AddingError.counterTaken
        }
    }

    private var dialogue: Dialogue { environment.dialogue }
}

extension VerificationError {
    /// The site has another message under this counter.
    fileprivate var isAborted: Bool {
        if case .site(.call(let error)) = self { error.code == .aborted } else { false }
    }
}
