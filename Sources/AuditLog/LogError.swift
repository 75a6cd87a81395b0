package import Wire

/// Something in the log, or said about it, is not as it must be.
package struct LogError: Error, Equatable, Sendable {
    /// The codes of `failures` in the verifying tools' JSON.
    package enum Code: String, CaseIterable, Sendable {
        /// An entry does not stand where it says, or not behind the one it names.
        case chainBroken = "chain_broken"
        /// The tree over the entries is not the one that was signed or kept.
        case rootMismatch = "root_mismatch"
        case signatureInvalid = "signature_invalid"
        case entryUndecodable = "entry_undecodable"
        /// An opening does not open its commitment, or its record breaks a rule.
        case recordMismatch = "record_mismatch"
        /// An envelope is not the one its record names.
        case envelopeMismatch = "envelope_mismatch"
        /// A sealed entry without an opening, or an envelope that is gone without a lawful erasure.
        case unaccounted
        /// The log is shorter than it was.
        case rollback
        /// The log is another one than it was.
        case fork
        /// A site descriptor, agency keys or their hash break a rule.
        case descriptorInvalid = "descriptor_invalid"
        /// Order, size or limits of a batch.
        case batchInvalid = "batch_invalid"
        /// Epoch numbers, what they skipped, or when they were due.
        case epochGap = "epoch_gap"
        case accountMismatch = "account_mismatch"
        case promiseBroken = "promise_broken"
        /// An erasure of nothing, of something else, too early, without consent, or of what is still there.
        case erasureInvalid = "erasure_invalid"
        /// A month's figures that are missing, said twice, contradict themselves or are not what the records say.
        case statementInvalid = "statement_invalid"
        /// A key under one's own code that one never made, or one that the log does not name.
        case keyUnknown = "key_unknown"
        /// The reader's clock and the log's do not agree.
        case clock
        /// The log says nothing new for too long.
        case stale
    }

    /// Which rule is broken.
    package var code: Code
    /// The entry concerned.
    package var index: UInt64?
    /// What was compared, in the schema's words: `Entry.previous`.
    package var field: String
    /// Hashes in hexadecimal, numbers in decimal.
    package var expected: String
    /// What was there, in the form of `expected`.
    package var found: String

    /// Texts are compared.
    package init(_ code: Code, at index: UInt64? = nil, _ field: String, expected: String, found: String) {
        self.code = code
        self.index = index
        self.field = field
        self.expected = expected
        self.found = found
    }

    /// Hashes are compared.
    package init(_ code: Code, at index: UInt64? = nil, _ field: String, expected: Hash, found: Hash) {
        self.init(code, at: index, field, expected: expected.hex, found: found.hex)
    }

    /// Numbers are compared.
    package init<Number: BinaryInteger>(
        _ code: Code, at index: UInt64? = nil, _ field: String, expected: Number, found: Number
    ) {
        self.init(code, at: index, field, expected: "\(expected)", found: "\(found)")
    }

    /// The same about the entry at `index`.
    package func at(_ index: UInt64) -> Self {
        var error = self
        error.index = index
        return error
    }
}

extension LogError: CustomStringConvertible {
    package var description: String {
        let place = index.map { " at entry \($0)" } ?? ""
        return "\(code.rawValue)\(place): \(field): expected \(expected), found \(found)"
    }
}

extension LogError {
    /// A value that no bytes can be: only what was not decoded from bytes has it.
    init(_ error: EncodeError) {
        self.init(
            .entryUndecodable, error.field, expected: "\(error.minimum) to \(error.maximum)",
            found: "\(error.count)")
    }

    init(_ error: DecodeError, at index: UInt64? = nil) {
        self.init(
            .entryUndecodable, at: index, error.field, expected: "the schema's encoding", found: "\(error)")
    }
}
