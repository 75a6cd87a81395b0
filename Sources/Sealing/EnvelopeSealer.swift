package import Age
import Keys
import Primitives
package import Wire

/// Writes one envelope: an age file whose plaintext is `u32 length || message || files || trailer || zeros`.
///
/// Feed it the files' bytes in order with `file`, one `endFile` after each, then `finish`. Memory is one chunk
/// whatever the files' size.
package struct EnvelopeSealer {
    /// The envelope's exact length.
    package let length: UInt64
    /// What is written before the first file.
    package let start: [UInt8]
    private let evidence: [Evidence]
    private var encryptor: Encryptor
    private var hash = SHA256Stream()
    private var fileBytes: UInt64 = 0
    private var trailer: [Hash] = []
    private var wroteTrailer = false
    private var zeros: UInt64

    /// - Parameters:
    ///   - message: the encoded `Report`, `Supplement` or `Message`.
    ///   - evidence: the files that follow, with the lengths and hashes that the message states.
    ///   - recipients: hybrid, in the descriptor's order; nil seals that stanza to a key that is thrown away.
    ///   - limit: the longest envelope.
    ///   - random: also asked for the key and nonce of the file; what encapsulation draws is the system's.
    /// - Throws: `agencies` without a recipient, `layout` for a message of a length that none has,
    ///   `tooLarge`, and `keys` where a recipient cannot be sealed to.
    package init(
        message: [UInt8], evidence: [Evidence], recipients: [Recipient?], limit: UInt64, random: RandomBytes
    ) throws(SealingError) {
        guard recipients.contains(where: { $0 != nil }) else { throw .agencies("nobody to seal to") }
        try EnvelopeSize.check(message: UInt64(message.count))
        let content = try contentLength(message: message.count, evidence: evidence, limit: limit)
        let size = try EnvelopeSize.fitting(content, recipients: recipients.count, limit: limit)
        length = size.bytes
        zeros = size.capacity - content
        self.evidence = evidence
        do throws(AgeError) {
            encryptor = try Encryptor(
                recipients: try recipients.map { recipient throws(AgeError) in
                    guard let recipient else { return try discarded(random) }
                    guard case .hybrid = recipient else {
                        throw AgeError(.recipient, "a recipient is not hybrid")
                    }
                    return recipient
                },
                fileKey: random(16), payloadNonce: random(16))
            var bytes = encryptor.header
            try encryptor.update(prefix(message), into: &bytes)
            start = bytes
        } catch {
            throw .keys(error.reason)
        }
    }

    /// Takes bytes of the current file and appends ciphertext.
    package mutating func file(_ bytes: [UInt8], into ciphertext: inout [UInt8]) throws(SealingError) {
        fileBytes = fileBytes.plus(UInt64(bytes.count))
        guard trailer.count < evidence.count, fileBytes <= evidence[trailer.count].length else {
            throw .evidenceChanged(index: trailer.count)
        }
        hash.update(bytes)
        try encrypt(bytes, into: &ciphertext)
    }

    /// The current file is over; it must be the one that the message's evidence states.
    package mutating func endFile() throws(SealingError) {
        let found = hash.finalize()
        guard trailer.count < evidence.count, fileBytes == evidence[trailer.count].length,
            found == evidence[trailer.count].hash
        else { throw .evidenceChanged(index: trailer.count) }
        trailer.append(found)
        hash = SHA256Stream()
        fileBytes = 0
    }

    /// Trailer and zeros.
    ///
    /// Where the zeros are many, they come in parts: call until it answers true.
    package mutating func finish(into ciphertext: inout [UInt8]) throws(SealingError) -> Bool {
        guard trailer.count == evidence.count else { throw .evidenceChanged(index: trailer.count) }
        if !wroteTrailer {
            wroteTrailer = true
            try encrypt(trailer.flatMap { $0.bytes }, into: &ciphertext)
        }
        let part = min(zeros, 1 << 18)
        try encrypt([UInt8](repeating: 0, count: Int(part)), into: &ciphertext)
        zeros -= part
        guard zeros == 0 else { return false }
        do {
            try encryptor.finish(into: &ciphertext)
        } catch {
            throw .keys(error.reason)
        }
        return true
    }

    private mutating func encrypt(_ bytes: [UInt8], into ciphertext: inout [UInt8]) throws(SealingError) {
        do {
            try encryptor.update(bytes, into: &ciphertext)
        } catch {
            throw .keys(error.reason)
        }
    }
}

/// Seals a message without files into one envelope of the shortest length.
package func sealEnvelope(
    message: [UInt8], recipients: [Recipient?], random: RandomBytes
) throws(SealingError) -> [UInt8] {
    var sealer = try EnvelopeSealer(
        message: message, evidence: [], recipients: recipients, limit: EnvelopeLength.shortest,
        random: random)
    var envelope = sealer.start
    while try !sealer.finish(into: &envelope) {}
    return envelope
}

/// Bytes of plaintext before the zeros.
private func contentLength(
    message: Int, evidence: [Evidence], limit: UInt64
) throws(SealingError) -> UInt64 {
    var content = 4 + UInt64(message) + 32 * UInt64(evidence.count)
    for file in evidence {
        let (sum, overflow) = content.addingReportingOverflow(file.length)
        guard !overflow else { throw .tooLarge(bytes: .max, limit: limit) }
        content = sum
    }
    return content
}

/// `u32 length || message`.
private func prefix(_ message: [UInt8]) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: message.count >> $0) } + message
}

private func discarded(_ random: RandomBytes) throws(AgeError) -> Recipient {
    guard let recipient = try Identity(hybridSeed: random(32)).recipient else {
        throw AgeError(.usage, "no recipient for a fresh key")
    }
    return recipient
}
