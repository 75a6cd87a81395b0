package import Files
package import Wire

/// Why a local case store could not be made, opened, read or written.
///
/// Holds no data and no key; of a row its opaque name alone.
package enum CaseStoreError: Error, Equatable, Sendable {
    /// A part of a store that is not as it was written.
    package enum Part: Equatable, Sendable {
        case settings
        case key
        /// What is kept of the log, of the outbox, of the number of cases.
        case memory
        /// The database as SQLite reads it, by SQLite's extended code.
        case database(code: Int)
        /// A row by the first digits of its name, which says nothing about its case.
        case row(String)
        /// The stored bytes of an envelope.
        case envelope
    }

    /// A file or the folder of the store.
    case file(path: String, FileError)
    /// No store is in the folder.
    case missing(path: String)
    /// A folder that holds other things.
    case notEmpty(path: String)
    /// Another run writes to it.
    case inUse(path: String)
    /// The key file opens nothing that the store's key is sealed to.
    case otherKey
    /// Of another agency than the key.
    case otherAgency(store: AgencyCode, key: AgencyCode)
    /// Of another site than was named.
    case otherSite(store: Origin, named: Origin)
    /// The settings beside the store are not those that are sealed in it.
    case otherSettings
    /// Something was changed.
    case damaged(Part)
    /// A newer program wrote it.
    case version(found: Int, supported: Int)
    /// No room: nothing of what was to be written is kept, all else is as it was.
    case full
    /// SQLite's extended code.
    case inputOutput(code: Int)
    /// Another process reads or writes for longer than is waited.
    case busy
    /// The random source gave too little.
    case noRandomness
    /// Not 1 to 64 bytes on one line, or more than 64 of them.
    case label
    /// More than can be kept of one case.
    case tooMuch
}
