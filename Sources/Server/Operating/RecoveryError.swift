package import Storage
package import Wire

/// Why a log is not ended, or not continued as a new one.
///
/// Words/RecoveryErrorWords.swift says it.
package enum RecoveryError: Error, Equatable, Sendable {
    // What the new log is made from.

    /// Ended before, and followed by this one.
    case endedAlready(next: Origin)
    /// Not of 1 to 64 bytes, or the old log's.
    case origin
    /// No host name with a path behind it.
    case notAnOrigin(OriginFault)
    case notTheRootKey
    /// The new directory at this path is the old one or inside it.
    case insideOld(path: String)
    /// The new log is made, and the marker could not be written in the old one.
    case unmarked(DataDirectoryError)
    /// A site's last serial number was used.
    case noSerialLeft
    /// Nothing of the above: the new descriptor or the first batch could not be made.
    case unmade(reason: String)

    // What stands in files.

    case configuration(ConfigurationError)
    case directory(DataDirectoryError)
    case keys(SiteKeysError)
    case store(StoreError)

    // Agencies' cards.

    case notAnAgency(AgencyCode)
    case otherIdentity(AgencyCode)
    case cardNeeded(AgencyCode)
    case boundToOldLog(AgencyCode)
    case keysRanOut(AgencyCode)

    // What is said of the old log.

    case epochNeeded
    case epochBelow(UInt64, known: UInt64)
    case sizeAndRootApart
    case sizeBelow(UInt64, known: UInt64)
    /// Not a multiple of 256, or 0.
    case sizeBetween(UInt64)
    /// Another one than those known of this size.
    case unknownRoot(size: UInt64)
    case nothingKnown
    case forked(size: UInt64)
    /// Database and guard agree, and nobody has seen more.
    case canGoOn

    /// Sorts what reading the old log or making the new one threw.
    init(_ error: any Error) {
        switch error {
        case let error as RecoveryError: self = error
        case let error as ConfigurationError: self = .configuration(error)
        case let error as DataDirectoryError: self = .directory(error)
        case let error as SiteKeysError: self = .keys(error)
        case let error as StoreError: self = .store(error)
        default: self = .unmade(reason: "\(error)")
        }
    }
}
