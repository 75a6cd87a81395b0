package import Files
package import Wire

/// What is wrong with what `init` was asked for.
///
/// Words/SitePlanWords.swift says it.
package enum SitePlanError: Error, Equatable, Sendable {
    /// What a value was given as.
    package enum Source: Equatable, Sendable {
        case agency
        case auditor
        case witness
    }

    /// The file could not be read.
    case unreadable(Source, FileError)
    /// The file at this path is no card; `reason` is the decoder's.
    case notACard(Source, path: String, reason: String)
    /// The keys on the card are not signed by its own identity key.
    case unsignedCard(path: String)
    /// Of an auditor's card.
    case cardFormat(path: String, format: Int)
    /// Neither a vkey nor a file that holds one.
    case notAVKey(String, reason: String)
    /// A vkey of type 1, which signs logs.
    case notAWitnessKey(name: String)
    /// Bytes of the log's name.
    case originLength(Int)
    /// The log's name is no host name with a path behind it, and where it is not.
    case origin(OriginFault)
    case epochSeconds(UInt32)
    /// Days that are fewer than the law of the log allows.
    case retention(UInt16)
    /// Not the number of a region.
    case region(String)
    case agencyCount(Int)
    case codeTwice
    /// The keys on the card of this agency ran out at `notAfter`, seconds since 1970.
    case cardRanOut(code: AgencyCode, name: String, notAfter: UInt64)
    case witnessCount(Int)
    case witnessTwice
    case quorum(UInt8, witnesses: Int)
    /// None would have to agree.
    case noQuorum
    /// - Parameter isOutside: given as one; else it is made from the log's name.
    case witnessNameLength(String, isOutside: Bool)
    /// A field of the descriptor is out of its bounds.
    case encoding(EncodeError)
    /// The descriptor could not be signed.
    case unsignable
    /// The new directory, or a file in it.
    case directory(DataDirectoryError)
    /// The root key or the server's own.
    case keys(SiteKeysError)
    /// The descriptor does not hold, or the first batch could not be made.
    case unmade(reason: String)

    /// Sorts what making a site threw.
    init(_ error: any Error) {
        switch error {
        case let error as SitePlanError: self = error
        case let error as DataDirectoryError: self = .directory(error)
        case let error as SiteKeysError: self = .keys(error)
        default: self = .unmade(reason: "\(error)")
        }
    }
}
