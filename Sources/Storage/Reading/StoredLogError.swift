/// Why a data directory could not be read as a log.
package enum StoredLogError: Error, Equatable, Sendable {
    /// The directory does not open as a store.
    case opening(directory: String, StoreError)
    /// The directory is open, and something in it could not be read.
    case reading(StoreError)
    /// Batch 0 is not there.
    case nothingPublished
}
