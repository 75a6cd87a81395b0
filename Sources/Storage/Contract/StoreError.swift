/// Why the store did not do what it was asked.
///
/// Never holds data, keys or paths.
package enum StoreError: Error, Equatable, Sendable {
    // The disk.

    /// No room: nothing of the request is kept, and the store goes on.
    case full
    /// The operating system's or SQLite's error number. After one in a write nothing that was not answered is
    /// certain: the store refuses writes until it is opened anew.
    case inputOutput(code: Int)
    /// An earlier write failed with `inputOutput`.
    case refusesWrites
    /// What the files hold contradicts itself.
    case corrupt(String)

    // Opening.

    /// There is no such file.
    case missing(String)
    /// The directory holds a store already.
    case exists
    /// Another process has the store open.
    case inUse
    /// A file of another log.
    case foreign(expected: String, found: String)
    /// A file that another version of the programs wrote.
    case version(found: Int, supported: Int)
    /// A setting that durability or erasure rests on did not take effect.
    case setting(String, expected: String, found: String)
    case closed

    // The guard.

    /// The guard knows a larger log than the database: an old database was put back.
    case guardAhead(guarded: UInt64, stored: UInt64)
    /// The guard knows less than was published, or there is none: it was lost or put back.
    case guardBehind(guarded: UInt64, stored: UInt64)
    /// Same size, another root.
    case guardDiffers(size: UInt64)
    /// The guard's file is not, byte for byte, what this program writes: somebody or something changed it.
    case guardMalformed
    /// Compare-and-swap found another state than the one expected.
    case guardMoved(size: UInt64)

    // Requests.

    /// Batch 0 was not published yet.
    case notBegun
    /// A planned batch waits to be published first.
    case planPending(epoch: UInt64)
    /// There is no planned batch of this epoch.
    case noPlan(epoch: UInt64)
    /// The epoch was cut already.
    case epochCut(number: UInt64, last: UInt64)
    /// What plans the batch, or signs the promise, refused.
    case refused(String)
    /// Beyond what is published.
    case outOfRange(field: String, value: UInt64, limit: UInt64)
    case upload(UploadError)
    /// Another process reads or writes the database for longer than the store waits.
    case busy
    case cancelled
}

extension StoreError: CustomStringConvertible {
    /// Lower case, with value and limit, without data, keys or paths.
    package var description: String {
        switch self {
        case .full: "disk full"
        case .inputOutput(let code): "input/output error \(code)"
        case .refusesWrites: "writes are refused since an earlier one failed; open the store anew"
        case .corrupt(let what): "store is corrupt: \(what)"
        case .missing(let file): "\(file) is missing"
        case .exists: "directory holds a store already"
        case .inUse: "store is in use by another process"
        case .foreign(let expected, let found): "origin is \(found), expected \(expected)"
        case .version(let found, let supported): "schema version is \(found), limit \(supported)"
        case .setting(let name, let expected, let found): "\(name) is \(found), expected \(expected)"
        case .closed: "store is closed"
        case .guardAhead(let guarded, let stored):
            "guard is at size \(guarded), ahead of the database at \(stored)"
        case .guardBehind(let guarded, let stored):
            "guard is at size \(guarded), behind the database at \(stored)"
        case .guardDiffers(let size): "guard has another root at size \(size)"
        case .guardMalformed: "guard is not as it was written"
        case .guardMoved(let size): "guard is at size \(size), which is not where the batch begins"
        case .notBegun: "batch 0 is not published"
        case .planPending(let epoch): "planned epoch \(epoch) is not published"
        case .noPlan(let epoch): "epoch \(epoch) is not planned"
        case .epochCut(let number, let last): "epoch is \(number), the last one cut \(last)"
        case .refused(let why): "refused: \(why)"
        case .outOfRange(let field, let value, let limit): "\(field) is \(value), limit \(limit)"
        case .upload(let error): "\(error)"
        case .busy: "database is busy"
        case .cancelled: "cancelled"
        }
    }
}
