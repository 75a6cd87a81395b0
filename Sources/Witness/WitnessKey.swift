import Files
import Foundation
import Keys
import Sealing
package import TransparencyLog
import Verification
import Wire
import Words

/// What a witness signs with, and under which name.
package struct WitnessKey: Sendable {
    /// Bytes of the longest name, as in a site's description.
    package static let nameLimit = 64
    static let file = "witness.key"
    static let publicFile = "witness.vkey"

    /// Signs checkpoints.
    package let cosigner: Cosigner

    /// The public half, which logs and their readers are given.
    package var verifierKey: VerifierKey { cosigner.verifierKey }

    /// The key that `keygen` put into the witness's folder.
    package init(in directory: String) throws(WitnessError) {
        let path = directory + "/" + Self.file
        let file = KeyText(try WitnessFile.memory.secretText(path, limit: KeyFile.limit))
        let key: SigningKey
        let name: String
        do {
            key = try file.signingKey("witness")
            name = try file.require("name")
        } catch {
            throw .malformedKey(path: path, reason: "\(error)")
        }
        self.cosigner = try makeCosigner(name: name, key: key, isFromFile: true)
    }

    /// The witness key of an agency or the auditor, under the name that the site's description gives it.
    ///
    /// One key has one memory: whoever runs this must not cosign with `verify --cosign` from another one.
    package init(keyFile path: String, name: String) throws(WitnessError) {
        let key: SigningKey
        do throws(VerificationError) { key = try KeyFile.read(path).witness } catch { throw .key(error) }
        self.cosigner = try makeCosigner(name: name, key: key, isFromFile: false)
    }
}

/// A witness that was just made.
package struct NewWitness: Equatable, Sendable {
    /// Its public key.
    package let verifierKey: VerifierKey
    /// Of the new key and its public half.
    package let files: [String]

    /// The same as a C2SP vkey.
    package var vkey: String { verifierKey.vkey }
}

extension WitnessKey {
    /// Makes a key in a folder that is made where it is not there; no file is overwritten.
    ///
    /// - Parameters:
    ///   - name: a C2SP key name of at most 64 bytes, best a URL without its scheme.
    ///   - directory: where key and public half are written; for its owner alone where it is made here.
    ///   - random: as many bytes as asked for, fit for keys.
    /// - Returns: the public key and the paths of both files.
    /// - Throws: `name` where it is none; `noRandomness`; `notMade` for the folder; `unwritable` for a file
    ///   that is there already or cannot be written.
    package static func create(
        name: String, in directory: String, random: (Int) -> [UInt8]
    ) throws(WitnessError) -> NewWitness {
        guard let (seed, key) = SigningKey.new(random) else {
            throw .noRandomness
        }
        let verifierKey = try makeCosigner(name: name, key: key, isFromFile: false).verifierKey
        do {
            try FileManager.default.createDirectory(
                atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw .notMade(path: directory)
        }
        let text = """
            # kentongan witness key
            name: \(name)
            witness: \(seed.hex)

            """
        let files = [directory + "/" + file, directory + "/" + publicFile]
        for path in files where Files.exists(path) {
            throw .unwritable(path: path, FileError(.open, path, .exists))
        }
        try write(Array(text.utf8), to: files[0], secret: true)
        try write(Array("\(verifierKey.vkey)\n".utf8), to: files[1], secret: false)
        return NewWitness(verifierKey: verifierKey, files: files)
    }
}

private func write(_ bytes: [UInt8], to path: String, secret: Bool) throws(WitnessError) {
    do throws(FileError) { try Files.create(path, bytes, secret: secret) } catch {
        throw .unwritable(path: path, error)
    }
}

private func makeCosigner(
    name: String, key: SigningKey, isFromFile: Bool
) throws(WitnessError) -> Cosigner {
    guard (1...WitnessKey.nameLimit).contains(name.utf8.count), name == plain(name),
        let cosigner = try? Cosigner(name: name, key: key)
    else { throw .name(bytes: name.utf8.count, isFromFile: isFromFile) }
    return cosigner
}
