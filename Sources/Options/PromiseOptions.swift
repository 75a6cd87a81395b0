package import ArgumentParser
import Console
package import Verification
import Words

/// A saved promise, or evidence of a broken one.
package struct PromiseOptions: ParsableArguments {
    /// The promise, or the evidence.
    @Argument(
        help: say(
            "Janji dari submit --save-promise, atau berkas pelanggaran janji (dengan --link).",
            "A promise of submit --save-promise, or evidence of a broken one (with --link).", value: "FILE"))
    package var file: String

    /// Where evidence of a broken promise is written.
    @Option(
        help: say(
            "Berkas baru untuk pelanggaran janji (bawaan: FILE.evidence).",
            "New file for evidence of a broken promise (default: FILE.evidence).", value: "OUT"))
    package var evidence: String?

    /// As ArgumentParser makes it.
    package init() {}

    /// Reads nothing yet.
    ///
    /// - Parameters:
    ///   - source: the log that it is judged by; nil where evidence stands by itself.
    ///   - link: the site's link, or a file that holds one.
    /// - Returns: what judges the promise, or checks the evidence.
    package func verification(_ source: LogTarget?, link: String?) -> PromiseVerification {
        PromiseVerification(path: file, source: source, link: link, evidence: evidence)
    }
}
