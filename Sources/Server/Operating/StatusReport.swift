import AuditLog
import Files
import Storage
import TransparencyLog
package import Wire
package import Words

/// How a site stands, read from its files alone: what no network call tells.
package struct StatusReport: Equatable, Sendable {
    /// The log's name.
    package let origin: Origin
    /// Published entries.
    package let size: UInt64
    /// Of the published tree; nil before batch 0.
    package let root: Hash?
    /// Number of the newest published one; nil before batch 0.
    package let epoch: UInt64?
    /// Records that wait for their epoch.
    package let pending: UInt64
    /// Seconds since the newest epoch was due.
    package let checkpointAge: UInt64?
    /// Of the disk; nil where the system does not tell.
    package let freeBytes: UInt64?
    /// The descriptor's witnesses, and whether each signed the newest checkpoint.
    package let cosigners: [(name: String, hasSigned: Bool)]
    /// Witnesses that must agree.
    package let quorum: UInt8
    /// What came of submitting to the configured witnesses.
    package let submissions: [WitnessStanding]

    /// By what is answered.
    package static func == (left: Self, right: Self) -> Bool { left.json == right.json }

    /// Reads the files and changes nothing; a server may have them open.
    ///
    /// - Parameters:
    ///   - directory: the site's.
    ///   - now: seconds since 1970.
    /// - Throws: a `Failure` where the store cannot be read; all else that is missing is left out.
    package init(of directory: DataDirectory, now: UInt64) throws(Failure) {
        do {
            let status = try directory.storeStatus()
            origin = status.origin
            size = status.size
            root = status.root
            epoch = status.epoch?.number
            pending = status.pending
            checkpointAge = status.epoch.map { now - min(now, $0.scheduled) }
            let descriptor = try? SiteDescriptor(
                decoding: Files.read(directory.descriptor, limit: 1 << 16, field: "site.descriptor"))
            let known = (try? descriptor?.witnessKeys()) ?? []
            let note = try? status.checkpoint.map { try SignedNote([UInt8]($0.utf8)) }
            let signed = note?.witnesses(among: known) ?? []
            cosigners = known.map { ($0.name, signed.contains($0)) }
            quorum = descriptor?.quorum ?? 0
        } catch {
            throw Failure(error)
        }
        freeBytes = directory.freeBytes
        submissions = directory.readWitnesses()
    }

    /// The answer of `status --json`.
    package var json: JSON {
        [
            "origin": .string(origin), "size": JSON(size), "root": JSON(root?.hex), "epoch": JSON(epoch),
            "pending": JSON(pending), "checkpoint_age_s": JSON(checkpointAge),
            "disk_free_bytes": JSON(freeBytes), "quorum": .integer(Int(quorum)),
            "witnesses": .array(
                cosigners.map { ["name": .string($0.name), "cosigned": .bool($0.hasSigned)] }),
            "submissions": .array(
                submissions.map {
                    [
                        "url": .string($0.url), "outcome": .string($0.state), "size": JSON($0.size),
                        "witnesses": .array($0.names.map { .string($0) }),
                    ]
                }),
        ]
    }

    /// The same for people, in columns.
    package var text: String {
        """
        origin          \(origin)
        size            \(size)
        root            \(root?.hex ?? "-")
        epoch           \(epoch.map(String.init) ?? "-")
        pending         \(pending)
        checkpoint age  \(checkpointAge.map { "\($0) s" } ?? "-")
        disk free       \(freeBytes.map { "\($0 >> 20) MiB" } ?? "-")
        witnesses       \(cosigners.count { $0.hasSigned }) of \(cosigners.count) cosigned, quorum \(quorum)
        """ + submissions.map { "\nwitness         \($0.url): \($0.meaning), newest \($0.size)" }.joined()
    }
}
