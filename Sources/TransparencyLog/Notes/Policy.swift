import Wire

/// Which logs are trusted, which witnesses are known, and how many of them make a quorum (C2SP tlog-policy).
package struct WitnessPolicy: Equatable, Sendable {
    /// A witness under the name that a policy gives it.
    package struct Witness: Equatable, Sendable {
        /// In this policy only.
        package let name: String
        /// Verifies the witness's cosignatures.
        package let key: VerifierKey
    }

    /// What has to be cosigned; `none` asks for nobody, and is then never met.
    package indirect enum Quorum: Equatable, Sendable {
        case none
        case witness(VerifierKey)
        /// At least `threshold` of the members.
        case group(threshold: Int, members: [Quorum])
    }

    /// Their names are their origins.
    package let logs: [VerifierKey]
    /// All that the policy knows, in its order.
    package let witnesses: [Witness]
    /// What has to be cosigned.
    package let quorum: Quorum

    init(logs: [VerifierKey], witnesses: [Witness], quorum: Quorum) {
        self.logs = logs
        self.witnesses = witnesses
        self.quorum = quorum
    }

    /// One log and `threshold` of some witnesses.
    ///
    /// - Throws: where a threshold cannot be met, or two keys are one.
    package init(log: VerifierKey, witnesses keys: [VerifierKey], threshold: Int) throws(PolicyError) {
        guard log.algorithm == .ed25519 else {
            throw .key(line: 0, .unsupportedAlgorithm(log.algorithm.rawValue))
        }
        guard (0...keys.count).contains(threshold) else { throw .threshold(line: 0, limit: keys.count) }
        for (index, key) in keys.enumerated() {
            guard key.algorithm == .cosignature else {
                throw .key(line: 0, .unsupportedAlgorithm(key.algorithm.rawValue))
            }
            let others = keys[..<index].map { $0.publicKey } + [log.publicKey]
            guard !others.contains(key.publicKey) else { throw .duplicateKey(line: 0) }
        }
        logs = [log]
        witnesses = keys.map { Witness(name: $0.name, key: $0) }
        quorum = threshold == 0 ? .none : .group(threshold: threshold, members: keys.map { .witness($0) })
    }

    /// Whether those who cosigned make a quorum.
    package func isMet(by keys: [VerifierKey]) -> Bool { quorum.isMet(by: keys) }

    /// The fewest witnesses that can meet it; 0 where nobody is asked.
    package var fewest: Int { quorum.fewest }
}

extension WitnessPolicy.Quorum {
    fileprivate func isMet(by keys: [VerifierKey]) -> Bool {
        switch self {
        case .none: false
        case .witness(let key): keys.contains(key)
        case .group(let threshold, let members): members.count { $0.isMet(by: keys) } >= threshold
        }
    }

    fileprivate var fewest: Int {
        switch self {
        case .none: 0
        case .witness: 1
        case .group(let threshold, let members):
            members.map { $0.fewest }.sorted().prefix(threshold).reduce(0, +)
        }
    }
}

/// Why a text is no policy.
///
/// Lines are counted from 1; 0 stands for no line.
package enum PolicyError: Error, Equatable {
    case tooLarge(byteCount: Int, limit: Int)
    /// A byte that is not allowed, or a last line without LF.
    case malformed(line: Int)
    /// Neither `log`, `witness`, `group` nor `quorum`, or with other items than those have.
    case unknownLine(line: Int)
    case key(line: Int, NoteError)
    /// The same public key a second time.
    case duplicateKey(line: Int)
    /// A name that is taken, or `none`.
    case name(line: Int)
    /// Not defined on a line before.
    case undefined(line: Int)
    /// A member of a second group, or twice of one.
    case memberTwice(line: Int)
    /// Not a number from 1 to the members' count.
    case threshold(line: Int, limit: Int)
    case secondQuorum(line: Int)
    case noQuorum
    case tooMany(line: Int, limit: Int)
}

extension PolicyError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .tooLarge(let count, let limit): "policy has \(count) bytes (limit: \(limit))"
        case .malformed(let line): "line \(line) of the policy has a byte that is not allowed or no end"
        case .unknownLine(let line): "line \(line) of the policy is neither log, witness, group nor quorum"
        case .key(let line, let error): "\(place(line)): \(error)"
        case .duplicateKey(let line): "\(place(line)): public key is there already"
        case .name(let line): "\(place(line)): name is taken or reserved"
        case .undefined(let line): "\(place(line)): name is not defined before"
        case .memberTwice(let line): "\(place(line)): name is a member already"
        case .threshold(let line, let limit): "\(place(line)): threshold is not from 1 to \(limit)"
        case .secondQuorum(let line): "\(place(line)): quorum is there already"
        case .noQuorum: "policy has no quorum line"
        case .tooMany(let line, let limit): "\(place(line)): one too many (limit: \(limit))"
        }
    }

    private func place(_ line: Int) -> String {
        line == 0 ? "policy" : "line \(line) of the policy"
    }
}
