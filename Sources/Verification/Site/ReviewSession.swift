package import AuditLog
package import Keys
package import RPC
package import Sealing
package import Visit
package import Wire

/// A connection to a site on which a reviewer or the auditor has shown who they are.
///
/// Where it breaks while the log or an envelope is read, another one is made, on which they show it again.
package struct ReviewSession: Sendable {
    let line: SiteLine
    /// What the site showed of itself at the beginning, checked.
    package let site: TrustedSite
    /// The caller's keys; an agency's sign with the act key that authenticated here.
    package let key: KeyFile

    /// Connects to a site, checks it, and authenticates; the caller closes what is returned.
    ///
    /// - Parameters:
    ///   - address: the site's link, and the way there.
    ///   - key: an agency's proves its act key, the auditor's its own.
    /// - Returns: a session on which every call of the role may be made.
    /// - Throws: `key` where the site does not publish it, `site` for all else; then nothing stays open.
    package static func open(
        _ address: SiteAddress, key: KeyFile
    ) async throws(VerificationError) -> ReviewSession {
        // Whoever has reports to read needs no key that nothing is sealed to any more.
        let site = try await SiteConnection.connect(to: address, now: nil)
        return try await open(site, key: key)
    }

    /// Authenticates on a connection to a trusted site; closes it where that fails.
    package static func open(_ site: SiteConnection, key: KeyFile) async throws(VerificationError)
        -> ReviewSession
    {
        let used = try await authenticate(site, key)
        let again = site.again.map { again -> SiteConnection.Again in
            { () async throws(VerificationError) in
                let next = try await again()
                // The session's own key: whoever holds it signs by it.
                _ = try await authenticate(next, used)
                return next
            }
        }
        return ReviewSession(line: SiteLine(site, again: again), site: site.site, key: used)
    }

    /// Ends the connection.
    package func close() async {
        await line.close()
    }

    /// The key that the site publishes; without one, the connection is closed.
    private static func authenticate(
        _ connection: SiteConnection, _ key: KeyFile
    ) async throws(VerificationError) -> KeyFile {
        do throws(VerificationError) {
            let key = try published(key, at: connection.site)
            let (role, agency): (Role, AgencyCode) =
                switch key {
                case .agency(let keys): (.reviewer, keys.code)
                case .auditor: (.auditor, "")
                }
            let authentication = try connection.authentication(role, key: key.signer)
            let reply: Authenticated
            do { reply = try await connection.connection.review.authenticate(authentication) } catch {
                throw .site(.call(error))
            }
            guard reply.agency == agency else {
                throw .site(.otherCaller(reply.agency, expected: agency))
            }
            return key
        } catch {
            await connection.close()
            throw error
        }
    }

    /// The site's published keys say already which of these it will take, if any.
    private static func published(
        _ key: KeyFile, at site: TrustedSite
    ) throws(VerificationError) -> KeyFile {
        switch key {
        case .agency(let keys):
            guard let newest = site.keys.first(where: { $0.agency == keys.code }) else {
                throw .key(.unknownAgency(keys.code))
            }
            guard let used = keys.using(newest.acts) else { throw .key(.notPublished(agency: keys.code)) }
            return .agency(used)
        case .auditor(let keys):
            guard let auditor = site.descriptor.auditor, auditor.key == keys.key.publicKey else {
                throw .key(.otherAuditor)
            }
            return key
        }
    }

    /// The bytes of an envelope from an offset on, in portions.
    package func envelope(_ hash: Hash, from offset: UInt64 = 0) -> EnvelopeStream {
        EnvelopeStream(hash, from: offset, over: line)
    }

    /// Signs for the caller, as it authenticated here: a server takes acts by that key only.
    package var signer: SigningKey { key.signer }

    /// Calls that anyone may make.
    package var audit: AuditStub { line.held.connection.connection.audit }
    /// Calls of who authenticated.
    package var review: ReviewStub { line.held.connection.connection.review }

    /// What the caller has in no published epoch yet, each record once.
    package func staged() async throws(VerificationError) -> [Record] {
        try await stagedPromises().map { $0.opening.record }
    }

    /// The same with the site's promises, which are not checked here.
    package func stagedPromises() async throws(VerificationError) -> [Promised] {
        var promises: [Promised] = []
        var seen: Set<Hash> = []
        let stream = review.staged(StagedRequest())
        while let promised = try await stream.reply() {
            let commitment = promised.promise.commitment
            guard seen.insert(commitment).inserted, seen.count <= Self.longestStaged else {
                throw .site(.stagedTwiceOrTooMany(commitment, limit: Self.longestStaged))
            }
            promises.append(promised)
        }
        return promises
    }

    /// Records that one caller can have waiting: more than anybody writes in an epoch.
    private static let longestStaged = 16_384

    /// Asked before anything is made that the site is to promise: what it promises by a clock that is ahead of this one is recorded, and
    /// cannot be told from a false promise.
    ///
    /// - Parameter now: seconds since 1970.
    /// - Throws: `UntimelySite.ahead`.
    package func checkClock(at now: UInt64) throws(UntimelySite) {
        guard case .ahead(let due) = site.timeliness(at: now) else { return }
        throw .ahead(due: due, now: now, zone: site.clock.zone)
    }

    /// The newest checkpoint that the site has now; nobody has verified it.
    package func newestCheckpoint() async throws(VerificationError) -> [UInt8] {
        do { return Array(try await audit.checkpoint(CheckpointRequest()).checkpoint.utf8) } catch {
            throw .site(.call(error))
        }
    }

    /// Hands a sealed question over; the promise is not checked here.
    package func ask(_ question: Question) async throws(RPCError) -> Promised {
        try await review.ask(question)
    }
}

extension KeyFile {
    fileprivate var signer: SigningKey {
        switch self {
        case .agency(let keys): keys.act
        case .auditor(let keys): keys.key
        }
    }
}

extension ReplyStream {
    /// The next reply, or nil behind the last; what ended the call as a person reads it.
    package func reply() async throws(VerificationError) -> Reply? {
        do { return try await next() } catch { throw .site(.call(error)) }
    }
}
