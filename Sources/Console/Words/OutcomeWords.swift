import Words

/// What stands before an error.
enum OutcomeWords {
    /// Its text follows behind a colon.
    static let error = Phrase("kesalahan", "error")
}
