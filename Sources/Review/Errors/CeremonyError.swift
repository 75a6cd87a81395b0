package import AuditLog
package import Files
package import Passphrases
package import Wire

/// Why a draft was not signed, a key not endorsed, or an identity not replaced.
package enum CeremonyError: Error, Equatable, Sendable {
    /// The draft's file cannot be read.
    case draftFile(FileError)
    case notADraft(path: String, reason: String)
    /// What is in the draft.
    case fault(DraftFault)
    /// The root key's file cannot be read, or holds none.
    case rootFile(path: String, FileError)
    case notARootKey(path: String)
    /// The root key signed it already.
    case signedAlready
    /// It is over by the clock here.
    case ranOut(notAfter: UInt64, now: UInt64)
    /// It would hold longer than 90 days by the clock here.
    case tooFar(notAfter: UInt64, now: UInt64)
    /// The draft does not start from what was signed last.
    case notTheLast(serial: UInt32, signed: UInt32)
    /// Something in it is not known here.
    case unknownChange
    case nobodyToAsk
    case declined
    case unwritable(path: String, FileError)
    /// The file of the key that endorses.
    case endorserFile(path: String, FileError)
    case notAnEndorser(path: String)
    /// The file of the card.
    case cardFile(path: String, FileError)
    case notACard(path: String)
    /// The card is of another agency than the key.
    case otherAgency(key: AgencyCode, card: AgencyCode)
    /// The card names no log, and none was given.
    case noOrigin
    /// The card has the same key.
    case sameKey
    /// The site names no such agency.
    case unknownAgency(AgencyCode)
    /// The old identity is not the one that the site names.
    case otherIdentity(AgencyCode)
    /// Not the key file of this agency.
    case notAgencyKey(path: String, AgencyCode)
    case keygen(KeygenError)
    /// A key file is protected, and its passphrase is missing or wrong.
    case passphrase(PassphraseFault)
    case renewal(KeysRenewalError)
    case signing(reason: String)
}
