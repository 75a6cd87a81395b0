import Age
import Files
import Keys
import Passphrases
package import Primitives
import Sealing
import Verification
import Wire

/// A key file that is kept by others: whole by one, or in parts by several.
package enum KeyBackingUp {
    /// Reads a key file and the cards of its holders, and writes the backup to a new file.
    ///
    /// - Parameters:
    ///   - keyFile: path of any key file.
    ///   - cards: paths of agencies' cards and recovery cards.
    ///   - threshold: parts that give it back; nil for one of one, else more than half.
    ///   - out: path of the new file.
    ///   - random: gives as many bytes as asked for, fit for keys.
    /// - Returns: how many parts there are, and how many give it back.
    /// - Throws: what keeps it from being made; no file is written then.
    package static func write(
        _ keyFile: String, to cards: [String], threshold: Int?, out: String, random: (Int) -> [UInt8]
    ) throws(BackupError) -> (parts: Int, threshold: Int) {
        let text = try read(keyFile).text
        var holders: [Recipient] = []
        for card in cards { holders.append(try holder(card)) }
        let needed = threshold ?? holders.count / 2 + 1
        let backup: String
        do throws(KeyBackup.Mistake) {
            backup = try KeyBackup.text(
                Array(text.utf8), name: Path.name(of: keyFile), to: holders, threshold: needed, random: random
            )
        } catch { throw .mistake(error) }
        do { try Files.create(out, Array(backup.utf8), secret: true) } catch {
            throw .unwritable(path: out, error)
        }
        return (holders.count, needed)
    }

    static func read(_ path: String) throws(BackupError) -> ProtectedText {
        let text: ProtectedText
        do throws(KeyTextError) { text = try ProtectedText.read(path) } catch {
            switch error {
            case .file(let error): throw .keyFile(path: path, error)
            case .passphrase(let fault): throw .passphrase(fault)
            }
        }
        guard KeyText(text.text).holdsKey else { throw .notAKeyFile(path: path) }
        return text
    }

    /// An agency's recipient key, or that of a recovery card, or of any file that holds an age recipient.
    static func holder(_ path: String) throws(BackupError) -> Recipient {
        let text: String
        do { text = try Files.readText(path, limit: 1 << 16) } catch { throw .cardFile(path: path, error) }
        if let card = try? Armor.read(AgencyCard.self, name: "AGENCY CARD", from: text),
            card.keys.isSigned(by: card.identity, origin: card.keys.origin)
        {
            return .hybrid(publicKey: card.keys.recipient)
        }
        guard let line = KeyText(text).identities.first, let recipient = try? Recipient(bech32: line),
            case .hybrid = recipient
        else { throw .notACard(path: path) }
        return recipient
    }
}

extension KeyText {
    /// Whether it is a file of secret keys, of whatever use.
    var holdsKey: Bool {
        ["act", "identity", "auditor", "seed"].contains { self[$0] != nil }
            || identities.contains { $0.hasPrefix("AGE-SECRET-KEY-") }
    }
}

/// A key file that comes back from its holders.
package struct KeyRecovery: Sendable {
    private let parts: [KeyBackupPart]

    /// Opens what the keys at hand open.
    ///
    /// - Parameters:
    ///   - files: paths of backups, and of parts that holders passed on.
    ///   - keys: paths of `recovery.key` and `agency.key` files.
    /// - Throws: `noPart` where none opens.
    package init(_ files: [String], keys: [String]) throws(BackupError) {
        var identities: [Identity] = []
        for key in keys {
            let lines = KeyText(try KeyBackingUp.read(key).text).identities
            identities += lines.compactMap { try? Identity(bech32: $0) }
        }
        var parts: [KeyBackupPart] = []
        for file in files {
            let text: String
            do { text = try Files.readText(file, limit: KeyBackup.limit) } catch {
                throw .backupFile(path: file, error)
            }
            let sealed = KeyBackup.parts(of: text)
            guard !sealed.isEmpty else { throw .notABackup(path: file) }
            for part in sealed {
                if let part = KeyBackup.open(part, with: identities), !parts.contains(part) {
                    parts.append(part)
                }
            }
        }
        guard !parts.isEmpty else { throw .noPart }
        self.parts = parts
    }

    /// Puts the parts together, and writes the key file.
    ///
    /// - Parameters:
    ///   - out: path of the new file.
    ///   - passphrase: protects it; nil where nothing does.
    ///   - random: gives as many bytes as asked for.
    /// - Returns: how many parts it took.
    /// - Throws: as `text`, and `unwritable`.
    package func write(
        _ out: String, passphrase: Secret?, random: (Int) -> [UInt8]
    ) throws(BackupError) -> Int {
        let text = try text()
        let bytes: [UInt8]
        do throws(PassphraseFault) {
            bytes = try ProtectedText(text: text, passphrase: passphrase).bytes(path: out, random: random)
        } catch { throw .passphrase(error) }
        do { try Files.create(out, bytes, secret: true) } catch { throw .unwritable(path: out, error) }
        return parts[0].threshold
    }

    /// The key file; asked before anybody is asked for a passphrase.
    package func text() throws(BackupError) -> String {
        guard Set(parts.map { $0.backup }).count == 1 else { throw .notWhole }
        let needed = parts[0].threshold
        guard parts.count >= needed else { throw .tooFew(parts.count, needed: needed) }
        guard let bytes = KeyBackupPart.join(parts), let text = String(validating: bytes, as: UTF8.self)
        else {
            throw .notWhole
        }
        return text
    }

    /// Seals the parts that were opened to whoever puts them together, and writes them to a new file.
    package func pass(
        to card: String, out: String, random: (Int) -> [UInt8]
    ) throws(BackupError) -> Int {
        let holder = try KeyBackingUp.holder(card)
        var lines = ""
        do throws(AgeError) {
            for part in parts {
                lines += try ProtectedKey.seal(Array(part.text.utf8), to: [holder], random: random)
            }
        } catch { throw .mistake(.sealing(error)) }
        do { try Files.create(out, Array(lines.utf8), secret: true) } catch {
            throw .unwritable(path: out, error)
        }
        return parts.count
    }
}

/// A key that opens backups and nothing else: an age key in a file of its own, to be kept offline.
package enum RecoveryKeygen {
    /// Makes `recovery.key` and `recovery.card`; neither may exist.
    package static func create(
        in directory: String, name: String, passphrase: Secret?, random: (Int) -> [UInt8]
    ) throws(KeygenError) -> NewKeys {
        try checkName(name)
        let folder = try KeyFolder(
            directory, names: ["recovery.key", "recovery.card"], passphrase: passphrase)
        let (secret, recipient) = try newIdentity(random)
        let card = """
            # kentongan recovery card: \(name)
            \(Recipient.hybrid(publicKey: recipient).bech32)

            """
        let key = """
            # kentongan recovery key: opens backups of key files and nothing else; take it offline
            \(secret)

            """
        return NewKeys(
            files: [
                try folder.write(secret: "recovery.key", key, random: random),
                try folder.write("recovery.card", card),
            ], identity: nil, card: folder.path("recovery.card"), isRecovery: true)
    }
}
