package import Files
package import Passphrases

/// Why an identity was not opened.
package enum IdentityError: Error, Equatable, Sendable {
    /// The source gave none to this agency, as far as the log holds.
    case none
    /// Two keys have to sign, and one was given.
    case secondMissing
    /// The second key is none of the agency's published act keys, or the first one again.
    case notASecondKey
    /// The file of the second key cannot be read.
    case unreadable(path: String, FileError)
    /// The file of the second key is protected, and its passphrase is missing or wrong.
    case passphrase(PassphraseFault)
    /// The file of the second key holds none of this agency's.
    case notAKey(path: String)
    /// The agency's acts on the report do not follow each other, so that none can follow them.
    case history(reason: String)
    /// A colleague acted at the same moment.
    case concurrent
    /// The act could not be signed.
    case signing(reason: String)
    /// The site's promise of the act does not hold: nothing was opened.
    case promise(reason: String)
    /// The identity is sealed to others, or has another form.
    case notOpened(reason: String)
    /// The file cannot be written.
    case unwritable(path: String, FileError)
}
