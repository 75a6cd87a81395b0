/// The sheet for a hearing: all that stands in it are words of the reviewer's, the agency's name and words of ours.
///
/// It is made without the case, which it cannot see: nothing that a source said, sent or did can come into it.
package struct HearingSheet: Equatable, Sendable {
    /// The agency that hears.
    package let agency: String
    /// The number that the agency gives the hearing; empty to be written by hand.
    package let number: String
    /// Who is heard, as the reviewer words it; empty to be written by hand.
    package let subject: String
    /// What is held against them, as the reviewer words it; empty to be written by hand.
    package let wording: String

    /// Takes the reviewer's words.
    package init(agency: String, number: String, subject: String, wording: String) {
        self.agency = agency
        self.number = number
        self.subject = subject
        self.wording = wording
    }

    /// All that the reviewer wrote.
    package var ownWords: [String] { [number, subject, wording] }

    /// Bytes of the longest number, subject and wording.
    package static let limits = (number: 64, subject: 2_000, wording: 20_000)
}
