import Age
import Keys
import Sealing
import Wire

/// New keys of an agency, signed, and the key file that holds them behind the old ones.
struct SignedRenewal {
    /// For the log.
    let keys: AgencyKeys
    /// The whole key file, secrets included.
    let text: String

    /// Begins the line of a key file with what was signed last, in hexadecimal.
    private static let line = "# renewal: "

    /// Of an agency at once: the schema's bound.
    private static let mostActKeys = 4

    /// What an earlier run signed, which the log does not hold yet and still may.
    ///
    /// - Parameters:
    ///   - text: of the key file.
    ///   - newest: of the agency's, in the log.
    ///   - identity: that the site's descriptor names.
    ///   - now: seconds since 1970.
    init?(waiting text: String, behind newest: AgencyKeys, identity: PublicKey, now: UInt64) {
        guard let bytes = KeyText(text)["renewal"].flatMap({ [UInt8](hex: $0) }),
            let keys = try? AgencyKeys(decoding: bytes), keys.agency == newest.agency, keys.notAfter > now,
            newest.serial < .max, keys.serial == newest.serial.plus(1),
            let encoded = try? newest.encoded(), keys.previous == sha256(encoded),
            keys.isSigned(by: identity, origin: keys.origin)
        else { return nil }
        self.keys = keys
        self.text = text
    }

    /// Makes a recipient key and an act key, and signs them with what stays: the witness key, and colleagues' act keys.
    ///
    /// - Parameters:
    ///   - own: what the key file holds.
    ///   - text: that key file's.
    ///   - newest: of the agency's, in the log.
    ///   - origin: the log's.
    ///   - identity: signs.
    ///   - notAfter: seconds since 1970.
    ///   - reviewers: act keys of colleagues that join.
    ///   - random: gives as many random bytes as it is asked for.
    /// - Throws: `noRandomness`, and `signing` where a key file or keys cannot be made of these.
    init(
        of own: AgencyKeyFile, in text: String, behind newest: AgencyKeys, origin: Origin,
        identity: SigningKey, notAfter: UInt64, reviewers: [PublicKey] = [], random: (Int) -> [UInt8]
    ) throws(KeysRenewalError) {
        guard let act = SigningKey.new(random), let new = try? Identity(hybridSeed: random(32)),
            let secret = new.bech32, case .hybrid(let recipient) = new.recipient
        else { throw .noRandomness }
        let own = Set(own.acts.map { $0.publicKey })
        let there = newest.acts.filter { !own.contains($0) }
        let joining = reviewers.filter { !own.contains($0) && !there.contains($0) }
        let colleagues = there + joining
        guard colleagues.count < Self.mostActKeys else {
            throw .tooManyReviewers(limit: Self.mostActKeys - 1)
        }
        do {
            keys = try AgencyKeys(
                format: 1, origin: origin, agency: newest.agency, serial: newest.serial.plus(1),
                previous: sha256(try newest.encoded()), recipient: recipient,
                acts: [act.key.publicKey] + colleagues, witness: newest.witness, notAfter: notAfter,
                signature: Signature()
            ).signed(by: identity, origin: origin)
            let kept = text.split(separator: "\n", omittingEmptySubsequences: false)
                .filter { !$0.hasPrefix(Self.line) }.joined(separator: "\n")
            self.text =
                kept + (kept.hasSuffix("\n") ? "" : "\n")
                    + """
                    # keys \(keys.serial)
                    # act: \(act.seed.hex)
                    \(joining.map { "# known: \($0.hex)\n" }.joined())\(secret)
                    \(Self.line)\(try keys.encoded().hex)

                    """
        } catch {
            throw .signing(reason: "\(error)")
        }
    }
}

extension AgencyKeyFile {
    /// Whether what is sealed to a recipient key can be opened, by these or by a colleague's known ones.
    func holds(_ recipient: RecipientKey) -> Bool {
        known.contains(sha256(recipient))
            || identities.contains { $0.recipient == .hybrid(publicKey: recipient) }
    }
}
