import Keys
import Primitives
package import TransparencyLog
package import Wire

// What must hold of a descriptor and of agency keys by themselves, and behind the ones before them.

extension SiteDescriptor {
    /// Well-formed, of this root, and signed by it.
    package func check(fingerprint: Hash) throws(LogError) {
        let found = Fingerprint.root(root)
        guard found == fingerprint else {
            throw LogError(.descriptorInvalid, "SiteDescriptor.root", expected: fingerprint, found: found)
        }
        try checkFormat("SiteDescriptor", format)
        // Before any text of it is looked at, and shown in an error: until here anybody may have written it.
        guard isSigned(by: root, origin: origin) else {
            throw LogError(
                .signatureInvalid, "SiteDescriptor.signature", expected: "signed by the root key",
                found: "not")
        }
        try checkForm()
    }

    /// The next one of the same site: `previous` and `serial` continue, and what never changes has not.
    package func check(behind last: SiteDescriptor) throws(LogError) {
        try checkLink(
            "SiteDescriptor", serial: serial, previous: previous, lastSerial: last.serial,
            lastHash: try last.digest())
        guard origin == last.origin else {
            throw LogError(.descriptorInvalid, "SiteDescriptor.origin", expected: last.origin, found: origin)
        }
        guard log == last.log else {
            throw LogError(.descriptorInvalid, "SiteDescriptor.log", expected: last.log, found: log)
        }
        guard t0 == last.t0 else {
            throw LogError(.descriptorInvalid, "SiteDescriptor.t0", expected: last.t0, found: t0)
        }
        guard epochSeconds == last.epochSeconds else {
            throw LogError(
                .descriptorInvalid, "SiteDescriptor.epoch_seconds", expected: last.epochSeconds,
                found: epochSeconds)
        }
        for agency in agencies {
            guard let before = last.agencies.first(where: { $0.code == agency.code }) else { continue }
            try agency.check(lineage: before.lineage(followedBy: agency.identity))
        }
    }

    /// The first one of a log; `SiteCheck` holds its lineages against the identities before it, of which there are none.
    func checkFirst() throws(LogError) {
        guard serial != 0 || previous == Hash() else {
            throw LogError(.descriptorInvalid, "SiteDescriptor.previous", expected: Hash(), found: previous)
        }
    }

    /// What must hold of it by itself, whoever signed it.
    func checkForm() throws(LogError) {
        guard isKeyName(origin) else {
            throw LogError(.descriptorInvalid, "SiteDescriptor.origin", expected: "a key name", found: origin)
        }
        guard epochSeconds > 0 else {
            throw LogError(
                .descriptorInvalid, "SiteDescriptor.epoch_seconds", expected: "at least 1", found: "0")
        }
        let codes = agencies.map { $0.code }
        guard codes.isAscending, codes.allSatisfy({ AgencyCodeRule.isCode($0) }) else {
            throw LogError(
                .descriptorInvalid, "SiteDescriptor.agencies", expected: "ascending codes",
                found: codes.joined(separator: " "))
        }
        guard Int(quorum) <= witnesses.count else {
            throw LogError(
                .descriptorInvalid, "SiteDescriptor.quorum", expected: "at most \(witnesses.count)",
                found: "\(quorum)")
        }
        guard retention.payload >= Self.shortestRetention else {
            throw LogError(
                .descriptorInvalid, "Retention.payload", expected: "at least \(Self.shortestRetention)",
                found: "\(retention.payload)")
        }
        guard (-720...840).contains(Int16(bitPattern: timeZone)) else {
            throw LogError(
                .descriptorInvalid, "SiteDescriptor.time_zone", expected: "-720 to 840",
                found: "\(Int16(bitPattern: timeZone))")
        }
        guard Set(witnesses.map({ $0.name })).count == witnesses.count else {
            throw LogError(
                .descriptorInvalid, "SiteDescriptor.witnesses", expected: "each name once", found: "not")
        }
        guard Set(witnesses.map({ $0.key }) + [log]).count == witnesses.count + 1 else {
            throw LogError(
                .descriptorInvalid, "SiteDescriptor.witnesses", expected: "each key once", found: "not")
        }
    }

    /// Days that an envelope is kept at least.
    package static var shortestRetention: UInt16 { 180 }

    /// SHA-256 of the whole descriptor.
    package func digest() throws(LogError) -> Hash { try digestOfEncoding(self) }

    /// The log's key as C2SP has it: its name is the origin.
    package func logKey() throws(LogError) -> VerifierKey {
        do { return try VerifierKey(name: origin, algorithm: .ed25519, publicKey: log) } catch {
            throw LogError(.descriptorInvalid, "SiteDescriptor.log", expected: "a key", found: "\(error)")
        }
    }

    /// The witnesses' keys, in the descriptor's order.
    package func witnessKeys() throws(LogError) -> [VerifierKey] {
        var keys: [VerifierKey] = []
        for witness in witnesses {
            do {
                keys.append(
                    try VerifierKey(name: witness.name, algorithm: .cosignature, publicKey: witness.key))
            } catch {
                throw LogError(.descriptorInvalid, "Witness.key", expected: "a key", found: "\(error)")
            }
        }
        return keys
    }
}

extension AgencyKeys {
    /// Of one of the descriptor's agencies, for its origin, signed by the identity key that it names.
    package func check(in descriptor: SiteDescriptor) throws(LogError) {
        try checkFormat("AgencyKeys", format)
        guard let named = descriptor.agencies.first(where: { $0.code == agency }) else {
            throw LogError(
                .descriptorInvalid, "AgencyKeys.agency", expected: "one of the descriptor's", found: agency)
        }
        guard origin == descriptor.origin || origin.isEmpty && serial == 0 else {
            throw LogError(
                .descriptorInvalid, "AgencyKeys.origin", expected: descriptor.origin, found: origin)
        }
        guard serial != 0 || previous == Hash() else {
            throw LogError(.descriptorInvalid, "AgencyKeys.previous", expected: Hash(), found: previous)
        }
        guard isSigned(by: named.identity, origin: origin) else {
            throw LogError(
                .signatureInvalid, "AgencyKeys.signature",
                expected: "signed by the identity key of \(agency)",
                found: "not")
        }
    }

    /// The next ones of the same agency.
    func check(behind last: AgencyKeys) throws(LogError) {
        try checkLink(
            "AgencyKeys", serial: serial, previous: previous, lastSerial: last.serial,
            lastHash: try digestOfEncoding(last))
    }
}

/// Formats other than 1 must be refused by who has to understand them.
func checkFormat(_ message: String, _ format: UInt16) throws(LogError) {
    guard format == 1 else {
        throw LogError(.entryUndecodable, "\(message).format", expected: 1, found: format)
    }
}

private func checkLink(
    _ message: String, serial: UInt32, previous: Hash, lastSerial: UInt32, lastHash: Hash
) throws(LogError) {
    guard lastSerial < .max, serial == lastSerial.plus(1) else {
        throw LogError(
            .descriptorInvalid, "\(message).serial", expected: UInt64(lastSerial).plus(1),
            found: UInt64(serial))
    }
    guard previous == lastHash else {
        throw LogError(.descriptorInvalid, "\(message).previous", expected: lastHash, found: previous)
    }
}

/// SHA-256 of the whole message.
///
/// What was decoded always encodes.
private func digestOfEncoding(_ message: some WireMessage) throws(LogError) -> Hash {
    do { return sha256(try message.encoded()) } catch { throw LogError(error) }
}
