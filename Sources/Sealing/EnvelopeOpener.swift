package import Age
import Keys
import Primitives
package import Wire

/// Reads one envelope from slices of any size.
///
/// File bytes come out as they are decrypted: authentic, yet whole only once `finish` returned. A caller keeps
/// them aside until then. The first failure is final. Held are a chunk and what a message or trailer lacks.
package struct EnvelopeOpener {
    /// What comes out of an envelope.
    package enum Part: Equatable {
        /// The encoded message, once, first.
        case message([UInt8])
        /// Bytes of the evidence `index`, in order; a file of no bytes has no part.
        case file(index: Int, [UInt8])
    }

    private enum Phase {
        case length
        case message(Int)
        case file(index: Int, left: UInt64)
        case trailer
        case zeros
        case failed(SealingError)
    }

    private var decryptor: Decryptor
    private let evidenceOf: ([UInt8]) throws(SealingError) -> [Evidence]
    private var evidence: [Evidence] = []
    private var phase = Phase.length
    private var received: UInt64 = 0
    /// Plaintext that is too short for the phase.
    private var held: [UInt8] = []
    private var hash = SHA256Stream()
    private var hashes: [Hash] = []

    /// - Parameters:
    ///   - identities: the reader's; one stanza of the envelope must be for one of them.
    ///   - evidenceOf: reads and checks the message, and says which files stand behind it.
    package init(
        identities: [Identity], evidenceOf: @escaping ([UInt8]) throws(SealingError) -> [Evidence]
    ) {
        decryptor = Decryptor(identities: identities)
        self.evidenceOf = evidenceOf
    }

    /// The same for a reader with one identity.
    package init(
        identity: Identity, evidenceOf: @escaping ([UInt8]) throws(SealingError) -> [Evidence]
    ) {
        self.init(identities: [identity], evidenceOf: evidenceOf)
    }

    /// Takes more of the envelope; gives what could be read with it.
    package mutating func receive(_ ciphertext: [UInt8]) throws(SealingError) -> [Part] {
        received = received.plus(UInt64(ciphertext.count))
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
        guard EnvelopeLength.isValid(received) else { throw .layout("length \(received)") }
        return parts
    }

    private mutating func read(_ plaintext: [UInt8]) throws(SealingError) -> [Part] {
        var parts: [Part] = []
        var rest = held.isEmpty ? plaintext[...] : (held + plaintext)[...]
        do {
            while try step(&rest, &parts) {}
        } catch {
            phase = .failed(error)
            throw error
        }
        held = [UInt8](rest)
        return parts
    }

    /// Takes one piece off the front of `rest`; false when it needs more bytes.
    private mutating func step(
        _ rest: inout ArraySlice<UInt8>, _ parts: inout [Part]
    ) throws(SealingError) -> Bool {
        switch phase {
        case .length:
            guard let prefix = rest.take(4) else { return false }
            let length = prefix.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            try EnvelopeSize.check(message: length)
            phase = .message(Int(length))
        case .message(let length):
            guard let message = rest.take(length) else { return false }
            evidence = try evidenceOf([UInt8](message))
            parts.append(.message([UInt8](message)))
            phase = next(after: -1)
        case .file(let index, let left):
            let bytes = [UInt8](rest.prefix(Int(clamping: left)))
            rest = rest.dropFirst(bytes.count)
            if !bytes.isEmpty {
                hash.update(bytes)
                parts.append(.file(index: index, bytes))
            }
            guard left == UInt64(bytes.count) else {
                phase = .file(index: index, left: left.less(UInt64(bytes.count)))
                return false
            }
            hashes.append(hash.finalize())
            hash = SHA256Stream()
            phase = next(after: index)
        case .trailer:
            guard let trailer = rest.take(32 * hashes.count) else { return false }
            try check(trailer: [UInt8](trailer))
            phase = .zeros
        case .zeros:
            guard rest.allSatisfy({ $0 == 0 }) else { throw .layout("padding that is not zero") }
            rest = []
            return false
        case .failed(let error):
            throw error
        }
        return true
    }

    private func next(after index: Int) -> Phase {
        index + 1 < evidence.count ? .file(index: index + 1, left: evidence[index + 1].length) : .trailer
    }

    /// What was read, what the message says and what the trailer says of each file are one hash.
    private func check(trailer: [UInt8]) throws(SealingError) {
        for (index, hash) in hashes.enumerated() {
            guard hash == evidence[index].hash, hash == Hash(trailer[32 * index..<32 * (index + 1)]) else {
                throw .evidenceChanged(index: index)
            }
        }
    }
}

extension ArraySlice {
    /// The first `count` elements, which are gone from here; nil, and nothing is gone, where there are fewer.
    fileprivate mutating func take(_ count: Int) -> ArraySlice? {
        guard self.count >= count else { return nil }
        defer { self = dropFirst(count) }
        return prefix(count)
    }
}

/// Opens an envelope that is held whole and has no files.
package func openEnvelope(_ envelope: [UInt8], identity: Identity) throws(SealingError) -> [UInt8] {
    var opener = EnvelopeOpener(identity: identity) { _ throws(SealingError) in [] }
    for part in try opener.receive(envelope) + opener.finish() {
        if case .message(let message) = part { return message }
    }
    throw .layout("no message")
}
