import Wire

/// Why a log is not ended, or not continued as a new one.
///
/// Words/RecoveryErrorWords.swift says it.
enum RecoveryError: Error, Equatable, Sendable {
    // What the new log is made from.

    /// Ended before, and followed by this one.
    case endedAlready(next: Origin)
    /// Not of 1 to 64 bytes, or the old log's.
    case origin
    case notTheRootKey
    /// The new directory at this path is the old one or inside it.
    case insideOld(path: String)
    /// The new log is made, and the marker could not be written in the old one.
    case unmarked(reason: String)

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
}
