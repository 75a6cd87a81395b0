import Keys
package import Wire

/// Names the bytes of one envelope in payload.sqlite. Random, so that two uploads of one hash never meet.
package typealias PayloadID = FixedBytes<16>

/// A record that wants a promise.
package struct StageRequest: Sendable {
    package var nonce: Nonce
    /// Never filler.
    package var record: Record
    /// Set for `report_received` and only there.
    package var submission: Submission?
    package var payload: Payload
    /// The epoch to promise, from the last one cut: a pure function that knows the time of the request.
    package var epoch: @Sendable (_ lastCut: UInt64) -> UInt64

    package init(
        nonce: Nonce, record: Record, submission: Submission? = nil, payload: Payload = .none,
        epoch: @escaping @Sendable (_ lastCut: UInt64) -> UInt64
    ) {
        self.nonce = nonce
        self.record = record
        self.submission = submission
        self.payload = payload
        self.epoch = epoch
    }

    /// What comes with a report besides its record.
    package struct Submission: Equatable, Sendable {
        package var mailbox: PublicKey
        /// SHA-256 of every field outside the envelope: the same again must be the same.
        package var outer: Hash
        package var keySet: Hash
        package var signature: Signature

        package init(mailbox: PublicKey, outer: Hash, keySet: Hash, signature: Signature) {
            self.mailbox = mailbox
            self.outer = outer
            self.keySet = keySet
            self.signature = signature
        }
    }

    package enum Payload: Sendable {
        case none
        /// The whole envelope that the record names.
        case bytes([UInt8])
        /// One that `UploadArea.finish` returned.
        case uploaded(UploadedPayload)
    }
}

package enum StageOutcome: Equatable, Sendable {
    /// Durable; for what was staged before, the promise and the opening given then.
    case promised(Promised)
    /// The envelope with other outer fields, or the mailbox with another envelope.
    case alreadyExists
    /// Another content has this counter, the counter skips one, or `previous` is not the act before.
    case aborted
    /// There is no such report.
    case notFound
}

/// Signs a promise: CPU only, called within the staging transaction.
package typealias PromiseSigner = @Sendable (_ commitment: Hash, _ epoch: UInt64) throws -> Promise

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
        case .bytes: PayloadID(commitment.span.extracting(first: 16))
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
    var envelope: Hash? {
        switch self {
        case .reportReceived(let body): body.envelope
        case .messagePosted(let body): body.envelope
        case .filler, .act, .account, .payloadErased, .unknown: nil
        }
    }

    /// Who sees the record while it is staged: the agency's code, "" for the auditor, nil for sources.
    var author: String? {
        switch self {
        case .messagePosted(let body): body.direction == .question ? body.agencies.first : nil
        case .act(let body): body.act.agency
        case .account: ""
        case .filler, .reportReceived, .payloadErased, .unknown: nil
        }
    }
}

extension MessagePosted {
    /// Which conversation the counter counts in: an agency's, or "" for supplements.
    var conversation: String {
        direction == .supplement ? "" : agencies.first ?? ""
    }
}
