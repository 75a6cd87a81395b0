package import Files
import Foundation
import GRDB

extension StoreError {
    /// Sorts what SQLite, Foundation or a fault said.
    init(_ error: any Error) {
        switch error {
        case let error as StoreError: self = error
        case let error as DatabaseError: self.init(error)
        case let error as FileError: self.init(error)
        case is CancellationError: self = .cancelled
        case let error as CocoaError where error.code == .fileWriteOutOfSpace: self = .full
        default: self = .refused("\(error)")
        }
    }

    /// What a small file of the store met; of its path the name alone.
    package init(_ error: FileError) {
        switch error.cause {
        case .missing: self = .missing(Path.name(of: error.path))
        case .exists: self = .exists
        case .full: self = .full
        case .inUse: self = .inUse
        case .inputOutput(let code): self = .inputOutput(code: Int(code))
        case .exposed: self = .refused("\(error.cause)")
        case .tooLong, .notText: self = .corrupt(Path.name(of: error.path))
        }
    }

    private init(_ error: DatabaseError) {
        switch error.resultCode {
        case .SQLITE_FULL: self = .full
        case .SQLITE_IOERR where error.extendedResultCode == .SQLITE_IOERR_SHMSIZE: self = .full
        case .SQLITE_IOERR, .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM:
            self = .inputOutput(code: Int(error.extendedResultCode.rawValue))
        case .SQLITE_INTERRUPT, .SQLITE_ABORT: self = .cancelled
        case .SQLITE_MISUSE: self = .closed
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy
        case .SQLITE_CORRUPT, .SQLITE_NOTADB:
            self = .corrupt("sqlite error \(error.extendedResultCode.rawValue)")
        default: self = .refused("sqlite error \(error.extendedResultCode.rawValue)")
        }
    }

    /// Whether nothing is certain any more.
    var spoilsWriter: Bool {
        switch self {
        case .inputOutput, .corrupt: true
        default: false
        }
    }
}

/// Calls the small files' primitives in the store's terms.
func storing<Value: ~Copyable>(_ body: () throws(FileError) -> Value) throws(StoreError) -> Value {
    do { return try body() } catch { throw StoreError(error) }
}
