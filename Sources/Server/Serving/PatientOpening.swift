import Storage

extension DataDirectory {
    /// Opens the store where the disk may be full or the database busy: without room the ballast goes, and it waits for
    /// who holds a lock.
    ///
    /// - Parameters:
    ///   - ballast: of this directory.
    ///   - watch: tells the operator.
    ///   - uploads: attachments that are brought at once.
    ///   - faults: see `openStore`.
    /// - Returns: the store; on a full disk it can be read, and takes nothing until there is room.
    /// - Throws: a `StoreError`, `full` where nothing is left to give; `CancellationError`.
    func openStore(
        ballast: Ballast, watch: StoreWatch, uploads: Int,
        faults: @escaping @Sendable (CloseStep) throws -> Void
    ) async throws -> any Store {
        while true {
            do {
                return try await watch.patiently(while: [.busy]) {
                    try openStore(uploads: uploads, faults: faults)
                }
            } catch let error as StoreError where error.isWantOfRoom && isOutOfRoom {
                watch.tell(.full)
                guard ballast.drop() else { throw StoreError.full }
            }
        }
    }

    /// Less than a database needs to be opened.
    private var isOutOfRoom: Bool { freeBytes ?? .max < 1 << 20 }
}

extension StoreError {
    /// What a full disk can look like where a file cannot be made.
    fileprivate var isWantOfRoom: Bool {
        switch self {
        case .full, .inputOutput: true
        default: false
        }
    }
}
