/// Why something is not as it must be, as values of the layers below say it: in short English, for developers.
///
/// They are of many kinds and know no language; what they say has few forms, all of which stand here.
package enum EnglishReason {
    /// Every form, the narrow ones before the wide ones.
    package static let all = codec + keys + notes + proofs + age + store + network + log

    /// The reason in both languages; names and numbers in it stay as they are.
    package static func phrase(_ reason: some CustomStringConvertible) -> Phrase {
        let english = reason.description
        return Phrase("\(all.indonesian(english))", "\(english)")
    }
}

extension Wording.StringInterpolation {
    /// The Indonesian words for a reason that a value gives in English, on one line.
    package mutating func appendInterpolation(reason value: some CustomStringConvertible) {
        appendInterpolation(EnglishReason.phrase(value).indonesian)
    }
}
