package import Wire

/// What pins a record in the public log and hides it: SHA-256 of label, nonce and the record's encoding.
package enum Commitment {
    /// The commitment of an encoded record.
    package static func of(nonce: Nonce, record: RawSpan) -> Hash {
        unsafe nonce.withUnsafeBytes { unsafe sha256(label: .commitment, RawSpan(_unsafeBytes: $0), record) }
    }

    /// The commitment of an encoded record.
    package static func of(nonce: Nonce, record: [UInt8]) -> Hash {
        unsafe of(nonce: nonce, record: record.span.bytes)
    }

    /// The commitment that an opening opens.
    package static func of(_ opening: Opening) throws(EncodeError) -> Hash {
        // Nearly all openings of an auditor's are filler, which has one encoding.
        if case .filler = opening.record.body, opening.record.format == 1 {
            return ofFiller(nonce: opening.nonce)
        }
        return of(nonce: opening.nonce, record: try opening.record.encoded())
    }

    /// The commitment of a record that was not needed.
    package static func ofFiller(nonce: Nonce) -> Hash {
        unsafe nonce.withUnsafeBytes { unsafe ofFiller(nonce: RawSpan(_unsafeBytes: $0)) }
    }

    /// The commitment of a record that was not needed, from the 32 bytes of its nonce in place.
    package static func ofFiller(nonce: RawSpan) -> Hash {
        let record = fillerRecord
        return unsafe sha256(label: .commitment, nonce, record.span.bytes)
    }

    /// `Record` of format 1 and kind `filler`.
    package static let fillerRecord: [UInt8] = [0, 1, 0, 1, 0]
}
