import ArgumentParser
import Console
import Passphrases
import Words

/// The site's root key, where a command signs with it.
struct RootKeyOptions: ParsableArguments {
    @Option(
        help: say(
            "Berkas kunci akar situs ini, juga yang dilindungi kata sandi.",
            "The file of this site's root key, also one that a passphrase protects.", value: "FILE"))
    var rootKey: String

    @OptionGroup var passphrase: RootPassphraseOptions
}

/// Where the passphrase of the root key comes from, for every command that reads or makes it.
struct RootPassphraseOptions: ParsableArguments {
    @Option(
        help: say(
            "Berkas dengan kata sandi kunci akar (- untuk masukan standar); tanpa ini ditanya di terminal.",
            "File with the root key's passphrase (- for standard input); without it the terminal is asked.",
            value: "F|-"))
    var passphraseFile: String?

    mutating func validate() throws {
        if let passphraseFile { KeyPassphrases.shared.use(file: passphraseFile) }
    }
}
