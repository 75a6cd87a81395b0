package import ArgumentParser
import Words

/// A help text in the language of this run.
package func say(_ indonesian: String, _ english: String) -> ArgumentHelp {
    ArgumentHelp(Phrase(indonesian, english)(language))
}

/// The same, with a name for the option's value.
package func say(_ indonesian: String, _ english: String, value: String) -> ArgumentHelp {
    ArgumentHelp(Phrase(indonesian, english)(language), valueName: value)
}
