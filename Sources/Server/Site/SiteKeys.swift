import Files
package import Keys
import Passphrases
import Primitives
package import TLS
import Wire

/// The keys that a server holds: one job each, in files of mode 0600 under `keys/`.
package struct SiteKeys: Sendable {
    /// Signs checkpoints.
    package let log: SigningKey
    /// Signs promises.
    package let promise: SigningKey
    /// Signs the day's channel key.
    package let channel: SigningKey
    /// What visitors' connections are to.
    package let tls: TLSIdentity

    /// Reads `log.key`, `promise.key`, `channel.key` and `tls.pem`.
    package init(in directory: DataDirectory) throws(SiteKeysError) {
        log = try signingKey(directory.keys + "/log.key")
        promise = try signingKey(directory.keys + "/promise.key")
        channel = try signingKey(directory.keys + "/channel.key")
        let path = directory.keys + "/tls.pem"
        let pem: [UInt8]
        do { pem = try Files.readSecret(path, limit: 1 << 16).withLineFeeds } catch {
            throw .unreadable(.tls(path: path), error)
        }
        do { tls = try TLSIdentity(pem: pem) } catch { throw .noIdentity(path: path) }
    }

    /// Makes new keys and writes them out.
    init(creating directory: DataDirectory, random: (Int) -> [UInt8]) throws(SiteKeysError) {
        log = try newKey(directory.keys + "/log.key", "signs checkpoints of the log", random)
        promise = try newKey(directory.keys + "/promise.key", "signs promises", random)
        channel = try newKey(directory.keys + "/channel.key", "signs channel keys", random)
        let pem: [UInt8]
        do {
            tls = try TLSIdentity.generate()
            pem = try tls.pem()
        } catch {
            throw .noTLSKey
        }
        let path = directory.keys + "/tls.pem"
        do { try Files.create(path, pem, secret: true) } catch {
            throw .unwritable(.tls(path: path), error)
        }
    }
}

extension SiteKeys {
    /// The keys that sign must be those that the log's descriptor names.
    func check(_ descriptor: SiteDescriptor) throws(SiteKeysError) {
        guard descriptor.log == log.publicKey else { throw .notTheSites(.log) }
        guard descriptor.promise == promise.publicKey else { throw .notTheSites(.promise) }
        guard descriptor.channel == channel.publicKey else { throw .notTheSites(.channel) }
    }

    /// And so must the key that visitors see.
    func checkTLS(_ descriptor: SiteDescriptor) throws(SiteKeysError) {
        guard let pin = Hash(tls.spkiHash), descriptor.tls.contains(pin) else { throw .notTheSites(.tls) }
    }
}

/// Makes an Ed25519 key and writes its seed to a new file.
///
/// With a passphrase only that opens the file.
func newKey(
    _ path: String, _ job: String, passphrase: Secret? = nil, _ random: (Int) -> [UInt8]
) throws(SiteKeysError) -> SigningKey {
    guard let (seed, key) = SigningKey.new(random) else { throw .noRandomness(path: path) }
    let text = ProtectedText(
        text: "# Kentongan: secret; \(job)\nseed: \(seed.hex)\n", passphrase: passphrase)
    let bytes: [UInt8]
    do { bytes = try text.bytes(path: path, random: random) } catch { throw .passphrase(error) }
    do { try Files.create(path, bytes, secret: true) } catch {
        throw .unwritable(.seed(path: path), error)
    }
    return key
}

/// Reads a key that `newKey` wrote.
func signingKey(_ path: String) throws(SiteKeysError) -> SigningKey {
    let text: String
    do { text = try Files.readSecretText(path, limit: 4096) } catch {
        throw .unreadable(.seed(path: path), error)
    }
    do { return try KeyText(text).signingKey("seed") } catch { throw .noSeed(path: path, error) }
}

/// Reads the site's root key, also one that a passphrase protects.
func rootSigningKey(_ path: String) throws(SiteKeysError) -> SigningKey {
    let text: String
    do throws(KeyTextError) { text = try ProtectedText.read(path).text } catch {
        switch error {
        case .file(let error): throw .unreadable(.seed(path: path), error)
        case .passphrase(let fault): throw .passphrase(fault)
        }
    }
    do { return try KeyText(text).signingKey("seed") } catch { throw .noSeed(path: path, error) }
}
