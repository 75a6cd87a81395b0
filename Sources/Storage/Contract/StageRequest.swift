package import Wire

/// Names the bytes of one envelope in payload.sqlite.
///
/// Random, so that two uploads of one hash never meet.
package typealias PayloadID = FixedBytes<16>

/// A record that wants a promise.
package struct StageRequest: Sendable {
    /// 32 random bytes that hide the record in its commitment.
    package var nonce: Nonce
    /// Never filler.
    package var record: Record
    /// Set for `report_received` and only there.
    package var submission: Submission?
    /// The envelope that the record names.
    package var payload: Payload
    /// The epoch to promise, from the last one cut: a pure function that knows the time of the request.
    package var epoch: @Sendable (_ lastCut: UInt64) -> UInt64

    /// Everything about one record.
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
        /// The key that reads the report's inbox.
        package var mailbox: PublicKey
        /// SHA-256 of every field outside the envelope: the same again must be the same.
        package var outer: Hash
        /// The key set that the envelope is sealed to.
        package var keySet: Hash
        /// By the mailbox key, over key set, agencies and envelope.
        package var signature: Signature

        /// What stands around the envelope.
        package init(mailbox: PublicKey, outer: Hash, keySet: Hash, signature: Signature) {
            self.mailbox = mailbox
            self.outer = outer
            self.keySet = keySet
            self.signature = signature
        }
    }

    /// Where the sealed bytes are.
    package enum Payload: Sendable {
        case none
        /// The whole envelope that the record names.
        case bytes([UInt8])
        /// One that `UploadArea.finish` returned.
        case uploaded(UploadedPayload)
    }
}

/// What came of staging a record.
package enum StageOutcome: Equatable, Sendable {
    /// Durable; for what was staged before, the promise and the opening given then.
    case promised(Promised)
    /// The envelope with other outer fields, or the mailbox with another envelope.
    case alreadyExists
    /// Another content has this counter, the counter skips one, or `previous` is not the act before.
    case aborted
    /// There is no such report.
    case notFound
    /// As many messages of this author about the report wait for their epoch as may.
    case tooMany(limit: Int)

    /// The promise and the opening; nil where there is none.
    package var promised: Promised? {
        if case .promised(let promised) = self { promised } else { nil }
    }
}

/// Signs a promise: CPU only, called within the staging transaction.
package typealias PromiseSigner = @Sendable (_ commitment: Hash, _ epoch: UInt64) throws -> Promise
