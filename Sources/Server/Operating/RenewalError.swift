package import Files
package import Storage
package import Wire

/// Why a site's next descriptor was not signed or taken up.
///
/// Words/RenewalWords.swift says it.
package enum RenewalError: Error, Equatable, Sendable {
    case days(Int)
    case notTheRootKey
    /// Nothing can follow the descriptor; `reason` is the decoder's or the encoder's.
    case unfollowable(reason: String)
    case notAWitness(name: String)
    case witnessCount(Int)
    case witnessTwice
    case quorum(UInt8, witnesses: Int)
    /// A field of the next descriptor is out of its bounds.
    case encoding(EncodeError)
    /// What would be signed is refused by its own rules.
    case doesNotHold(reason: String)
    /// The file of the last descriptor could not be read.
    case unreadable(FileError)
    /// The file at this path is no descriptor.
    case notADescriptor(path: String, reason: String)
    /// The new file could not be written.
    case unwritable(path: String, FileError)
    /// Another one of this serial is in the queue.
    case waitsAlready(serial: UInt32)
    case serverRuns
    /// What the store said.
    case store(StoreError)
    /// The root key could not be read.
    case keys(SiteKeysError)
    /// The site cannot publish it.
    indirect case change(SiteChangeError)
}
