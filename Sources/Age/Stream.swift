import Primitives

/// STREAM as age v1 uses it: the payload is chunks of 64 KiB of plaintext, each sealed with
/// ChaCha20-Poly1305 without additional data under nonce = 11-byte big-endian counter || last.
///
/// Only the final chunk has `last` = 1 and may be short; it is empty only if the whole plaintext is.
enum Stream {
    static let chunkLength = 65_536
    static let tagLength = ChaCha20Poly1305.tagLength
    static let nonceLength = ChaCha20Poly1305.nonceLength
    static let sealedChunkLength = chunkLength + tagLength

    static func nonce(counter: UInt64, last: Bool) -> [UInt8] {
        var nonce = [UInt8](repeating: 0, count: nonceLength)
        for index in 0..<8 {
            nonce[3 + index] = UInt8(truncatingIfNeeded: counter >> UInt64(56 - 8 * index))
        }
        nonce[nonceLength - 1] = last ? 1 : 0
        return nonce
    }
}

/// Seals and opens the chunks of one file, each under its number, counted from 0.
struct ChunkCipher {
    private let key: Secret

    init(key: Secret) {
        self.key = key
    }

    /// Appends the sealed chunk.
    ///
    /// `plaintext` has `Stream.chunkLength` bytes, or fewer if `last`.
    func seal(
        _ plaintext: Span<UInt8>, number: UInt64, last: Bool, into ciphertext: inout [UInt8],
    ) throws(AgeError) {
        let nonce = Stream.nonce(counter: number, last: last)
        guard ChaCha20Poly1305.seal(plaintext, key: key, nonce: nonce, into: &ciphertext) else {
            throw AgeError(.payload, "chunk \(number) could not be sealed")
        }
    }

    /// Appends the chunk's plaintext, or throws and appends nothing.
    ///
    /// `sealed` has `Stream.sealedChunkLength` bytes, or fewer if `last`.
    func open(
        _ sealed: Span<UInt8>, number: UInt64, last: Bool, into plaintext: inout [UInt8],
    ) throws(AgeError) {
        guard sealed.count >= Stream.tagLength else {
            throw AgeError(.payload, "chunk \(number) has \(sealed.count) bytes, below \(Stream.tagLength)")
        }
        guard sealed.count > Stream.tagLength || number == 0 else {
            throw AgeError(.payload, "final chunk \(number) is empty")
        }
        let nonce = Stream.nonce(counter: number, last: last)
        guard ChaCha20Poly1305.open(sealed, key: key, nonce: nonce, into: &plaintext) else {
            throw AgeError(
                .payload, "chunk \(number) does not authenticate as \(last ? "the final" : "an inner") one")
        }
    }
}

extension [UInt8] {
    mutating func append(contentsOf span: Span<UInt8>) {
        unsafe span.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
    }
}
