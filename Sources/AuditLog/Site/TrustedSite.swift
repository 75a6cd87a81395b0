import Keys
package import TransparencyLog
package import Wire

/// A site whose keys may be sealed to: everything in a `SiteReply` held against the link's fingerprint.
///
/// There is no other way to get one than through all checks of Protocol/README.md section 8, in their order.
package struct TrustedSite: Equatable, Sendable {
    /// How old the keys can be at most, and on whose word.
    package enum Freshness: Equatable, Sendable {
        /// A quorum of witnesses saw this log at this time (seconds since 1970) or later.
        case witnessed(at: UInt64)
        /// Nobody but the operator says that nothing newer exists. Seconds since 1970.
        case byOperator(scheduled: UInt64)
    }

    /// The site link's root fingerprint.
    package let fingerprint: Hash
    /// Of this site, checked against the fingerprint.
    package let descriptor: SiteDescriptor
    /// In the descriptor's order.
    package let keys: [AgencyKeys]
    /// The key-set hash that reports name, and the newest epoch confirms.
    package let keySet: Hash
    /// The newest one that the site showed, signed by its log's key.
    package let checkpoint: VerifiedCheckpoint
    /// The checkpoint's last leaf.
    package let epoch: Epoch
    /// What requests may be sealed to besides TLS, of this day; nil where the site has none.
    package let channel: ChannelKey?
    /// What a submission has to solve, as the site says, unverified.
    package let work: WorkChallenge
    /// The leaf hash of the checkpoint's last entry: what work is bound to.
    package let lastLeaf: Hash
    /// When epochs of this site are due.
    package let clock: EpochClock

    /// - Parameters:
    ///   - reply: the site's, unverified.
    ///   - fingerprint: the site link's.
    ///   - tlsKey: SHA-256 of the SubjectPublicKeyInfo that this connection showed.
    ///   - now: the caller's clock, seconds since 1970; nil for who seals nothing and reads also what has run out.
    /// - Throws: `LogError`, for the first check that fails; `stale` and `clock` alone are no sign that this is another
    ///   site.
    package init(
        reply: SiteReply, fingerprint: Hash, tlsKey: Hash, now: UInt64?
    ) throws(LogError) {
        let descriptor = reply.descriptor
        try descriptor.check(fingerprint: fingerprint)
        try checkDate("SiteDescriptor.not_after", descriptor.notAfter, now: now)
        guard descriptor.tls.contains(tlsKey) else {
            let pins = descriptor.tls.map { $0.hex }.joined(separator: " or ")
            throw LogError(.descriptorInvalid, "SiteDescriptor.tls", expected: pins, found: tlsKey.hex)
        }
        try Self.check(reply.keys, in: descriptor, now: now)
        let checkpoint = try Self.verify(reply.checkpoint, descriptor: descriptor)
        let epoch = reply.epoch
        lastLeaf = try checkLastLeaf(
            epoch, behind: reply.previous, path: reply.proof, of: checkpoint.checkpoint)
        let keySet = try keySetHash(descriptor: descriptor, keys: reply.keys)
        guard epoch.keySet == keySet else {
            throw LogError(
                .descriptorInvalid, at: checkpoint.checkpoint.size.less(1), "Epoch.key_set",
                expected: epoch.keySet, found: keySet)
        }
        guard let clock = EpochClock(descriptor) else {
            throw LogError(
                .descriptorInvalid, "SiteDescriptor.epoch_seconds", expected: "at least 1", found: "0")
        }
        try reply.channel?.check(in: descriptor, now: now)
        channel = reply.channel
        work = reply.work
        self.clock = clock
        self.checkpoint = checkpoint
        self.epoch = epoch
        self.keySet = keySet
        self.fingerprint = fingerprint
        self.descriptor = descriptor
        keys = reply.keys
    }

    /// Says on whose word the keys are the newest ones.
    package var freshness: Freshness {
        guard let time = checkpoint.quorumTime(descriptor.quorum) else {
            return .byOperator(scheduled: epoch.scheduled)
        }
        return .witnessed(at: time)
    }

    private static func check(
        _ keys: [AgencyKeys], in descriptor: SiteDescriptor, now: UInt64?
    ) throws(LogError) {
        let codes = descriptor.agencies.map { $0.code }
        guard keys.map({ $0.agency }) == codes else {
            throw LogError(
                .descriptorInvalid, "SiteReply.keys", expected: codes.joined(separator: " "),
                found: keys.map { $0.agency }.joined(separator: " "))
        }
        for keys in keys {
            try keys.check(in: descriptor)
            try checkDate("AgencyKeys.not_after", keys.notAfter, now: now)
        }
    }

    static func verify(
        _ text: String, descriptor: SiteDescriptor
    ) throws(LogError) -> VerifiedCheckpoint {
        let log = try descriptor.logKey()
        let witnesses = try descriptor.witnessKeys()
        do {
            return try VerifiedCheckpoint(
                bytes: [UInt8](text.utf8), origin: descriptor.origin, log: log, witnesses: witnesses)
        } catch {
            throw LogError(
                .signatureInvalid, "checkpoint", expected: "signed by the log \(descriptor.origin)",
                found: "\(error)")
        }
    }
}

extension VerifiedCheckpoint {
    /// The time at or after which each of `quorum` witnesses signed; nil where they are fewer, or none is
    /// asked.
    package func quorumTime(_ quorum: UInt8) -> UInt64? { time(of: quorum, by: >) }

    /// The time by which `quorum` witnesses had signed; nil where they are fewer, or none is asked.
    package func quorumReached(_ quorum: UInt8) -> UInt64? { time(of: quorum, by: <) }

    private func time(of quorum: UInt8, by isBefore: (UInt64, UInt64) -> Bool) -> UInt64? {
        let times = cosignatures.compactMap { $0.timestamp }.sorted(by: isBefore)
        guard quorum > 0, times.count >= Int(quorum) else { return nil }
        return times[Int(quorum) - 1]
    }
}

/// Throws unless a checkpoint's last leaf is the entry of this epoch behind `previous`.
///
/// - Returns: its hash.
@discardableResult
func checkLastLeaf(
    _ epoch: Epoch, behind previous: Hash, path: [Hash], of checkpoint: Checkpoint
) throws(LogError) -> Hash {
    guard checkpoint.size > 0 else {
        throw LogError(.batchInvalid, "checkpoint.size", expected: "at least 1", found: "0")
    }
    let entry = Entry(format: 1, index: checkpoint.size.less(1), previous: previous, body: .epoch(epoch))
    return try ProvenEntry(entry, path: path).check(in: checkpoint)
}

private func checkDate(_ field: String, _ notAfter: UInt64, now: UInt64?) throws(LogError) {
    guard let now else { return }
    guard now <= notAfter else {
        throw LogError(.stale, field, expected: "at least \(now)", found: "\(notAfter)")
    }
}

func keySetHash(descriptor: SiteDescriptor, keys: [AgencyKeys]) throws(LogError) -> Hash {
    do { return try Fingerprint.keySet(descriptor: descriptor, keys: keys) } catch { throw LogError(error) }
}
