import AuditLog
import Files
import Storage
import TransparencyLog
package import Wire

/// How a site stands, read from its files alone: what no network call tells.
package struct StatusReport: Equatable, Sendable {
    /// One of the descriptor's witnesses.
    package struct Cosigner: Equatable, Sendable {
        /// Its name in the descriptor.
        package let name: String
        /// The newest checkpoint.
        package let hasSigned: Bool
    }

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
    package let cosigners: [Cosigner]
    /// Witnesses that must agree.
    package let quorum: UInt8
    /// What came of submitting to the configured witnesses.
    package let submissions: [WitnessStanding]

    /// Reads the files and changes nothing; a server may have them open.
    ///
    /// - Parameters:
    ///   - directory: the site's.
    ///   - now: seconds since 1970.
    /// - Throws: `store` where the store cannot be read; all else that is missing is left out.
    package init(of directory: DataDirectory, now: UInt64) throws(DataDirectoryError) {
        do {
            let status = try directory.storeStatus()
            origin = status.origin
            size = status.size
            root = status.root
            epoch = status.epoch?.number
            pending = status.pending
            checkpointAge = status.epoch.map { now - min(now, $0.scheduled) }
            let descriptor = try? SiteDescriptor(
                decoding: Files.read(directory.descriptor, limit: 1 << 16))
            let known = (try? descriptor?.witnessKeys()) ?? []
            let note = try? status.checkpoint.map { try SignedNote([UInt8]($0.utf8)) }
            let signed = note?.witnesses(among: known) ?? []
            cosigners = known.map { Cosigner(name: $0.name, hasSigned: signed.contains($0)) }
            quorum = descriptor?.quorum ?? 0
        } catch {
            throw .store(error)
        }
        freeBytes = directory.freeBytes
        submissions = directory.readWitnesses()
    }
}
