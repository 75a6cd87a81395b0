package import Files
import Wire

/// Why an agency's keys were not renewed.
package enum KeysRenewalError: Error, Equatable, Sendable {
    /// More colleagues than an agency has act keys besides its own.
    case tooManyReviewers(limit: Int)
    /// The file of a colleague's public act key cannot be read.
    case reviewerFile(path: String, FileError)
    /// The file holds no public act key of this agency's.
    case notAReviewer(path: String)
    /// Keys hold for 1 to 365 days.
    case days(Int)
    /// The key file cannot be read.
    case keyFile(path: String, FileError)
    /// The file holds no key.
    case notAKeyFile(path: String)
    /// Another run has the key file open.
    case inUse(path: String)
    /// The file of the identity key cannot be read.
    case identityFile(path: String, FileError)
    /// It holds no identity key of the agency.
    case noIdentity(path: String, agency: String)
    /// The site's descriptor names another identity for the agency.
    case otherIdentity(agency: String)
    /// The newest keys in the log hold a recipient key that is not in the key file.
    case otherRecipient(agency: String)
    /// The random source gave too little.
    case noRandomness
    /// The keys could not be signed.
    case signing(reason: String)
    /// The new key file cannot be made.
    case unwritable(path: String, FileError)
    /// The key file cannot be replaced; it is as it was.
    case notReplaced(path: String, FileError)
    /// The site took other keys of the same serial.
    case taken(serial: UInt32)
}
