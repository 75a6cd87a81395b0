package import Age
import Keys
package import Primitives
package import Wire

/// A key file in parts, each sealed to another holder, of which so many give it back.
///
/// ```
/// # kentongan key backup …
/// -----BEGIN AGE ENCRYPTED FILE-----     one for each holder, in their order
/// ```
/// In each stands a `KeyBackupPart` as text, so that `age -d` shows it where this program is gone.
package enum KeyBackup {
    /// Parts of one backup at most.
    package static let mostParts = 16
    /// Bytes of the longest file of a backup.
    package static let limit = 4 << 20

    /// Why no backup was made.
    package enum Mistake: Error, Equatable {
        case threshold(Int, parts: Int)
        case parts(Int)
        case holderTwice
        case noRandomness
        case sealing(AgeError)
    }

    /// The whole file.
    ///
    /// - Parameters:
    ///   - text: of the key file, unprotected.
    ///   - name: what the key file is called.
    ///   - holders: recipients, each once.
    ///   - threshold: parts that give it back.
    ///   - random: gives as many bytes as asked for, fit for keys.
    /// - Returns: the lines of the backup.
    /// - Throws: numbers out of bounds, a holder twice, and what sealing throws.
    package static func text(
        _ text: [UInt8], name: String, to holders: [Recipient], threshold: Int, random: (Int) -> [UInt8]
    ) throws(Mistake) -> String {
        guard (1...mostParts).contains(holders.count) else { throw .parts(holders.count) }
        guard (1...holders.count).contains(threshold) else {
            throw .threshold(threshold, parts: holders.count)
        }
        guard Set(holders).count == holders.count else { throw .holderTwice }
        guard let id = FixedBytes<32>(random(32)),
            let shares = SecretSharing.split(
                text, threshold: threshold, count: holders.count, random: random)
        else { throw .noRandomness }
        var lines =
            "# kentongan key backup: any \(threshold) of \(holders.count) parts give the key file back\n"
        for (holder, share) in zip(holders, shares) {
            let part = KeyBackupPart(
                backup: id, name: name, digest: sha256(text), threshold: threshold, count: holders.count,
                share: share)
            do { lines += try ProtectedKey.seal(Array(part.text.utf8), to: [holder], random: random) } catch {
                throw .sealing(error)
            }
        }
        return lines
    }

    /// The sealed parts in a file, in their order; none where it is no backup.
    package static func parts(of text: String) -> [[UInt8]] {
        var parts: [[UInt8]] = []
        var lines: [Substring]?
        for line in text.split(whereSeparator: { $0.isNewline }) {
            if line == "-----BEGIN AGE ENCRYPTED FILE-----" { lines = [] }
            lines?.append(line)
            if line == "-----END AGE ENCRYPTED FILE-----", let whole = lines {
                parts.append(Array((whole.joined(separator: "\n") + "\n").utf8))
                lines = nil
            }
        }
        return parts
    }

    /// What one of the identities opens of a sealed part; nil for a part of others, or none.
    package static func open(_ part: [UInt8], with identities: [Identity]) -> KeyBackupPart? {
        guard let bytes = try? ProtectedKey.open(part, with: identities),
            let text = String(validating: bytes, as: UTF8.self)
        else { return nil }
        return KeyBackupPart(text: text)
    }
}

/// One part of a key file, as its holder keeps it.
package struct KeyBackupPart: Equatable, Sendable {
    /// Drawn anew for each backup: parts of different ones do not go together.
    package let backup: FixedBytes<32>
    /// What the key file is called.
    package let name: String
    /// SHA-256 of the key file.
    package let digest: Hash
    /// Parts that give it back.
    package let threshold: Int
    /// Parts in all.
    package let count: Int
    /// Of the key file's bytes.
    package let share: SecretSharing.Part

    init(
        backup: FixedBytes<32>, name: String, digest: Hash, threshold: Int, count: Int,
        share: SecretSharing.Part
    ) {
        self.backup = backup
        self.name = name
        self.digest = digest
        self.threshold = threshold
        self.count = count
        self.share = share
    }

    /// Nil for what is not one.
    package init?(text: String) {
        let file = KeyText(text)
        guard let backup = file["backup"].flatMap({ FixedBytes<32>(hex: $0) }),
            let digest = file["digest"].flatMap({ Hash(hex: $0) }), let name = file["name"],
            let threshold = file["threshold"].flatMap({ Int($0) }),
            let count = file["of"].flatMap({ Int($0) }),
            let number = file["part"].flatMap({ UInt8($0) }),
            let share = file["share"].flatMap({ [UInt8](hex: $0) }),
            (1...KeyBackup.mostParts).contains(count), (1...count).contains(threshold),
            (1...count).contains(Int(number)), (1...KeyFile.limit).contains(share.count)
        else { return nil }
        self.init(
            backup: backup, name: name, digest: digest, threshold: threshold, count: count,
            share: SecretSharing.Part(number: number, bytes: share))
    }

    /// The lines of it.
    package var text: String {
        """
        # kentongan key backup, one part: keep it secret, and give it only to whom you know face to face
        backup: \(backup.hex)
        name: \(name)
        digest: \(digest.hex)
        threshold: \(threshold)
        of: \(count)
        part: \(share.number)
        share: \(share.bytes.hex)

        """
    }

    /// Puts parts of one backup together.
    ///
    /// - Returns: the key file; nil where they are too few, or not what was split.
    package static func join(_ parts: [KeyBackupPart]) -> [UInt8]? {
        guard let first = parts.first else { return nil }
        var chosen: [KeyBackupPart] = []
        for part in parts
        where part.backup == first.backup && part.digest == first.digest
            && !chosen.contains(where: { $0.share.number == part.share.number })
        {
            chosen.append(part)
        }
        guard chosen.count >= first.threshold,
            let text = SecretSharing.join(chosen.prefix(first.threshold).map { $0.share }),
            sha256(text) == first.digest
        else { return nil }
        return text
    }
}
