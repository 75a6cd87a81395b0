import Verification
import Files
import Foundation
import Keys
import Sealing
package import TransparencyLog
import Wire
package import Words

/// What a witness signs with, and under which name.
package struct WitnessKey: Sendable {
    /// Bytes of the longest name, as in a site's description.
    package static let nameLimit = 64
    static let file = "witness.key"
    static let publicFile = "witness.vkey"

    package let cosigner: Cosigner

    package var verifierKey: VerifierKey { cosigner.verifierKey }

    /// The key that `keygen` put into the witness's folder.
    package init(in directory: String) throws(Failure) {
        let path = directory + "/" + Self.file
        let file = KeyText(try Files.readText(path, limit: KeyFile.limit, field: "--dir"))
        let key: SigningKey
        let name: String
        do {
            key = try file.signingKey("witness")
            name = try file.require("name")
        } catch {
            throw Failure(.badInput, "--dir: '\(path)' \(error)", field: "--dir")
        }
        self.cosigner = try makeCosigner(name: name, key: key, field: "--dir")
    }

    /// The witness key of an agency or the auditor, under the name that the site's description gives it.
    ///
    /// One key has one memory: whoever runs this must not cosign with `verify --cosign` from another one.
    package init(keyFile path: String, name: String) throws(Failure) {
        let key =
            switch try KeyFile.read(path) {
            case .agency(let keys): keys.witness
            case .auditor(let keys): keys.witness
            }
        self.cosigner = try makeCosigner(name: name, key: key, field: "--name")
    }
}

/// A witness that was just made.
package struct NewWitness: Equatable, Sendable {
    package let verifierKey: VerifierKey
    /// Of the new key and its public half.
    package let files: [String]

    package var vkey: String { verifierKey.vkey }

    package var json: JSON {
        [
            "name": .string(verifierKey.name), "vkey": .string(vkey),
            "files": .array(files.map { .string($0) }),
        ]
    }
}

extension WitnessKey {
    /// Makes a key in a folder that is made where it is not there; no file is overwritten.
    ///
    /// - Parameter name: a C2SP key name of at most 64 bytes, best a URL without its scheme.
    package static func create(
        name: String, in directory: String, random: (Int) -> [UInt8]
    ) throws(Failure) -> NewWitness {
        guard let (seed, key) = SigningKey.new(random) else {
            throw Failure(.inputOutput, "no randomness for a new key")
        }
        let verifierKey = try makeCosigner(name: name, key: key, field: "--name").verifierKey
        do {
            try FileManager.default.createDirectory(
                atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw Failure(.inputOutput, "--dir: '\(directory)' cannot be made", field: "--dir")
        }
        let text = """
            # kentongan witness key
            name: \(name)
            witness: \(seed.hex)

            """
        let files = [directory + "/" + file, directory + "/" + publicFile]
        for path in files where FileManager.default.fileExists(atPath: path) {
            throw Failure(.outputExists, "--dir: '\(path)' exists already", field: "--dir")
        }
        try Files.create(files[0], Array(text.utf8), secret: true, field: "--dir")
        try Files.create(files[1], Array("\(verifierKey.vkey)\n".utf8), secret: false, field: "--dir")
        return NewWitness(verifierKey: verifierKey, files: files)
    }
}

private func makeCosigner(name: String, key: SigningKey, field: String) throws(Failure) -> Cosigner {
    guard (1...WitnessKey.nameLimit).contains(name.utf8.count), name == plain(name),
        let cosigner = try? Cosigner(name: name, key: key)
    else {
        throw Failure(
            .badInput,
            "\(field): the name has \(name.utf8.count) bytes, limit 1 to \(WitnessKey.nameLimit) without spaces and '+'",
            field: field, limit: UInt64(WitnessKey.nameLimit))
    }
    return cosigner
}
