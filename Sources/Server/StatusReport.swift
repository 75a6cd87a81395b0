package import Console
import Storage
package import Wire

/// How a site stands, read from its files alone: what no network call tells.
package struct StatusReport: Equatable, Sendable {
    package let origin: Origin
    package let size: UInt64
    package let root: Hash?
    package let epoch: UInt64?
    /// Records that wait for their epoch.
    package let pending: UInt64
    /// Seconds since the newest epoch was due.
    package let checkpointAge: UInt64?
    package let freeBytes: UInt64?

    /// - Parameter now: seconds since 1970.
    package init(of directory: DataDirectory, now: UInt64) throws(Failure) {
        do {
            let status = try SQLiteStore.status(directory: directory.path)
            origin = status.origin
            size = status.size
            root = status.root
            epoch = status.epoch?.number
            pending = status.pending
            checkpointAge = status.epoch.map { now - min(now, $0.scheduled) }
        } catch {
            throw Failure(error)
        }
        freeBytes = directory.freeBytes
    }

    package var json: JSON {
        [
            "origin": .string(origin), "size": JSON(size), "root": JSON(root?.hex), "epoch": JSON(epoch),
            "pending": JSON(pending), "checkpoint_age_s": JSON(checkpointAge),
            "disk_free_bytes": JSON(freeBytes),
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
        """
    }
}
