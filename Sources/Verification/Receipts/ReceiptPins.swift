package import AuditLog
import Keys
package import TransparencyLog
package import Wire
import Words

/// What a receipt is held against: which log, which witnesses, and how many of them.
///
/// Got at another time, by another
/// way, than the receipt.
package struct ReceiptPins: Equatable, Sendable {
    /// The log, the witnesses, and how many of them.
    package let policy: WitnessPolicy
    /// About the pins themselves: whose descriptor it is.
    let checks: [ProofCheck]
    /// The site's, where its descriptor is known.
    private(set) var zone = Zone.wib

    /// What the command line names.
    ///
    /// Exactly one of descriptor, policy and log key.
    ///
    /// - Parameters:
    ///   - descriptor: a file with a site descriptor.
    ///   - link: a site link, or a file with one, whose fingerprint the descriptor's root key must have;
    ///     only with a descriptor.
    ///   - policy: a C2SP tlog-policy file, which names a log.
    ///   - logKey: a file with the log's vkey.
    ///   - witnesses: files with a vkey each; only with a log key.
    ///   - quorum: of those witnesses; nil for all of them.
    /// - Throws: `request` for what does not go together, or a quorum that they cannot reach; for a file that
    ///   cannot be read, or holds something else, what is wrong with it.
    package init(
        descriptor: String?, link: String?, policy: String?, logKey: String?, witnesses: [String] = [],
        quorum: Int? = nil
    ) throws(VerificationError) {
        guard [descriptor, policy, logKey].compactMap(\.self).count == 1 else { throw .request(.notOnePin) }
        guard logKey != nil || witnesses.isEmpty && quorum == nil else {
            throw .request(.witnessesWithoutKey)
        }
        guard descriptor != nil || link == nil else { throw .request(.linkWithoutDescriptor) }
        if let descriptor {
            try self.init(descriptor: descriptor, link: link)
        } else if let policy {
            try self.init(policy: policy)
        } else if let logKey {
            try self.init(logKey: logKey, witnesses: witnesses, quorum: quorum)
        } else {
            throw .request(.notOnePin)
        }
    }

    /// What a descriptor names; as trusted as the caller got it.
    ///
    /// - Parameters:
    ///   - descriptor: whose log, witnesses and quorum are taken.
    ///   - fingerprint: of the root key, from a link; nil where nobody has one. Another is a failed check.
    /// - Throws: where the descriptor is not well-formed, or not signed by its own root key.
    package init(_ descriptor: SiteDescriptor, fingerprint: Hash?) throws(LogError) {
        let found = Fingerprint.root(descriptor.root)
        // Form and signature alone; whose root key it is, is a check of its own.
        try descriptor.check(fingerprint: found)
        policy = try WitnessPolicy(descriptor)
        zone = descriptor.zone
        checks = [
            ProofCheck(.descriptor, true, "\(descriptor.origin), serial \(descriptor.serial)"),
            ProofCheck(root: found, link: fingerprint),
        ]
    }

    private init(descriptor path: String, link: String?) throws(VerificationError) {
        let bytes = try NamedFile.descriptor.bytes(path, limit: 65_536)
        let fingerprint = try link.map { link throws(VerificationError) in
            try SiteLink(argument: link).fingerprint
        }
        do {
            try self.init(try SiteDescriptor(decoding: bytes), fingerprint: fingerprint)
        } catch {
            throw .malformed(.descriptor, path: path, reason: "\(error)")
        }
    }

    private init(policy path: String) throws(VerificationError) {
        let bytes = try NamedFile.policy.lines(path, limit: WitnessPolicy.maximumBytes)
        do { policy = try WitnessPolicy(bytes) } catch {
            throw .malformed(.policy, path: path, reason: "\(error)")
        }
        guard !policy.logs.isEmpty else { throw .namesNoLog(path: path) }
        checks = []
    }

    private init(logKey: String, witnesses: [String], quorum: Int?) throws(VerificationError) {
        let log = try VerifierKey(file: .logKey, logKey)
        var keys: [VerifierKey] = []
        for path in witnesses { keys.append(try VerifierKey(file: .witnessKey, path, .cosignature)) }
        let threshold = quorum ?? keys.count
        do {
            policy = try WitnessPolicy(log: log, witnesses: keys, threshold: threshold)
        } catch {
            throw .request(.quorum(reason: "\(threshold), \(error)", witnesses: keys.count))
        }
        checks = []
    }
}
