package import AuditLog
package import Keys
import TransparencyLog
package import Wire

// What a root key does to a site in a test, and what a source is shown of it.
extension SampleSourceSite {
    /// The next descriptor after `change`, with keys of agencies to go with it.
    package mutating func renew(
        keys: [AgencyKeys] = [], statements: [Statement] = [],
        _ change: (inout SiteDescriptor) throws -> Void = { _ in }
    ) throws -> PublicEntries {
        var next = descriptor
        next.serial += 1
        next.previous = try descriptor.digest()
        try change(&next)
        descriptor = try next.signed(by: root, origin: next.origin)
        return PublicEntries(site: descriptor, agencyKeys: keys, statements: statements)
    }

    /// Another identity of an agency, with next keys that it signed.
    package mutating func replaceIdentity(of place: Int, by next: SigningKey? = nil) throws -> PublicEntries {
        let identity = try next ?? random.key()
        var keys = readers[place].keys
        keys.previous = sha256(try keys.encoded())
        keys.serial += 1
        keys.origin = origin
        keys = try keys.signed(by: identity, origin: origin)
        (readers[place].identity, readers[place].keys) = (identity, keys)
        return try renew(keys: [keys]) { $0.replace(place, by: identity.publicKey) }
    }

    /// What an old key signs of the one that takes its place.
    package func succession(
        _ agency: AgencyCode, from old: SigningKey, to next: PublicKey
    ) throws -> Succession {
        let body = try Endorsement(format: 1, agency: agency, next: next).encoded()
        let statement = try Statement(
            kind: .endorsement, signer: old.publicKey, body: body, signature: Signature()
        ).signed(by: old, origin: origin)
        return Succession(agency: agency, next: next, signature: statement.signature)
    }

    /// Shows what was in force at the end of this site, in the tree of a later one.
    ///
    /// - Parameters:
    ///   - later: the same log, further on.
    ///   - time: of the cosignature, if there is one.
    ///   - successions: since then.
    /// - Returns: what a source is shown.
    /// - Throws: where the log cannot be signed or proven.
    package func standing(
        in later: SampleSourceSite, cosigned time: UInt64?, _ successions: [Succession] = []
    ) throws -> Standing {
        let last = try required(entries.last)
        guard case .epoch(let epoch) = last.body else { throw Missing() }
        let checkpoint = try Checkpoint(origin: origin, size: state.size, root: state.edge.root)
        var note = try checkpoint.signed(by: NoteSigner(name: origin, key: log))
        if let time {
            note = try note.adding([Cosigner(name: "saksi", key: witness).cosign(checkpoint, at: time)])
        }
        var reader = LeafHashReader(leaves: later.leaves)
        return Standing(
            descriptor: descriptor,
            seen: EarlierCheckpoint(
                checkpoint: try required(String(validating: note.bytes, as: UTF8.self)), epoch: epoch,
                previous: last.previous, keys: try readers.map { sha256(try $0.keys.encoded()) }),
            path: try InclusionProof(index: last.index, size: later.state.size, reader: &reader).path,
            successions: successions, since: Self.t0)
    }

    /// A checkpoint of this size, whatever tree that is, signed by the log and by a witness that was asked then.
    package func signedCheckpoint(size: UInt64, cosigned time: UInt64) throws -> String {
        let checkpoint = try Checkpoint(origin: origin, size: size, root: state.edge.root)
        let note = try checkpoint.signed(by: NoteSigner(name: origin, key: log))
            .adding([Cosigner(name: "saksi", key: witness).cosign(checkpoint, at: time)])
        return try required(String(validating: note.bytes, as: UTF8.self))
    }

    /// The newest checkpoint, cosigned by these witnesses a minute ago.
    package func cosigned(
        by witnesses: [(name: String, key: SigningKey)], at time: UInt64, _ standing: Standing?
    ) throws -> WitnessedReply {
        var reply = try witnessed(at: time)
        let checkpoint = try Checkpoint(origin: origin, size: state.size, root: state.edge.root)
        let note = try checkpoint.signed(by: NoteSigner(name: origin, key: log))
            .adding(witnesses.map { try Cosigner(name: $0.name, key: $0.key).cosign(checkpoint, at: time) })
        reply.newest?.checkpoint = try required(String(validating: note.bytes, as: UTF8.self))
        reply.standing = standing
        return reply
    }
}
