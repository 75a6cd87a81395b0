package import ArgumentParser
package import Client
import Console
package import Words

/// A saved promise, or evidence of a broken one, and the log that it is judged by.
package struct PromiseOptions: ParsableArguments {
    @Argument(
        help: say(
            "Janji dari submit --save-promise, atau bukti pelanggaran (dengan --link).",
            "A promise of submit --save-promise, or evidence of a broken one (with --link).", value: "FILE"))
    package var file: String

    @Option(
        help: say(
            "Berkas baru untuk bukti pelanggaran (bawaan: FILE.evidence).",
            "New file for evidence of a broken promise (default: FILE.evidence).", value: "OUT"))
    package var evidence: String?

    @OptionGroup package var log: LogOptions

    package init() {}

    package func verification() throws(Failure) -> PromiseVerification {
        PromiseVerification(path: file, source: try log.target, link: log.link, evidence: evidence)
    }
}
