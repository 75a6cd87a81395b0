import Age
import Files
import Foundation
import Keys
import Passphrases
import Primitives
import Sealing
import Verification
import Wire
import Words

/// Where new keys go: nothing there is ever overwritten.
struct KeyFolder {
    private let directory: String
    /// Protects what is secret; nil where nothing does.
    private let passphrase: Secret?

    init(_ directory: String, names: [String], passphrase: Secret? = nil) throws(KeygenError) {
        self.directory = directory
        self.passphrase = passphrase
        for name in names where Files.exists(path(name)) { throw .exists(path: path(name)) }
        do {
            try FileManager.default.createDirectory(
                atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw .folder(path: directory)
        }
    }

    func path(_ name: String) -> String { directory + "/" + name }

    func write(_ name: String, _ text: String) throws(KeygenError) -> String {
        try write(name, Array(text.utf8), secret: false)
    }

    /// For its owner alone, under the passphrase where there is one.
    func write(secret name: String, _ text: String, random: (Int) -> [UInt8]) throws(KeygenError) -> String {
        let bytes: [UInt8]
        do throws(PassphraseFault) {
            bytes = try ProtectedText(text: text, passphrase: passphrase).bytes(path: name, random: random)
        } catch { throw .passphrase(error) }
        return try write(name, bytes, secret: true)
    }

    private func write(_ name: String, _ bytes: [UInt8], secret: Bool) throws(KeygenError) -> String {
        let path = path(name)
        do throws(FileError) { try Files.create(path, bytes, secret: secret) } catch {
            throw .unwritable(path: path, error)
        }
        return path
    }
}

func checkName(_ name: String) throws(KeygenError) {
    guard (1...64).contains(name.utf8.count), name == plain(name), !name.contains("\n"), !name.contains("\t")
    else { throw .name(bytes: name.utf8.count) }
}

func newKey(_ random: (Int) -> [UInt8]) throws(KeygenError) -> (seed: FixedBytes<32>, key: SigningKey) {
    guard let new = SigningKey.new(random) else { throw .noRandomness }
    return new
}

/// The secret line of an age identity file, and its public half.
func newIdentity(_ random: (Int) -> [UInt8]) throws(KeygenError) -> (String, RecipientKey) {
    guard let identity = try? Identity(hybridSeed: random(32)), let text = identity.bech32,
        case .hybrid(let recipient) = identity.recipient
    else { throw .noRandomness }
    return (text, recipient)
}
