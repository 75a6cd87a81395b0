package import AuditLog
package import Files
package import Storage
package import Wire

/// Why a site's next descriptor was not drafted, or not published.
///
/// Words/SiteChangeWords.swift says it.
package enum SiteChangeError: Error, Equatable, Sendable {
    /// No published descriptor can be read.
    case noSite
    /// Nothing was asked for that can be.
    case notAnAgency(AgencyCode)
    /// The same agency is to be taken in and out.
    case bothWays(AgencyCode)
    case agencyCount(Int)
    /// The keys on an agency's card do not follow those that the log has of it.
    case cardDoesNotFollow(AgencyCode, serial: UInt32)
    case cardRanOut(AgencyCode, notAfter: UInt64)
    /// An act key that stands twice, on the card or with another agency.
    case keyTwice(AgencyCode)
    /// Nobody could seal to the recipient key.
    case unusableKey(AgencyCode)
    case noAuditor
    case retention(UInt16)
    /// Not one of the site's TLS keys.
    case notAPin(Hash)
    case pinCount(Int)
    case endorsementFile(path: String, reason: String)
    case pageFile(path: String, FileError)
    case emptyPage(path: String)
    case unreadable(FileError)
    case unwritable(path: String, FileError)
    case notADraft(path: String, reason: String)
    /// Witnesses, days.
    indirect case renewal(RenewalError)
    case card(SitePlanError)
    case fault(DraftFault)
    /// The root key has not signed it.
    case unsigned
    case otherSite(origin: Origin, own: Origin)
    /// Published, or overtaken.
    case outdated(serial: UInt32, newest: UInt32)
    /// It follows a descriptor that the site never published.
    case otherPast(serial: UInt32)
    case ranOut(notAfter: UInt64, now: UInt64)
    /// It would hold longer than a descriptor may, so that a clock is wrong here or where it was drafted.
    case tooFar(notAfter: UInt64, now: UInt64)
    case waitsAlready(serial: UInt32)
    /// Renewed keys of this agency wait for the next epoch.
    case keysWait(AgencyCode)
    case serverKeys(SiteKeysError)
    /// It changes who watches the site, and nobody endorsed that.
    case needsWait([SiteChangeDoubt])
    case serverRuns
    case store(StoreError)
    case notReplaced(path: String, FileError)
}
