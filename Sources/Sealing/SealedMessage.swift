package import Keys
package import Wire

extension Message {
    /// No counter of the other side was seen yet.
    package static let nothingSeen = UInt32.max

    /// Signs a question, a reply or a note; `signer` and `signature` of the value given are replaced.
    ///
    /// - Parameters:
    ///   - key: the agency's act key for a question or a note, the source's author key for a reply.
    ///   - reply: the source's reply key, from inside its report.
    ///   - origin: the site's.
    /// - Returns: the message with signer and signature.
    /// - Throws: `field` for one outside the schema's bounds, `keys` where the crypto library refuses.
    package func signed(by key: SigningKey, reply: [UInt8], origin: String) throws(SealingError) -> Message {
        var message = self
        message.signer = key.publicKey
        message.signature = try sign(.message, origin: origin, body: binding(reply: reply), key: key)
        return message
    }

    /// Reads a message that an envelope held; it must be what its record says and signed by one of `signers`.
    package static func verified(
        _ bytes: [UInt8], record: MessagePosted, envelope: Hash, reply: [UInt8], signers: [PublicKey],
        origin: String
    ) throws(SealingError) -> Message {
        let message: Message
        do {
            message = try Message(decoding: bytes)
        } catch {
            throw .decode(error)
        }
        try expect(format: message.format)
        try expect("envelope", record.envelope.hex, envelope.hex)
        try expect("report", record.report.hex, message.report.hex)
        guard record.direction != .supplement else {
            throw .mismatch(what: "direction", expected: "question, reply or note", found: "supplement")
        }
        try expect("direction", "\(record.direction)", "\(message.direction)")
        guard message.kind != .identity || message.direction == .reply else {
            throw .mismatch(what: "kind", expected: "words", found: "an identity")
        }
        try expect("counter", "\(record.counter)", "\(message.counter)")
        try expect("agency", [record.agency], [message.agency])
        guard record.isAddressed else {
            throw .mismatch(what: "agencies", expected: "those of a \(record.direction)", found: "others")
        }
        if message.direction == .note { try expect("last seen", "\(nothingSeen)", "\(message.lastSeen)") }
        guard signers.contains(message.signer) else {
            throw .mismatch(what: "signer", expected: "a key that may sign this", found: "another")
        }
        let label = SignatureLabel.message.label
        let body = try message.binding(reply: reply)
        guard Ed25519.verify(message.signature, label: label, origin: origin, body: body, by: message.signer)
        else { throw .signature("message") }
        return message
    }

    private func binding(reply: [UInt8]) throws(SealingError) -> [UInt8] {
        try encode(
            MessageBinding(
                format: 1, direction: direction, kind: kind, reply: reply, report: report, agency: agency,
                counter: counter,
                lastSeen: lastSeen, text: sha256(Array(text.utf8))))
    }
}
