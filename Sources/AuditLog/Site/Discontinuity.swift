package import Keys
package import TransparencyLog
package import Wire

// A log that takes the place of another one of the same root: entry 1 says of which, and how far that one went.
//
// Nothing signed for one log is of use in another: the root signs descriptor and statement for the new origin, and
// promises, acts, accounts, cosignatures and agency keys beyond the first name their origin themselves.

extension Discontinuity {
    /// Where the statement stands: directly behind the first descriptor, and nowhere else.
    package static let index: UInt64 = 1

    /// Reads the body of a `discontinuity` that stands in a log of this descriptor.
    ///
    /// - Returns: nil where it is of a format not known here.
    /// - Throws: unless it decodes and names another log: another origin, and another key too.
    package init?(_ statement: Statement, in descriptor: SiteDescriptor) throws(LogError) {
        let body = statement.body
        if body.count >= 2, body[0] != 0 || body[1] != 1 { return nil }
        do { self = try Discontinuity(decoding: body) } catch { throw LogError(error, at: Self.index) }
        guard !isSame(origin, descriptor.origin) else {
            throw LogError(
                .descriptorInvalid, at: Self.index, "Discontinuity.origin", expected: "another log's",
                found: origin)
        }
        guard log != descriptor.log else {
            throw LogError(
                .descriptorInvalid, at: Self.index, "Discontinuity.log",
                expected: "another key than the log's",
                found: log.hex)
        }
    }

    /// Reads it from entry 1 of a log, proven to stand in a checkpoint of this descriptor's log.
    ///
    /// - Returns: nil where entry 1 is something else.
    package init?(
        _ proven: ProvenEntry, in checkpoint: Checkpoint, descriptor: SiteDescriptor
    ) throws(LogError) {
        guard case .statement(let statement) = proven.entry.body, statement.kind == .discontinuity else {
            return nil
        }
        guard proven.entry.index == Self.index else {
            throw LogError(
                .batchInvalid, at: proven.entry.index, "Entry.index", expected: Self.index,
                found: proven.entry.index)
        }
        try proven.check(in: checkpoint)
        try statement.checkSigned(by: descriptor.root, origin: descriptor.origin)
        try self.init(statement, in: descriptor)
    }

    /// The statement that opens the log of `origin`.
    package func statement(
        signedBy root: SigningKey, origin: String
    ) throws(MessageSigningError) -> Statement {
        let body: [UInt8]
        do { body = try encoded() } catch { throw .encoding(error) }
        return try Statement(
            kind: .discontinuity, signer: root.publicKey, body: body, signature: Signature()
        ).signed(by: root, origin: origin)
    }

    /// What somebody who kept a checkpoint of the old log can say about the one that follows it.
    package enum Continuation: String, Equatable, Sendable {
        /// The old log is named exactly as it was kept.
        case exact
        /// The old log is said to have grown since: only its tiles could show that what was kept is in it.
        case unproven
    }

    /// Holds a checkpoint kept of the old log against what this says of it.
    ///
    /// - Parameter kept: with the signatures that it was kept with.
    /// - Returns: `exact` at the size stated, `unproven` below it.
    /// - Throws: `fork` where it is of another log, of another key, or of another root at the size stated;
    ///   `rollback` where more was kept than is stated: the operator disowns what its own key signed. Either
    ///   is evidence.
    package func follows(_ kept: SignedNote) throws(LogError) -> Continuation {
        let old: Checkpoint
        do { old = try Checkpoint(text: kept.text) } catch {
            throw LogError(.fork, "Checkpoint", expected: "a checkpoint of \(origin)", found: "\(error)")
        }
        guard isSame(old.origin, origin) else {
            throw LogError(.fork, "Checkpoint.origin", expected: old.origin, found: origin)
        }
        let signers = try? kept.verify(by: [VerifierKey(name: origin, algorithm: .ed25519, publicKey: log)])
        guard signers?.isEmpty == false else {
            throw LogError(
                .fork, "Discontinuity.log", expected: "the key that signed the kept checkpoint",
                found: log.hex)
        }
        guard old.size <= size else {
            throw LogError(.rollback, at: size, "Discontinuity.size", expected: old.size, found: size)
        }
        guard old.size == size else { return .unproven }
        guard old.root == root else {
            throw LogError(.fork, at: size, "Discontinuity.root", expected: old.root, found: root)
        }
        return .exact
    }
}

extension Statement {
    /// Throws unless `key` says this in the log of `origin`.
    func checkSigned(by key: PublicKey, origin: String) throws(LogError) {
        guard signer == key else {
            throw LogError(.signatureInvalid, "Statement.signer", expected: key.hex, found: signer.hex)
        }
        guard isSigned(by: key, origin: origin) else {
            throw LogError(
                .signatureInvalid, "Statement.signature", expected: "the signer's", found: "another")
        }
    }
}
