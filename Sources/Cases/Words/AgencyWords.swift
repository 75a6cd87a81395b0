package import Wire
package import Words

extension Agency {
    /// What it can do with a report, and who stands above it.
    package var powers: Phrase {
        let kind = knownKind
        let does = kind.does
        guard let under = kind.under else { return does }
        return Phrase(
            "\(does.indonesian); di bawah \(under.indonesian)", "\(does.english); under \(under.english)")
    }
}
