package import Primitives

/// Writes one age file: first `header`, then what `update` and `finish` append.
///
/// Holds at most one chunk of plaintext (64 KiB) besides the caller's buffers. After a throw the
/// file is unusable.
package struct Encryptor {
    /// The first bytes of the file: its header and the payload's nonce.
    package let header: [UInt8]

    private let cipher: ChunkCipher
    private var chunkNumber: UInt64 = 0
    private var pending: [UInt8] = []
    private var isFinished = false

    /// Encapsulation draws its own randomness from the system, as swift-crypto takes none from its caller.
    ///
    /// Two files from the same parameters have different headers and the same payload.
    ///
    /// - Parameters:
    ///   - recipients: at least one; all hybrid or all X25519, as one classical stanza would undo
    ///     the post-quantum ones. The stanzas stand in this order.
    ///   - fileKey: 16 random bytes, used for this file only.
    ///   - payloadNonce: 16 random bytes.
    /// - Throws: `recipient` for none, for a mixture, for more than a header holds and for one that cannot be
    ///   encrypted to; `usage` for a key or nonce of another length.
    package init(recipients: [Recipient], fileKey: [UInt8], payloadNonce: [UInt8]) throws(AgeError) {
        guard let first = recipients.first else {
            throw AgeError(.recipient, "no recipient is given")
        }
        guard recipients.allSatisfy({ $0.isPostQuantum == first.isPostQuantum }) else {
            throw AgeError(.recipient, "post-quantum and classical recipients are mixed")
        }
        guard let fileKey = FileKey(fileKey) else {
            throw AgeError(.usage, "file key has \(fileKey.count) bytes, not \(FileKey.length)")
        }
        guard payloadNonce.count == AgeLength.payloadNonce else {
            throw AgeError(
                .usage, "payload nonce has \(payloadNonce.count) bytes, not \(AgeLength.payloadNonce)")
        }
        let length = AgeLength.header(recipients: recipients.count, hybrid: first.isPostQuantum)
        guard let length, length <= Header.maxLength else {
            throw AgeError(
                .recipient, "\(recipients.count) recipients make a header above \(Header.maxLength) bytes")
        }
        var stanzas: [Stanza] = []
        for recipient in recipients {
            stanzas.append(try recipient.stanza(sealing: fileKey))
        }
        header = Header(stanzas: stanzas, fileKey: fileKey).bytes + payloadNonce
        cipher = ChunkCipher(key: fileKey.payloadKey(nonce: payloadNonce))
    }

    /// Writes a file that a passphrase opens.
    ///
    /// - Parameters:
    ///   - passphrase: the secret.
    ///   - salt: 16 random bytes.
    ///   - workFactor: log2 of scrypt's N, 1 to 18: 18 costs 256 MiB and about a second, each time it is opened.
    ///   - fileKey: 16 random bytes, used for this file only.
    ///   - payloadNonce: 16 random bytes.
    /// - Throws: `usage` for a salt, factor, key or nonce of another size; `recipient` where memory is not to be had.
    package init(
        passphrase: Secret, salt: [UInt8], workFactor: Int, fileKey: [UInt8], payloadNonce: [UInt8]
    ) throws(AgeError) {
        guard let fileKey = FileKey(fileKey), payloadNonce.count == AgeLength.payloadNonce else {
            throw AgeError(.usage, "file key or payload nonce of another length")
        }
        let stanza = try ScryptStanza.stanza(
            sealing: fileKey, passphrase: passphrase, salt: salt, workFactor: workFactor)
        header = Header(stanzas: [stanza], fileKey: fileKey).bytes + payloadNonce
        cipher = ChunkCipher(key: fileKey.payloadKey(nonce: payloadNonce))
    }

    /// Takes more plaintext and appends the chunks that are complete and cannot be the final one.
    package mutating func update(
        _ plaintext: Span<UInt8>, into ciphertext: inout [UInt8],
    ) throws(AgeError) {
        guard !isFinished else { throw AgeError(.usage, "plaintext after the end") }
        var offset = 0
        while offset < plaintext.count {
            let rest = plaintext.count - offset
            if pending.isEmpty, rest > Stream.chunkLength {
                let chunk = plaintext.extracting(offset..<offset + Stream.chunkLength)
                try cipher.seal(chunk, number: chunkNumber, last: false, into: &ciphertext)
                chunkNumber += 1
                offset += Stream.chunkLength
            } else if pending.count == Stream.chunkLength {
                try cipher.seal(pending.span, number: chunkNumber, last: false, into: &ciphertext)
                chunkNumber += 1
                pending.removeAll(keepingCapacity: true)
            } else {
                let taken = min(rest, Stream.chunkLength - pending.count)
                pending.append(contentsOf: plaintext.extracting(offset..<offset + taken))
                offset += taken
            }
        }
    }

    /// Takes more plaintext, as `update` of a span does.
    package mutating func update(_ plaintext: [UInt8], into ciphertext: inout [UInt8]) throws(AgeError) {
        try update(plaintext.span, into: &ciphertext)
    }

    /// Appends the final chunk.
    ///
    /// To be called once, when all plaintext was given.
    package mutating func finish(into ciphertext: inout [UInt8]) throws(AgeError) {
        guard !isFinished else { throw AgeError(.usage, "the end was given twice") }
        isFinished = true
        try cipher.seal(pending.span, number: chunkNumber, last: true, into: &ciphertext)
        pending = []
    }
}
