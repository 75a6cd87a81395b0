package import AuditLog
import Files
import Keys
package import TransparencyLog
package import Wire
package import Words

/// What a receipt is held against: which log, which witnesses, and how many of them. Got at another time, by another
/// way, than the receipt.
package struct ReceiptPins: Equatable, Sendable {
    package let policy: WitnessPolicy
    /// About the pins themselves: whose descriptor it is.
    let checks: [ProofCheck]

    /// What the command line names. Exactly one of descriptor, policy and log key.
    ///
    /// - Parameters:
    ///   - link: a site link, or a file with one, whose fingerprint the descriptor's root key must have.
    ///   - witnesses: files with a vkey each.
    ///   - quorum: of those witnesses; nil for all of them.
    package init(
        descriptor: String?, link: String?, policy: String?, logKey: String?, witnesses: [String] = [],
        quorum: Int? = nil
    ) throws(Failure) {
        guard [descriptor, policy, logKey].compactMap(\.self).count == 1 else {
            throw Failure(
                .usage,
                "--site-descriptor: give one of --site-descriptor, --policy and --vkey; `kentongan site --save-descriptor F` makes the first",
                field: "--site-descriptor")
        }
        guard logKey != nil || witnesses.isEmpty && quorum == nil else {
            throw Failure(.usage, "--witness: --witness and --quorum go with --vkey", field: "--witness")
        }
        guard descriptor != nil || link == nil else {
            throw Failure(.usage, "--link: --link goes with --site-descriptor", field: "--link")
        }
        if let descriptor {
            try self.init(descriptor: descriptor, link: link)
        } else if let policy {
            try self.init(policy: policy)
        } else if let logKey {
            try self.init(logKey: logKey, witnesses: witnesses, quorum: quorum)
        } else {
            throw Failure(.usage, "--vkey: missing", field: "--vkey")
        }
    }

    /// What a descriptor names; as trusted as the caller got it.
    ///
    /// - Parameter fingerprint: of the root key, from a link; nil where nobody has one.
    package init(_ descriptor: SiteDescriptor, fingerprint: Hash?) throws(LogError) {
        let found = Fingerprint.root(descriptor.root)
        // Form and signature alone; whose root key it is, is a check of its own.
        try descriptor.check(fingerprint: found)
        policy = try WitnessPolicy(descriptor)
        checks = [
            ProofCheck(.descriptor, true, "\(descriptor.origin), serial \(descriptor.serial)"),
            ProofCheck(root: found, link: fingerprint),
        ]
    }

    private init(descriptor path: String, link: String?) throws(Failure) {
        let field = "--site-descriptor"
        let bytes = try Files.read(path, limit: 65_536, field: field)
        let fingerprint = try link.map { link throws(Failure) in try SiteLink(argument: link).fingerprint }
        do {
            try self.init(try SiteDescriptor(decoding: bytes), fingerprint: fingerprint)
        } catch {
            throw Failure(.badInput, "\(field): '\(path)' is no site descriptor: \(error)", field: field)
        }
    }

    private init(policy path: String) throws(Failure) {
        let bytes = try Files.read(path, limit: WitnessPolicy.maximumBytes, field: "--policy")
        do { policy = try WitnessPolicy(bytes) } catch {
            throw Failure(.badInput, "--policy: '\(path)': \(error)", field: "--policy")
        }
        guard !policy.logs.isEmpty else {
            throw Failure(.badInput, "--policy: '\(path)' names no log", field: "--policy")
        }
        checks = []
    }

    private init(logKey: String, witnesses: [String], quorum: Int?) throws(Failure) {
        let log = try VerifierKey(file: logKey, .ed25519, field: "--vkey")
        var keys: [VerifierKey] = []
        for path in witnesses { keys.append(try VerifierKey(file: path, .cosignature, field: "--witness")) }
        do {
            policy = try WitnessPolicy(log: log, witnesses: keys, threshold: quorum ?? keys.count)
        } catch {
            throw Failure(.badInput, "--quorum: \(error)", field: "--quorum", limit: UInt64(keys.count))
        }
        checks = []
    }
}

extension ProofCheck {
    /// Whose root key it is.
    init(root found: Hash, link: Hash?) {
        guard let link else {
            self.init(
                .root, nil,
                Phrase(
                    "\(found.hex); bandingkan dengan tautan situs (--link)",
                    "\(found.hex); compare it with the site's link (--link)"))
            return
        }
        self.init(.root, found == link, found.hex)
    }
}

extension VerifierKey {
    /// Reads the first line of a file, a C2SP vkey.
    init(file path: String, _ algorithm: Algorithm, field: String) throws(Failure) {
        let text = try Files.readText(path, limit: 4_096, field: field)
        do throws(NoteError) {
            try self.init(vkey: text.split(whereSeparator: \.isNewline).first.map(String.init) ?? "")
            guard self.algorithm == algorithm else { throw .unsupportedAlgorithm(self.algorithm.rawValue) }
        } catch {
            throw Failure(.badInput, "\(field): '\(path)': \(error)", field: field)
        }
    }
}
