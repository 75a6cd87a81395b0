package import Files

/// What is wrong with an operator's settings.
///
/// Words/ConfigurationWords.swift says it.
package enum ConfigurationError: Error, Equatable, Sendable {
    /// What a setting has to be.
    package enum Expected: Equatable, Sendable {
        case address
        case path
        case boolean
        case integer(ClosedRange<Int>)
        /// A list of strings.
        case urls
    }

    /// Why a setting's value is refused.
    package enum Refusal: Error, Equatable, Sendable {
        /// Of another type.
        case type(Expected)
        /// This text is none.
        case notAnAddress(String)
        /// This text is none, and not empty either.
        case neitherEmptyNorAddress(String)
        case outside(ClosedRange<Int>, Int)
        /// This path is relative.
        case relative(String)
        case urlCount(Int, limit: Int)
        /// An element of the list is no string.
        case element(Document.Value)
        /// An element of the list is another text.
        case notAURL(String)
    }

    /// The directory is open to others.
    case exposed(FileError)
    /// `kentongand.toml` could not be read.
    case unreadable(FileError)
    /// The file of this name is no TOML.
    case malformed(file: String, DocumentError)
    /// There is no setting of this name.
    case unknown(Document.Setting, file: String, known: [String])
    case refused(Document.Setting, file: String, Refusal)
    /// `publish.listen` has nothing to hand out.
    case nothingToPublish
}
