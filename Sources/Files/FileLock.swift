import Foundation
package import Words

/// Keeps two runs from using one state file at once: each would take the other's log for the one that it knows.
package final class FileLock: Sendable {
    private let descriptor: Int32

    /// - Parameter path: the state file; the lock is on the file `path.lock`, which stays.
    /// - Throws: where another run has it.
    package init(_ path: String) throws(Failure) {
        descriptor = unsafe open("\(path).lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw Failure(.inputOutput, "--state: '\(path).lock' cannot be written", field: "--state")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw Failure(
                .tryLater, "--state: another run uses '\(path)' at this moment", field: "--state")
        }
    }

    deinit { close(descriptor) }
}
