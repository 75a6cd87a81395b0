package import AuditLog
package import Cases
package import Files
package import Passphrases
package import Sealing
package import Words

/// Why a log, a receipt or a promise could not be checked at all: no finding about what was checked.
package enum VerificationError: Error, Equatable, Sendable {
    /// A file could not be read.
    case unreadable(NamedFile, path: String, FileError)
    /// A file could not be written, or is there already.
    case unwritable(NamedFile, path: String, FileError)
    /// The state file's lock could not be taken.
    case notLocked(path: String, FileError)
    /// A file holds something else; the reason is a parser's own description.
    case malformed(NamedFile, path: String, reason: String)
    /// A file is no receipt; the reason is the reader's own description.
    case notAReceipt(path: String, reason: String)
    /// A policy without a log.
    case namesNoLog(path: String)
    /// The evidence is too long to be written.
    case evidenceTooLong
    /// A key file has a mistake; neither this nor its description holds what stands in the file.
    case malformedKey(path: String, KeyFile.Mistake)
    /// A key file is protected, and its passphrase is missing or wrong.
    case passphrase(PassphraseFault)
    /// What was asked for does not go together, or is not of its form.
    case request(RequestError)
    /// The key is a good one, and not for this.
    case key(KeyRefusal)
    /// The site, or the way to it.
    case site(SiteError)
    /// A file is no promise that this log could keep.
    case promise(PromiseMismatch)
    /// Nothing was cosigned.
    case cosigning(CosigningError)
    /// The log could not be read on.
    case source(LogSourceError)
    /// An id names no report, or the records cannot be read.
    case records(ReviewRecordsError)
}

/// What a file is to a verification; its option or argument is said in `Words` only.
package enum NamedFile: Equatable, Sendable, CaseIterable {
    /// `agency.key` or `auditor.key`.
    case key
    /// Remembers the verification before.
    case state
    /// A checkpoint that was seen elsewhere.
    case checkpoint
    /// A saved promise, beside the verification of a log.
    case promise
    /// A log's vkey.
    case logKey
    /// A witness's vkey.
    case witnessKey
    /// The directory of a log's tiles.
    case tiles
    /// A site's link.
    case link
    /// A saved site descriptor.
    case descriptor
    /// A C2SP tlog-policy file.
    case policy
    /// The receipt, promise or evidence that is to be checked.
    case subject
    /// Evidence of a broken promise, to be written.
    case evidence
}

/// Why a request cannot be followed, whatever the files hold.
package enum RequestError: Error, Equatable, Sendable {
    /// The proxy's address is not `socks5://HOST:PORT`.
    case proxyForm
    /// An onion address, and no proxy.
    case onionWithoutProxy
    /// A proxy, and tiles that are in a directory.
    case proxyForDirectory
    /// The address of the tiles is not `http(s)://host[:port][/prefix]`.
    case tilesForm(String)
    /// Tiles without the log's key.
    case tilesWithoutKey
    /// A promise without a log to judge it by.
    case noLog
    /// No log is named where one is to be read.
    case notOneLog
    /// A link beside a site, which has one already.
    case linkForSite
    /// Not exactly one of descriptor, policy and log key for a receipt.
    case notOnePin
    /// Witnesses or a quorum without the log's key.
    case witnessesWithoutKey
    /// A link without a descriptor to hold against it.
    case linkWithoutDescriptor
    /// No policy can be made of these witnesses.
    case quorum(reason: String, witnesses: Int)
}

/// Why a key is not taken, before the site is asked.
package enum KeyRefusal: Error, Equatable, Sendable {
    /// The auditor's key, where a report would be opened.
    case opensNothing(command: String)
    /// The site has no such agency.
    case unknownAgency(String)
    /// Not among the newest keys that the agency published.
    case notPublished(agency: String)
    /// Not the key of the site's auditor.
    case otherAuditor
}

/// Why a promise cannot be judged by a log.
package enum PromiseMismatch: Error, Equatable, Sendable {
    /// It is one of another log.
    case otherLog(promised: String, log: String)
    /// No promise key that the log's descriptors name signed it.
    case notSigned
}

/// Why nothing was cosigned.
package enum CosigningError: Error, Equatable, Sendable {
    /// The log was not verified as a whole.
    case notVerified
    /// The site's descriptor does not name the key.
    case notAWitness
    /// The clock is further behind the last cosignature than is taken; seconds since 1970.
    case clockBehind(cosigned: UInt64, now: UInt64, zone: Zone)
    /// The signature could not be made.
    case signing(reason: String)
}
