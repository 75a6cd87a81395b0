package import AuditLog
package import Cases
import Keys
package import RPC
package import Sealing
import TransparencyLog
package import Wire
package import Words

/// A connection to a site on which a reviewer or the auditor has shown who they are.
package struct ReviewSession: Sendable {
    package let site: TrustedSite
    private let connection: Connection

    /// - Parameter now: seconds since 1970.
    package static func open(
        _ address: SiteAddress, key: KeyFile, now: UInt64
    ) async throws(Failure) -> ReviewSession {
        let site = try await SiteConnection.open(address, now: now)
        return try await open(site, key: key)
    }

    /// Authenticates on a connection to a trusted site; closes it where that fails.
    package static func open(_ site: SiteConnection, key: KeyFile) async throws(Failure) -> ReviewSession {
        let session = ReviewSession(site: site.site, connection: site.connection)
        do throws(Failure) {
            try await session.authenticate(key)
            return session
        } catch {
            await session.close()
            throw error
        }
    }

    package func close() async {
        await connection.close()
    }

    private func authenticate(_ key: KeyFile) async throws(Failure) {
        let (role, signer, agency): (Role, SigningKey, AgencyCode) =
            switch key {
            case .agency(let keys): (.reviewer, keys.act, keys.code)
            case .auditor(let keys): (.auditor, keys.key, "")
            }
        try checkIsKnown(key)
        guard let exporter = FixedBytes<32>(connection.exporter),
            let authentication = try? Authentication(
                role: role, key: signer, origin: site.descriptor.origin, root: site.fingerprint,
                exporter: exporter)
        else { throw Failure(.untrusted, "this connection has nothing to authenticate by") }
        let reply: Authenticated
        do { reply = try await connection.review.authenticate(authentication) } catch { throw Failure(error) }
        guard reply.agency == agency else {
            throw Failure(.untrusted, "the site took this key for '\(plain(reply.agency))', not '\(agency)'")
        }
    }

    /// The site's published keys say already whether it will take this one.
    private func checkIsKnown(_ key: KeyFile) throws(Failure) {
        switch key {
        case .agency(let keys):
            guard let published = site.keys.first(where: { $0.agency == keys.code }) else {
                throw Failure(.unauthorised, "--key: this site has no agency '\(keys.code)'", field: "--key")
            }
            guard published.acts.contains(keys.act.publicKey) else {
                throw Failure(
                    .unauthorised, "--key: not among the newest published keys of '\(keys.code)'",
                    field: "--key")
            }
        case .auditor(let keys):
            guard let auditor = site.descriptor.auditor, auditor.key == keys.key.publicKey else {
                throw Failure(.unauthorised, "--key: not the key of this site's auditor", field: "--key")
            }
        }
    }

    package func openings(from first: UInt64) -> ReplyStream<OpenedEntry> {
        connection.review.openings(OpeningsRequest(first: first))
    }

    package func envelope(_ hash: Hash) -> ReplyStream<EnvelopeChunk> {
        connection.review.envelope(EnvelopeRequest(envelope: hash, offset: 0))
    }

    package var audit: AuditStub { connection.audit }
    package var review: ReviewStub { connection.review }

    /// Everything that carries the caller's code, as far as it is in the log of this visit's checkpoint.
    package func records() async throws(Failure) -> ReviewRecords {
        var records = ReviewRecords()
        let stream = openings(from: 0)
        while let opened = try await stream.reply() {
            guard opened.index < site.checkpoint.checkpoint.size else { break }
            try records.add(opened)
        }
        return records
    }

    /// What the caller has in no published epoch yet.
    package func staged() async throws(Failure) -> [Record] {
        var records: [Record] = []
        let stream = connection.review.staged(StagedRequest())
        while let promised = try await stream.reply() { records.append(promised.opening.record) }
        return records
    }

    package func ask(_ question: Question) async throws(RPCError) -> Promised {
        try await connection.review.ask(question)
    }

    /// One entry of the log; its place in the tree is not looked at.
    package func entry(at index: UInt64) async throws(Failure) -> Entry {
        let stream = connection.audit.entries(EntriesRequest(first: index, end: index + 1))
        guard let reply = try await stream.reply(), reply.first == index,
            let bytes = try? TransparencyLog.EntryBundle.decode(reply.bundle, count: 1).first,
            let entry = try? Entry(decoding: bytes), entry.index == index
        else { throw Failure(.untrusted, "the site gave something else than entry \(index)") }
        return entry
    }

    /// Proves that a commitment stands in the log of this visit's checkpoint.
    package func receipt(of record: ReviewRecord) async throws(Failure) -> Receipt {
        let checkpoint = site.checkpoint
        let entry = try await entry(at: record.index)
        let proof: Proof
        do {
            proof = try await connection.audit.inclusion(
                InclusionRequest(index: record.index, size: checkpoint.checkpoint.size))
        } catch {
            throw Failure(error)
        }
        do {
            return try Receipt(
                commitment: record.commitment,
                inclusion: Inclusion(index: record.index, previous: entry.previous, proof: proof.hashes),
                checkpoint: checkpoint)
        } catch {
            throw Failure(.untrusted, "the log does not hold report \(record.commitment.hex): \(error)")
        }
    }
}

extension ReplyStream {
    /// The next reply, or nil behind the last; what ended the call as a person reads it.
    package func reply() async throws(Failure) -> Reply? {
        do { return try await next() } catch { throw Failure(error) }
    }
}
