import AuditLog
import Console

/// Why a promise cannot be judged.
enum PromiseText {
    static func foreign(_ origin: String, log: String) -> Failure {
        Failure(
            .badInput,
            "origin: the promise is one of the log '\(plain(origin))', and this is the log '\(plain(log))'",
            field: "origin")
    }

    static let notSigned = Failure(
        .badInput, "promise: not signed by any promise key that this log's descriptors name", field: "promise"
    )

    static func noNeighbours(_ end: UInt64) -> LogError {
        LogError(
            .batchInvalid, at: end, "neighbours", expected: "two around the commitment",
            found: "entries of a kind that is not known here")
    }
}
