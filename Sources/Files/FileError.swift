import Glibc

/// Why a file or folder could not be read, written or held: the step that failed, where, and the cause.
///
/// Says nothing to anybody by itself: the paths in it may be a user's own. Roles turn it into their sentences.
package struct FileError: Error, Equatable, Sendable {
    /// The call to the operating system that failed.
    package enum Step: Equatable, Sendable {
        case open
        case read
        /// Writing the bytes, syncing or closing the file.
        case write
        case rename
        case makeFolder
        /// Making the names in a folder durable.
        case syncFolder
        case lock
    }

    /// What was wrong.
    package enum Cause: Equatable, Sendable {
        /// There is no such file or folder (`ENOENT`).
        case missing
        /// A new file was asked for, and there is one (`EEXIST`).
        case exists
        /// More than this many bytes.
        case tooLong(limit: Int)
        /// Not UTF-8.
        case notText
        /// No room on the disk, or none left of the user's share (`ENOSPC`, `EDQUOT`).
        case full
        /// Another process holds the lock; or standard input, which gives its bytes once, was asked for twice.
        case inUse
        /// Others than its owner may read or change what is secret, by these permissions.
        case exposed(mode: UInt32)
        /// Anything else, by its `errno`.
        case inputOutput(code: Int32)
    }

    /// The call that failed.
    package let step: Step
    /// The file or folder that the call was about.
    package let path: String
    /// What was wrong.
    package let cause: Cause

    /// Whether what is secret is open to others.
    package var isExposed: Bool {
        if case .exposed = cause { true } else { false }
    }

    /// Puts one together.
    package init(_ step: Step, _ path: String, _ cause: Cause) {
        self.step = step
        self.path = path
        self.cause = cause
    }

    /// Whether there is no such file: its own name, or a folder's on the way.
    package var isMissing: Bool { [.missing, .inputOutput(code: ENOTDIR)].contains(cause) }

    /// Sorts an `errno`, which was taken before another call could change it.
    init(_ step: Step, _ path: String, errno code: Int32) {
        let cause: Cause =
            switch code {
            case ENOENT: .missing
            case EEXIST: .exists
            case ENOSPC, EDQUOT: .full
            case EWOULDBLOCK where step == .lock: .inUse
            default: .inputOutput(code: code)
            }
        self.init(step, path, cause)
    }
}

extension FileError.Cause: CustomStringConvertible {
    /// A few words, lower case and without the path.
    package var description: String {
        switch self {
        case .missing: "missing"
        case .exists: "exists already"
        case .tooLong(let limit): "longer than \(limit) bytes"
        case .notText: "not UTF-8 text"
        case .full: "disk full"
        case .inUse: "in use by another process"
        case .exposed(let mode): "open to others, mode \(String(mode, radix: 8))"
        case .inputOutput(let code): "input/output error \(code)"
        }
    }
}
