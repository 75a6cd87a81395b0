package import AuditLog
package import Wire

extension Message {
    /// No counter of the other side was seen yet.
    package static let nothingSeen = UInt32.max

    /// Signs a question or a reply; `signer` and `signature` of the value given are replaced.
    ///
    /// - Parameter reply: the source's reply key, from inside its report.
    package func signed(by key: SigningKey, reply: [UInt8], origin: String) throws(SealingError) -> Message {
        var message = self
        message.signer = key.publicKey
        message.signature = try sign(.message, origin: origin, body: binding(reply: reply), key: key)
        return message
    }

    /// Reads a message that an envelope held; it must be what its record says and signed by one of `signers`.
    package static func verified(
        _ bytes: [UInt8], record: MessagePosted, envelope: Hash, reply: [UInt8], signers: [PublicKey], origin: String
    ) throws(SealingError) -> Message {
        let message: Message
        do {
            message = try Message(decoding: bytes)
        } catch {
            throw .decode(error)
        }
        guard message.format == 1 else {
            throw .mismatch(what: "format", expected: "1", found: "\(message.format)")
        }
        try expect("envelope", record.envelope.hex, envelope.hex)
        try expect("report", record.report.hex, message.report.hex)
        try expect("direction", "\(record.direction)", "\(message.direction)")
        try expect("counter", "\(record.counter)", "\(message.counter)")
        try expect("agency", record.agencies.joined(separator: " "), message.agency)
        guard signers.contains(message.signer) else { throw .signature("message") }
        guard
            Ed25519.verify(
                message.signature, label: SignatureLabel.message.label, origin: origin, body: try message.binding(reply: reply),
                by: message.signer)
        else { throw .signature("message") }
        return message
    }

    private func binding(reply: [UInt8]) throws(SealingError) -> [UInt8] {
        try encode(
            MessageBinding(
                direction: direction, reply: reply, report: report, agency: agency, counter: counter,
                lastSeen: lastSeen, text: sha256(Array(text.utf8))))
    }
}
