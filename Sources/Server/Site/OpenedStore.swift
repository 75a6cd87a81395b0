package import Storage
import Wire

// The one place of the server that names a storage engine.
extension DataDirectory {
    /// Opens the site's store for this process alone.
    ///
    /// - Parameters:
    ///   - uploads: attachments that are brought at once.
    ///   - faults: called at each step of a close; what it throws ends the step as a crash would.
    /// - Returns: the store; nobody else can open it until it is closed.
    /// - Throws: see `SQLiteStore`.
    package func openStore(
        uploads: Int = Configuration().uploads,
        faults: @escaping @Sendable (CloseStep) throws -> Void = { _ in }
    ) throws(StoreError) -> any Store {
        try SQLiteStore(directory: path, uploads: UploadMemory(streams: uploads), faults: faults)
    }

    /// Makes the files of an empty log.
    func createStore(origin: Origin) throws(StoreError) {
        try SQLiteStore.create(directory: path, origin: origin)
    }

    /// What the files of a store that another process may have open say of the log; changes nothing.
    func inspection() throws(StoreError) -> StoreInspection {
        try StoreInspection(directory: path)
    }

    /// How a store stands that another process may have open; changes nothing.
    func storeStatus() throws(StoreError) -> StoreStatus {
        try SQLiteStore.status(directory: path)
    }

    /// The same with the name of the file that is damaged, where that is what the store says.
    func naming(_ error: StoreError) -> DataDirectoryError {
        guard case .corrupt(let reason) = error else { return .store(error) }
        // What SQLite finds whole contradicts itself: of the two only the log's does.
        let name = StoreInspection.damagedFiles(directory: path).first ?? "log.sqlite"
        return .damaged(path: file(name), reason: reason)
    }
}
