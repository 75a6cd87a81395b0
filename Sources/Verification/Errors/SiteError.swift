package import AuditLog
package import Cases
package import Dialing
package import HTTP
package import RPC
package import Visit
package import Wire

/// Why a site or the address of tiles gave nothing that can be used.
package enum SiteError: Error, Equatable, Sendable {
    /// There is no connection.
    case dial(DialError)
    /// The connection broke before the site had shown itself.
    case broken
    /// A call was refused or broke.
    case call(RPCError)
    /// The visit ended early: another site than the link's, or another reply than one to what was asked.
    case visit(VisitFault)
    /// The descriptor's log key is none.
    case logKey(LogError)
    /// The site took the key for another caller's.
    case otherCaller(AgencyCode, expected: AgencyCode)
    /// A waiting record came again, or more of them than anybody has.
    case stagedTwiceOrTooMany(Hash, limit: Int)
    /// The log does not prove this report.
    case notProven(Hash, RecordFault)
    /// The connection is kept and gives next to nothing.
    case stalled(limit: Duration)
    /// The address of the tiles has no checkpoint.
    case noCheckpoint(address: String)
    /// The checkpoint at the address has this many bytes.
    case checkpointTooLong(Int)
    /// A file at the address of the tiles could not be fetched.
    case fetch(String, HTTPError)
    /// The web server's answer to it.
    case status(String, Int)
}
