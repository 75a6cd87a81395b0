import Console
import TransparencyLog
package import Words

extension MonitorOutput {
    /// What a monitor says of a verdict, with the file that evidence was written to, if any.
    package init(_ verdict: PromiseVerdict, evidence path: String?, language: Language) {
        var message = verdict.summary(language)
        if let path {
            message += " " + Phrase("Berkas pelanggaran janji: \(path)", "Evidence: \(path)")(language)
        }
        self.init(verdict.status, message)
        if case .judged(let judgement, let isPinned) = verdict {
            origin = judgement.checkpoint.checkpoint.origin
            size = judgement.checkpoint.checkpoint.size
            if !isPinned { self.message += " " + PromiseText.notPinned(judgement.descriptor)(language) }
        }
    }

    /// The status and message before what was found.
    package func json(_ found: JSON) -> JSON {
        guard case .object(let members) = found else { return found }
        return .object(
            [("status", .string(status.word.lowercased())), ("message", .string(plain(message)))] + members)
    }
}
