import AuditLog
import Keys
import Wire

/// A request with everything computed that needs no database.
struct StagedRecord: Sendable {
    let request: StageRequest
    let encoded: [UInt8]
    let commitment: Hash

    /// - Throws: `refused` for a record that cannot be encoded, is filler or of an unknown kind.
    init(_ request: StageRequest) throws(StoreError) {
        self.request = request
        switch request.record.body {
        case .filler, .unknown: throw .refused("record kind \(request.record.body.discriminant.rawValue)")
        case .reportReceived where request.submission == nil: throw .refused("report without submission")
        default: break
        }
        do { encoded = try request.record.encoded() } catch { throw StoreError(error) }
        commitment = Commitment.of(nonce: request.nonce, record: encoded)
    }

    /// The envelope that the record names.
    var envelope: Hash? { request.record.body.envelope }

    var payloadID: PayloadID? {
        switch request.payload {
        case .none: nil
        case .bytes: unsafe commitment.withUnsafeBytes { unsafe PayloadID($0.prefix(16)) }
        case .uploaded(let payload): payload.id
        }
    }

    var payloadLength: UInt64 {
        switch request.payload {
        case .none: 0
        case .bytes(let bytes): UInt64(bytes.count)
        case .uploaded(let payload): payload.length
        }
    }
}

extension RecordBody {
    /// Who sees the record while it is staged: the agency's code, "" for the auditor, nil for sources.
    var author: String? {
        switch self {
        case .messagePosted(let body): body.isBySource ? nil : body.agency
        case .act(let body): body.act.agency
        case .account: ""
        case .filler, .reportReceived, .payloadErased, .unknown: nil
        }
    }
}
