package import Files
package import Keys
package import Passphrases

/// Why a key of a site cannot be read, made or used.
///
/// Words/SiteKeysWords.swift says it.
package enum SiteKeysError: Error, Equatable, Sendable {
    /// A file with a secret key.
    package enum File: Equatable, Sendable {
        /// With the seed of a signing key.
        case seed(path: String)
        /// `tls.pem`.
        case tls(path: String)
    }

    /// The jobs that a server's keys have.
    package enum Job: Equatable, Sendable {
        /// Signs checkpoints.
        case log
        /// Signs promises.
        case promise
        /// Signs channel keys.
        case channel
        /// Is shown to visitors.
        case tls
    }

    case unreadable(File, FileError)
    case unwritable(File, FileError)
    /// The root key is protected, and was not opened.
    case passphrase(PassphraseFault)
    /// There is no seed in the file.
    case noSeed(path: String, KeyText.Mistake)
    /// There is no key with its certificate in the file.
    case noIdentity(path: String)
    /// There are no random bytes for the key at this path.
    case noRandomness(path: String)
    /// The TLS library makes no key.
    case noTLSKey
    /// The site's descriptor names another one.
    case notTheSites(Job)
}
