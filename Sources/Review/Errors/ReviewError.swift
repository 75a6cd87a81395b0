package import Files
package import Passphrases

/// Why a question was not asked.
package enum AskingError: Error, Equatable, Sendable {
    /// The question has this many bytes.
    case length(Int)
    /// The file with the question cannot be read.
    case unreadable(path: String, FileError)
    /// Standard input is not UTF-8.
    case notText
    /// The question could not be sealed.
    case sealing(reason: String)
    /// A colleague asked at the same moment.
    case concurrent
    /// The site's promise does not hold.
    case promise(reason: String)
}

/// Why the auditor attested nothing.
package enum AttestingError: Error, Equatable, Sendable {
    /// Not the auditor's key.
    case notTheAuditor
    /// The auditor was to be asked first, and nobody is at the terminal.
    case nobodyToAsk
    /// The auditor did not agree.
    case declined
    /// The log was not verified as a whole.
    case notVerified
    /// The accounts could not be signed.
    case accounts(reason: String)
    /// The attestation could not be signed.
    case attestation(reason: String)
    /// The site's promise of an account does not hold.
    case promise(reason: String)
    /// The site promised another record than the account.
    case otherRecord
    /// A line of the list of tests is no report's id.
    case test(String)
    /// The list of tests cannot be read.
    case unreadable(path: String, FileError)
}

/// Why no keys were made.
package enum KeygenError: Error, Equatable, Sendable {
    /// No code of an agency.
    case code(String)
    /// No name of a kind.
    case kind(String)
    /// The name has this many bytes, or control characters.
    case name(bytes: Int)
    /// A file of this name is there already.
    case exists(path: String)
    /// The folder cannot be made.
    case folder(path: String)
    /// A file cannot be written.
    case unwritable(path: String, FileError)
    /// The random source gave too little.
    case noRandomness
    /// The passphrase that is to protect them.
    case passphrase(PassphraseFault)
    /// The agency's card could not be signed.
    case agencyCard
    /// The auditor's card could not be written.
    case auditorCard(reason: String)
}
