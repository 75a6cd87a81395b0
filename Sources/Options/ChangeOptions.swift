import ArgumentParser
import Console
import Words

/// What becomes of changes of keys, agencies, witnesses and the auditor that somebody is told.
package struct ChangeOptions: ParsableArguments {
    /// Takes them as known.
    @Flag(
        help: say(
            "Nyatakan perubahan kunci, instansi, saksi dan auditor sejak --state sudah diketahui.",
            "Take changes of keys, agencies, witnesses and the auditor since --state as known."))
    package var acknowledge = false

    /// As ArgumentParser makes it.
    package init() {}

    /// Why it cannot be followed without a state.
    package static let needsState = Phrase(
        "--acknowledge memerlukan --state.", "--acknowledge needs --state.")(language)
}
