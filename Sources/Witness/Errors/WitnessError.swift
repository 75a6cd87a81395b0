package import Files
import HTTP
package import Verification

/// Why a witness cannot be made or does not start: it never starts on less than it remembers.
package enum WitnessError: Error, Equatable, Sendable {
    /// The key file of an agency or the auditor.
    case key(VerificationError)
    /// There is no such folder, another process has it, or it cannot be locked.
    case folder(path: String, FileError)
    /// The folder cannot be made.
    case notMade(path: String)
    /// The folder's names cannot be read.
    case unlisted(path: String)
    /// A file cannot be read.
    case unreadable(WitnessFile, path: String, FileError)
    /// A file in the folder cannot be written, or is there already.
    case unwritable(path: String, FileError)
    /// What is remembered of a log is not what was written.
    case damaged(path: String)
    /// The witness's own key file has a mistake; the reason is the reader's description.
    case malformedKey(path: String, reason: String)
    /// The name has this many bytes, or is no key name.
    case name(bytes: Int, isFromFile: Bool)
    /// The random source gave too little.
    case noRandomness
    /// No log's key; the reason is the reader's description.
    case malformedLog(path: String, reason: String)
    /// A witness's key where a log's should be.
    case notALog(path: String)
    /// A log's key that was given before.
    case twice(path: String)
    /// Not `host:port`.
    case address(String)
    /// Nobody can listen there.
    case notListening(host: String, port: Int, reason: String)
    /// The file holds no private key with its certificate.
    case certificate(path: String)
}

/// What a file is to a witness.
package enum WitnessFile: Equatable, Sendable {
    /// Something in its folder.
    case memory
    /// A log's vkey.
    case log
    /// A private key and its certificate.
    case certificate
}
