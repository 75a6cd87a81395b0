package import Files
package import Storage
package import Wire

/// Why the public log could not be written as files.
package enum PublishFault: Error, Equatable, Sendable {
    /// What the file system said.
    case file(FileError)
    /// What the store said.
    case store(StoreError)
    /// The directory is not to be touched.
    case refused(Refusal)
    /// Something that has no words here.
    case other

    /// A directory that knows something else than the store: evidence, left as it is.
    package enum Refusal: Equatable, Sendable {
        /// Its file `checkpoint` is none.
        case notACheckpoint
        /// It holds another log.
        case otherLog(found: Origin, expected: Origin)
        /// It holds more entries than the log.
        case ahead(size: UInt64, log: UInt64)
        /// It holds another root.
        case otherRoot(size: UInt64)
    }

    /// Sorts what writing threw.
    package init(_ error: any Error) {
        switch error {
        case let fault as PublishFault: self = fault
        case let error as FileError: self = .file(error)
        case let error as StoreError: self = .store(error)
        default: self = .other
        }
    }
}
