import Files
package import Keys
package import TLS
import Wire
package import Words

/// The keys that a server holds: one job each, in files of mode 0600 under `keys/`.
package struct SiteKeys: Sendable {
    /// Signs checkpoints.
    package let log: SigningKey
    /// Signs promises.
    package let promise: SigningKey
    /// What visitors' connections are to.
    package let tls: TLSIdentity

    /// Reads `log.key`, `promise.key` and `tls.pem`.
    package init(in directory: DataDirectory) throws(Failure) {
        log = try signingKey(directory.keys + "/log.key")
        promise = try signingKey(directory.keys + "/promise.key")
        let path = directory.keys + "/tls.pem"
        do {
            tls = try TLSIdentity(pem: try Files.read(path, limit: 1 << 16, field: "tls.pem"))
        } catch let failure as Failure {
            throw failure
        } catch {
            throw Failure(
                .configuration, "tls.pem: '\(path)' is not a key with its certificate", field: "tls.pem")
        }
    }

    /// Makes new keys and writes them out.
    init(creating directory: DataDirectory, random: (Int) -> [UInt8]) throws(Failure) {
        log = try newKey(directory.keys + "/log.key", "signs checkpoints of the log", random)
        promise = try newKey(directory.keys + "/promise.key", "signs promises", random)
        do {
            tls = try TLSIdentity.generate()
            let pem = try tls.pem()
            try Files.create(directory.keys + "/tls.pem", pem, secret: true, field: "tls.pem")
        } catch let failure as Failure {
            throw failure
        } catch {
            throw Failure(.inputOutput, "tls.pem: the TLS key could not be made", field: "tls.pem")
        }
    }
}

extension SiteKeys {
    /// The keys that sign must be those that the log's descriptor names.
    func check(_ descriptor: SiteDescriptor) throws(Failure) {
        guard descriptor.log == log.publicKey else {
            throw Failure(.configuration, "log.key is not the log's key", field: "log.key")
        }
        guard descriptor.promise == promise.publicKey else {
            throw Failure(.configuration, "promise.key is not the site's key", field: "promise.key")
        }
    }

    /// And so must the key that visitors see.
    func checkTLS(_ descriptor: SiteDescriptor) throws(Failure) {
        guard let pin = Hash(tls.spkiHash), descriptor.tls.contains(pin) else {
            throw Failure(.configuration, "tls.pem is not one of the site's TLS keys", field: "tls.pem")
        }
    }
}

/// Makes an Ed25519 key and writes its seed to a new file.
func newKey(_ path: String, _ job: String, _ random: (Int) -> [UInt8]) throws(Failure) -> SigningKey {
    guard let (seed, key) = SigningKey.new(random) else {
        throw Failure(.inputOutput, "no randomness for '\(path)'")
    }
    let text = "# Kentongan: secret; \(job)\nseed: \(seed.hex)\n"
    try Files.create(path, Array(text.utf8), secret: true, field: path)
    return key
}

/// Reads a key that `newKey` wrote.
func signingKey(_ path: String) throws(Failure) -> SigningKey {
    let text = KeyText(try Files.readText(path, limit: 4096, field: path))
    do {
        return try text.signingKey("seed")
    } catch {
        throw Failure(.configuration, "'\(path)' \(error)", field: path)
    }
}
