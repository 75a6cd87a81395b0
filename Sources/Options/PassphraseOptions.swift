package import ArgumentParser
import Console
import Passphrases
import Verification
import Words

/// Where the passphrase of key files comes from, for every command that reads or makes one.
package struct PassphraseOptions: ParsableArguments {
    /// Nil to ask at the terminal.
    @Option(
        help: say(
            "Berkas dengan kata sandi berkas kunci (- untuk masukan standar); tanpa ini ditanya di terminal.",
            "File with the key files' passphrase (- for standard input); without it the terminal is asked.",
            value: "F|-"))
    package var passphraseFile: String?

    /// As argument parsing needs it: nothing given.
    package init() {}

    /// Tells this process's key files where to look.
    package mutating func validate() throws {
        if let passphraseFile { KeyPassphrases.shared.use(file: passphraseFile) }
    }
}
