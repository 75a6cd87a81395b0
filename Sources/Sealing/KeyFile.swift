package import Age
package import Keys
package import Wire

/// The working keys of an agency: reads what is sealed to it, signs its acts and questions, cosigns.
///
/// Keys that others took the place of stay: what was sealed to them can still be opened.
package struct AgencyKeyFile: Sendable {
    /// The agency that the keys are of.
    package let code: AgencyCode
    /// Authenticates, and signs questions and acts: the newest, or the one that `using` chose.
    package private(set) var act: SigningKey
    /// Every act key, the newest first.
    package let acts: [SigningKey]
    /// Cosigns checkpoints.
    package let witness: SigningKey
    /// Opens envelopes: the newest.
    package let identity: Identity
    /// Everything that opens envelopes, the newest first.
    package let identities: [Identity]
    /// Public keys of colleagues', and SHA-256 of recipient keys, that may stand beside these under the same name.
    package let known: Set<Hash>

    /// Takes the keys as they are.
    ///
    /// - Parameters:
    ///   - code: the agency's.
    ///   - act: the newest act key.
    ///   - witness: cosigns.
    ///   - identity: the newest recipient key's.
    ///   - olderActs: act keys before that one, the newest first.
    ///   - olderIdentities: recipient keys before that one, the newest first.
    ///   - known: keys that may stand beside these.
    package init(
        code: AgencyCode, act: SigningKey, witness: SigningKey, identity: Identity,
        olderActs: [SigningKey] = [], olderIdentities: [Identity] = [], known: Set<Hash> = []
    ) {
        self.code = code
        self.act = act
        acts = [act] + olderActs
        self.witness = witness
        self.identity = identity
        identities = [identity] + olderIdentities
        self.known = known
    }

    /// The same, signing with the newest act key that a site publishes.
    ///
    /// - Parameter published: the act keys of the agency's newest published keys.
    /// - Returns: nil where none of them is here.
    package func using(_ published: [PublicKey]) -> AgencyKeyFile? {
        guard let act = acts.first(where: { published.contains($0.publicKey) }) else { return nil }
        var keys = self
        keys.act = act
        return keys
    }
}

/// The auditor's keys: they open commitments and no envelope.
package struct AuditorKeyFile: Sendable {
    /// Authenticates, and signs accounts and attestations.
    package let key: SigningKey
    /// Cosigns checkpoints.
    package let witness: SigningKey
    /// Public keys that may stand beside these under the auditor's name.
    package let known: Set<Hash>

    /// Takes the keys as they are.
    package init(key: SigningKey, witness: SigningKey, known: Set<Hash> = []) {
        self.key = key
        self.witness = witness
        self.known = known
    }
}

/// What `--key` takes: `agency.key` or `auditor.key`.
package enum KeyFile: Sendable {
    case agency(AgencyKeyFile)
    case auditor(AuditorKeyFile)

    /// Bytes of the longest key file.
    package static let limit = 1 << 16

    /// Why a text is no key file.
    ///
    /// Never holds what stands in it.
    package enum Mistake: Error, Equatable {
        /// A line is missing, or its value is not one.
        case line(KeyText.Mistake)
        /// The agency's age identity is missing or cut off.
        case identity
    }

    /// Reads the lines of a key file.
    package init(text: String) throws(Mistake) {
        let file = KeyText(text)
        if file["auditor"] == nil {
            self = .agency(try AgencyKeyFile(file))
        } else {
            self = .auditor(try AuditorKeyFile(file))
        }
    }
}

extension KeyFile {
    /// Cosigns checkpoints.
    package var witness: SigningKey {
        switch self {
        case .agency(let keys): keys.witness
        case .auditor(let keys): keys.witness
        }
    }
}

extension AuditorKeyFile {
    fileprivate init(_ file: KeyText) throws(KeyFile.Mistake) {
        do throws(KeyText.Mistake) {
            self.init(
                key: try file.signingKey("auditor"), witness: try file.signingKey("witness"),
                known: try file.known())
        } catch {
            throw .line(error)
        }
    }
}

extension AgencyKeyFile {
    fileprivate init(_ file: KeyText) throws(KeyFile.Mistake) {
        let code: AgencyCode
        do { code = try file.code() } catch { throw .line(error) }
        var identities: [Identity] = []
        for line in file.identities.reversed() {
            guard let identity = try? Identity(bech32: line) else { throw .identity }
            guard case .hybrid = identity.recipient else { throw .line(.value("AGE-SECRET-KEY-PQ-1")) }
            identities.append(identity)
        }
        guard let identity = identities.first else { throw .identity }
        do throws(KeyText.Mistake) {
            // New keys are written behind old ones.
            let acts = Array(try file.signingKeys("act").reversed())
            self.init(
                code: code, act: acts[0], witness: try file.signingKey("witness"), identity: identity,
                olderActs: Array(acts.dropFirst()), olderIdentities: Array(identities.dropFirst()),
                known: try file.known())
        } catch {
            throw .line(error)
        }
    }
}

extension KeyText {
    fileprivate func code() throws(Mistake) -> AgencyCode {
        let code = try require("agency")
        guard AgencyCodeRule.isCode(code) else { throw .value("agency") }
        return code
    }

    fileprivate func known() throws(Mistake) -> Set<Hash> {
        var known: Set<Hash> = []
        for value in all("known") {
            guard let key = Hash(hex: value) else { throw .value("known") }
            known.insert(key)
        }
        return known
    }
}
