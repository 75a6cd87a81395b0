/// Why an upload did not go on.
package enum UploadError: Error, Equatable, Sendable {
    /// Nothing of this kind was begun.
    case unknown
    /// Announced again with another length.
    case length(announced: UInt64, now: UInt64)
    /// A chunk that does not begin where the one before ended.
    case offset(expected: UInt64, found: UInt64)
    /// More bytes than were announced.
    case tooLong(limit: UInt64)
    /// Finished too early.
    case incomplete(arrived: UInt64, length: UInt64)
    /// The bytes are not those of the hash announced; they are gone.
    case hash
    /// Another stream is writing to it.
    case busy
    /// As many uploads of one owner as may be at once.
    case tooMany(limit: Int)
    /// As many uploads as may bring bytes at once.
    case crowded(limit: Int)
    /// There is no room for so long an envelope, or for more of this owner's.
    case noRoom
}

extension UploadError: CustomStringConvertible {
    /// Lower case, with value and limit.
    package var description: String {
        switch self {
        case .unknown: "upload was not begun"
        case .length(let announced, let now): "length is \(now), announced was \(announced)"
        case .offset(let expected, let found): "offset is \(found), expected \(expected)"
        case .tooLong(let limit): "upload is longer than announced, limit \(limit)"
        case .incomplete(let arrived, let length): "upload has \(arrived) bytes of \(length)"
        case .hash: "upload has another hash than announced"
        case .busy: "upload is being written"
        case .tooMany(let limit): "too many uploads at once, limit \(limit)"
        case .crowded(let limit): "too many uploads are on their way, limit \(limit)"
        case .noRoom: "there is no room for attachments"
        }
    }
}
