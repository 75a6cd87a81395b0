import Age
import Primitives
import Wire

/// Where a sealed row stands: what is sealed at one place opens at no other.
struct StorePlace {
    /// What kind of row; a label is no other's beginning, as a zero byte ends it.
    enum Kind: String {
        case caseKey = "case key"
        case summary
        case file
        case part
        case memory
        case outbox
    }

    let kind: Kind
    /// The row's name.
    let row: [UInt8]
    /// Within the row's kind.
    var number: UInt64 = 0

    /// The `info` that the key of this place is derived with.
    var info: [UInt8] {
        Array("kentongan case store v1".utf8) + [0] + Array(kind.rawValue.utf8) + [0] + row
            + (0..<8).reversed().map { UInt8(truncatingIfNeeded: number >> (8 * UInt64($0))) }
    }
}

/// Names rows: nobody without the store's key can tell which report a row is of.
struct RowNames: Sendable {
    fileprivate let key: Secret

    /// What a row of a kind is called.
    func name(_ kind: StorePlace.Kind, _ subject: [UInt8]) -> [UInt8] {
        Array(hmacSHA256(Array(kind.rawValue.utf8) + [0] + subject, key: key).prefix(16))
    }
}

/// A key of the store, or of one case in it.
///
/// `nonce || ChaCha20-Poly1305`, under a key that HKDF derives for the place: rows cannot change places, and a nonce drawn
/// twice would have to be drawn twice at one place.
struct StoreKey: Sendable {
    static let length = 32
    private let secret: Secret

    init(_ secret: Secret) { self.secret = secret }

    /// A fresh one.
    init(random: CaseStore.RandomBytes) throws(CaseStoreError) {
        let bytes = random(Self.length)
        guard bytes.count == Self.length else { throw .noRandomness }
        secret = Secret(bytes)
    }

    /// What rows are called under this key.
    var names: RowNames {
        RowNames(
            key: hkdfSHA256(secret, salt: [], info: Array("kentongan case store names v1".utf8), count: 32))
    }

    func seal(_ plaintext: [UInt8], at place: StorePlace, random: CaseStore.RandomBytes)
        throws(CaseStoreError)
        -> [UInt8]
    {
        let nonce = random(ChaCha20Poly1305.nonceLength)
        var sealed = nonce
        guard ChaCha20Poly1305.seal(plaintext.span, key: key(of: place), nonce: nonce, into: &sealed) else {
            throw .noRandomness
        }
        return sealed
    }

    /// Nil for what was not sealed at this place under this key.
    func open(_ sealed: [UInt8], at place: StorePlace) -> [UInt8]? {
        guard sealed.count >= ChaCha20Poly1305.nonceLength else { return nil }
        let nonce = Array(sealed.prefix(ChaCha20Poly1305.nonceLength))
        var plaintext: [UInt8] = []
        let rest = sealed.span.extracting(droppingFirst: nonce.count)
        guard ChaCha20Poly1305.open(rest, key: key(of: place), nonce: nonce, into: &plaintext) else {
            return nil
        }
        return plaintext
    }

    /// Another key, sealed under this one.
    func wrap(_ other: StoreKey, at place: StorePlace, random: CaseStore.RandomBytes) throws(CaseStoreError)
        -> [UInt8]
    {
        try other.secret.withBytes { bytes throws(CaseStoreError) in
            try seal(bytes, at: place, random: random)
        }
    }

    func unwrap(_ wrapped: [UInt8], at place: StorePlace) -> StoreKey? {
        guard let bytes = open(wrapped, at: place), bytes.count == Self.length else { return nil }
        return StoreKey(Secret(bytes))
    }

    private func key(of place: StorePlace) -> Secret {
        hkdfSHA256(secret, salt: [], info: place.info, count: ChaCha20Poly1305.keyLength)
    }
}

// The store's key lies beside the database as an age file to the agency's recipient keys: any age program opens it, and
// opening a store costs one decapsulation however many cases it holds.
extension StoreKey {
    /// Bytes of the longest file.
    static let fileLimit = 1 << 16

    func file(for recipients: [Recipient], random: CaseStore.RandomBytes) throws(CaseStoreError) -> [UInt8] {
        do {
            var encryptor = try Encryptor(
                recipients: recipients, fileKey: random(16), payloadNonce: random(16))
            var bytes = encryptor.header
            try secret.withBytes { secret throws(AgeError) in try encryptor.update(secret, into: &bytes) }
            try encryptor.finish(into: &bytes)
            return bytes
        } catch {
            throw .noRandomness
        }
    }

    /// Opens what `file` wrote.
    init(file: [UInt8], identities: [Identity]) throws(CaseStoreError) {
        var decryptor = Decryptor(identities: identities)
        var plaintext: [UInt8] = []
        do throws(AgeError) {
            try decryptor.receive(file, into: &plaintext)
            try decryptor.finish(into: &plaintext)
        } catch {
            if error.kind == .noMatch { throw .otherKey }
            throw .damaged(.key)
        }
        guard plaintext.count == Self.length else { throw .damaged(.key) }
        secret = Secret(plaintext)
    }
}
