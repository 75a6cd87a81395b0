package import Files
package import Passphrases
package import Sealing

/// Why a key file was not backed up, or not given back.
package enum BackupError: Error, Equatable, Sendable {
    /// The key file cannot be read.
    case keyFile(path: String, FileError)
    case notAKeyFile(path: String)
    case passphrase(PassphraseFault)
    /// The card of a holder cannot be read.
    case cardFile(path: String, FileError)
    /// Neither an agency's card nor a recovery card.
    case notACard(path: String)
    case mistake(KeyBackup.Mistake)
    case unwritable(path: String, FileError)
    /// A file of a backup cannot be read.
    case backupFile(path: String, FileError)
    /// It holds no part.
    case notABackup(path: String)
    /// No part opens with the keys that were given.
    case noPart
    /// Parts that were opened, and what is needed.
    case tooFew(Int, needed: Int)
    /// Parts that are of different backups, or were changed.
    case notWhole
}
