package import Age
import AuditLog
package import Wire

/// Reads one envelope from slices of any size.
///
/// File bytes come out as they are decrypted: authentic, yet whole only once `finish` returned. A caller keeps
/// them aside until then.
package struct EnvelopeOpener {
    package enum Part: Equatable {
        /// The encoded message, once, first.
        case message([UInt8])
        /// Bytes of the evidence `index`, in order.
        case file(index: Int, [UInt8])
    }

    private enum Phase {
        case length
        case message(UInt32)
        case file(index: Int, left: UInt64)
        case trailer
        case zeros
    }

    private var decryptor: Decryptor
    private let evidenceOf: ([UInt8]) throws(SealingError) -> [Evidence]
    private var evidence: [Evidence] = []
    private var phase = Phase.length
    private var held: [UInt8] = []
    private var hash = SHA256Stream()
    private var hashes: [Hash] = []

    /// - Parameter evidenceOf: reads and checks the message, and says which files stand behind it.
    package init(
        identity: Identity, evidenceOf: @escaping ([UInt8]) throws(SealingError) -> [Evidence]
    ) {
        decryptor = Decryptor(identities: [identity])
        self.evidenceOf = evidenceOf
    }

    package mutating func receive(_ ciphertext: [UInt8]) throws(SealingError) -> [Part] {
        var plaintext: [UInt8] = []
        do {
            try decryptor.receive(ciphertext, into: &plaintext)
        } catch {
            throw .notOpened(error.reason)
        }
        return try read(plaintext)
    }

    /// The envelope ends here; its layout must be whole.
    package mutating func finish() throws(SealingError) -> [Part] {
        var plaintext: [UInt8] = []
        do {
            try decryptor.finish(into: &plaintext)
        } catch {
            throw .notOpened(error.reason)
        }
        let parts = try read(plaintext)
        guard case .zeros = phase else { throw .layout("ends before its trailer") }
        return parts
    }

    private mutating func read(_ plaintext: [UInt8]) throws(SealingError) -> [Part] {
        var parts: [Part] = []
        held += plaintext
        while try step(&parts) {}
        return parts
    }

    /// One piece of what is held; false when it needs more bytes.
    private mutating func step(_ parts: inout [Part]) throws(SealingError) -> Bool {
        switch phase {
        case .length:
            guard held.count >= 4 else { return false }
            let length = held.prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            guard length > 0, length <= Self.longestMessage else {
                throw .layout("message of \(length) bytes, limit \(Self.longestMessage)")
            }
            held.removeFirst(4)
            phase = .message(length)
        case .message(let length):
            guard held.count >= length else { return false }
            let message = [UInt8](held.prefix(Int(length)))
            held.removeFirst(Int(length))
            evidence = try evidenceOf(message)
            parts.append(.message(message))
            phase = next(after: -1)
        case .file(let index, let left):
            guard !held.isEmpty || left == 0 else { return false }
            let count = Int(min(left, UInt64(held.count)))
            if count > 0 {
                let bytes = [UInt8](held.prefix(count))
                held.removeFirst(count)
                hash.update(bytes)
                parts.append(.file(index: index, bytes))
            }
            guard left == UInt64(count) else {
                phase = .file(index: index, left: left - UInt64(count))
                return false
            }
            hashes.append(hash.finalize())
            hash = SHA256Stream()
            phase = next(after: index)
        case .trailer:
            guard held.count >= 32 * hashes.count else { return false }
            for (index, hash) in hashes.enumerated() {
                guard Hash(held[32 * index..<32 * (index + 1)]) == hash, hash == evidence[index].hash else {
                    throw .evidenceChanged(index: index)
                }
            }
            held.removeFirst(32 * hashes.count)
            phase = .zeros
        case .zeros:
            guard held.allSatisfy({ $0 == 0 }) else { throw .layout("padding that is not zero") }
            held.removeAll()
            return false
        }
        return true
    }

    private func next(after index: Int) -> Phase {
        index + 1 < evidence.count ? .file(index: index + 1, left: evidence[index + 1].length) : .trailer
    }

    private static let longestMessage = UInt32(
        max(Report.maximumSize, Supplement.maximumSize, Message.maximumSize))
}

/// Opens an envelope that is held whole and has no files.
package func openEnvelope(_ envelope: [UInt8], identity: Identity) throws(SealingError) -> [UInt8] {
    var opener = EnvelopeOpener(identity: identity) { _ throws(SealingError) in [] }
    for part in try opener.receive(envelope) + opener.finish() {
        if case .message(let message) = part { return message }
    }
    throw .layout("no message")
}
