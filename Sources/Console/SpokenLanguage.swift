package import Words

/// `--lang id|en` where it is given, else what the environment prefers: known before arguments are parsed, so that
/// help is in the right language.
///
/// - Parameters:
///   - arguments: the program's.
///   - environment: variables by name.
///   - fallback: where neither says one of the two.
/// - Returns: what the first `--lang` with a language's code says, else what `Language.preferred` gives.
package func spokenLanguage(
    _ arguments: [String], environment: [String: String], otherwise fallback: Language
) -> Language {
    for (offset, argument) in arguments.enumerated() {
        if argument.hasPrefix(CommonOption.lang + "="),
            let language = Language(rawValue: String(argument.dropFirst(CommonOption.lang.count + 1)))
        {
            return language
        }
        if argument == CommonOption.lang, offset + 1 < arguments.count,
            let language = Language(rawValue: arguments[offset + 1])
        {
            return language
        }
    }
    return Language.preferred(in: environment, otherwise: fallback)
}
