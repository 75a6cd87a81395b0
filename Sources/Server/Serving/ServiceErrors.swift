import RPC
import Storage
import Wire
import Words

/// Runs what may throw anything and lets only what a caller may know come through.
func answering<Value>(
    _ body: () async throws -> Value
) async throws(RPCError) -> Value {
    do {
        return try await body()
    } catch let error as RPCError {
        throw error
    } catch let error as StoreError {
        throw RPCError(error)
    } catch {
        throw RPCError(.internal, "")
    }
}

extension RPCError {
    init(_ error: StoreError) {
        switch error {
        case .full: self.init(.resourceExhausted, "the disk is full; nothing was kept", field: "disk")
        case .busy: self.init(.unavailable, "the database is busy; come back later", field: "store")
        case .outOfRange(let field, _, let limit):
            self.init(.outOfRange, "beyond what is published", field: field, limit: limit)
        case .upload(let upload): self.init(upload)
        case .cancelled: self.init(.cancelled, "cancelled")
        case .inputOutput, .refusesWrites, .closed, .inUse:
            self.init(.unavailable, "nothing can be stored now", field: "store")
        default: self.init(.internal, "")
        }
    }

    private init(_ error: UploadError) {
        switch error {
        case .unknown: self.init(.failedPrecondition, "start the upload first", field: "UploadChunk.upload")
        case .offset(let expected, _):
            self.init(.outOfRange, "\(error)", field: "UploadChunk.offset", limit: expected)
        case .tooLong(let limit):
            self.init(.resourceExhausted, "\(error)", field: "UploadChunk.data", limit: limit)
        case .length(let announced, _):
            self.init(.invalidArgument, "\(error)", field: "UploadStart.length", limit: announced)
        case .incomplete(_, let length): self.init(.invalidArgument, "\(error)", limit: length)
        case .hash: self.init(.dataLoss, "\(error)", field: "UploadChunk.envelope")
        case .busy: self.init(.aborted, "\(error)", field: "UploadChunk.upload")
        case .tooMany(let limit), .crowded(let limit):
            self.init(.resourceExhausted, "\(error)", field: "uploads", limit: UInt64(limit))
        case .noRoom: self.init(.resourceExhausted, "\(error)", field: "attachments")
        }
    }
}

extension StageOutcome {
    /// The promise, or the status that says why there is none.
    func promised() throws(RPCError) -> Promised {
        switch self {
        case .promised(let promised): promised
        case .alreadyExists: throw RPCError(.alreadyExists, "promised already with other fields")
        case .aborted: throw RPCError(.aborted, "the counter is taken or skips one")
        case .notFound: throw RPCError(.notFound, "no such report")
        case .tooMany(let limit):
            throw RPCError(
                .resourceExhausted, "as many messages as may wait for one epoch",
                field: Shortage.mailbox.rawValue,
                limit: UInt64(limit))
        }
    }
}
