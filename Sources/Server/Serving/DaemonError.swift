package import Storage

/// Why a server does not start, or ended by itself.
///
/// Words/DaemonWords.swift says it.
package enum DaemonError: Error, Equatable, Sendable {
    case directory(DataDirectoryError)
    case configuration(ConfigurationError)
    case keys(SiteKeysError)
    case store(StoreError)
    /// Somebody shows more of the log than its database has.
    case contradiction(Contradiction)
    /// The folder of the public files is not to be touched.
    case publishing(PublishFault)
    /// What the log holds is nothing to go on from.
    case notContinued(reason: String)
    /// `server.listen` is this address.
    case notListening(Configuration.Address)
    case publicFiles(TileServerError)
    case notClosed(reason: String)
    /// It was told to end while it waited for a witness: nothing is wrong.
    case ended

    /// Sorts what opening the log threw.
    init(opening error: any Error) {
        switch error {
        case .store(let error) as DataDirectoryError: self = .store(error)
        case let error as DataDirectoryError: self = .directory(error)
        case let error as ConfigurationError: self = .configuration(error)
        case let error as SiteKeysError: self = .keys(error)
        case let error as StoreError: self = .store(error)
        case let found as Contradiction: self = .contradiction(found)
        case let fault as PublishFault: self = .publishing(fault)
        case is CancellationError: self = .ended
        default: self = .notContinued(reason: "\(error)")
        }
    }
}
