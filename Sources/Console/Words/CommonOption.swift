/// The options that are looked for before arguments are parsed.
enum CommonOption {
    /// Answers as JSON.
    static let json = "--json"
    /// The language.
    static let lang = "--lang"
}
