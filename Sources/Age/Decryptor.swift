/// Reads one age file from slices of any size and releases authenticated plaintext only.
///
/// Rules:
/// - What was appended to `plaintext` is authentic, but the file is whole only once `finish`
///   returned; until then a sender may have cut it.
/// - The first failure is final: every later call throws it again.
/// - Held at most: the header (`Header.maxLength`), then one sealed chunk (64 KiB and 16 bytes).
package struct Decryptor {
    private enum Phase {
        case header
        case nonce(FileKey, [UInt8])
        case payload(ChunkCipher)
        case finished
        case failed(AgeError)
    }

    /// The header, once it was received in full and a stanza of it was opened.
    package private(set) var header: Header?

    private let identities: [Identity]
    private var phase = Phase.header
    private var parser = HeaderParser()
    private var chunkNumber: UInt64 = 0
    private var pending: [UInt8] = []

    /// - Parameter identities: tried on every stanza, in this order.
    package init(identities: [Identity]) {
        self.identities = identities
    }

    /// Takes more of the file and appends the plaintext of each chunk known not to be the final one.
    ///
    /// - Throws: `header`, `noMatch`, `hmac` or `payload`; `usage` after `finish`.
    package mutating func receive(
        _ ciphertext: Span<UInt8>, into plaintext: inout [UInt8],
    ) throws(AgeError) {
        do throws(AgeError) {
            var offset = 0
            while offset < ciphertext.count {
                offset += try take(ciphertext.extracting(offset..<ciphertext.count), into: &plaintext)
            }
        } catch {
            phase = .failed(error)
            throw error
        }
    }

    /// Takes more of the file, as `receive` of a span does.
    package mutating func receive(_ ciphertext: [UInt8], into plaintext: inout [UInt8]) throws(AgeError) {
        try receive(ciphertext.span, into: &plaintext)
    }

    /// Says that the file ends here, and appends the plaintext of the final chunk.
    package mutating func finish(into plaintext: inout [UInt8]) throws(AgeError) {
        do throws(AgeError) {
            try end(into: &plaintext)
            phase = .finished
        } catch {
            phase = .failed(error)
            throw error
        }
    }

    /// Takes at least one byte of `bytes`, which are not empty, and returns how many it took.
    private mutating func take(
        _ bytes: Span<UInt8>, into plaintext: inout [UInt8],
    ) throws(AgeError) -> Int {
        switch phase {
        case .header:
            let taken = try parser.receive(bytes)
            if let complete = parser.header {
                phase = .nonce(try complete.fileKey(with: identities), [])
                header = complete
            }
            return taken
        case .nonce(let fileKey, var nonce):
            let taken = min(bytes.count, AgeLength.payloadNonce - nonce.count)
            nonce.append(contentsOf: bytes.extracting(..<taken))
            phase = .nonce(fileKey, nonce)
            if nonce.count == AgeLength.payloadNonce {
                phase = .payload(ChunkCipher(key: fileKey.payloadKey(nonce: nonce)))
            }
            return taken
        case .payload(let cipher):
            return try takePayload(bytes, cipher: cipher, into: &plaintext)
        case .finished:
            throw AgeError(.usage, "ciphertext after the end")
        case .failed(let error):
            throw error
        }
    }

    /// A chunk is opened as an inner one as soon as a byte behind it is seen.
    private mutating func takePayload(
        _ bytes: Span<UInt8>, cipher: ChunkCipher, into plaintext: inout [UInt8],
    ) throws(AgeError) -> Int {
        if pending.isEmpty, bytes.count > Stream.sealedChunkLength {
            let chunk = bytes.extracting(..<Stream.sealedChunkLength)
            try cipher.open(chunk, number: chunkNumber, last: false, into: &plaintext)
            chunkNumber += 1
            return Stream.sealedChunkLength
        }
        if pending.count == Stream.sealedChunkLength {
            try cipher.open(pending.span, number: chunkNumber, last: false, into: &plaintext)
            chunkNumber += 1
            pending.removeAll(keepingCapacity: true)
        }
        let taken = min(bytes.count, Stream.sealedChunkLength - pending.count)
        pending.append(contentsOf: bytes.extracting(..<taken))
        return taken
    }

    private mutating func end(into plaintext: inout [UInt8]) throws(AgeError) {
        switch phase {
        case .header:
            _ = try parser.finish()
        case .nonce(_, let nonce):
            throw AgeError(
                .header, "payload nonce has \(nonce.count) bytes, not \(AgeLength.payloadNonce)")
        case .payload(let cipher):
            try cipher.open(pending.span, number: chunkNumber, last: true, into: &plaintext)
            pending = []
        case .finished:
            throw AgeError(.usage, "the end was given twice")
        case .failed(let error):
            throw error
        }
    }
}
