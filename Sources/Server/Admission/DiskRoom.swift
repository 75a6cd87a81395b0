import Foundation
import RPC
import Storage
import Wire

/// Whether sealed bytes may be taken in: room is set aside when something is announced, and text has some that no
/// attachment can touch.
///
/// All that sealed bytes may ever take is `admission.payload_mib`, or what the disk has above `admission.free_mib` where
/// that is less. What waits for its epoch counts twice, since settling writes it once more before the first place is
/// freed. Of all that, as much as a full epoch of text needs is for text alone, at most a half; and one mailbox has at
/// most half of what attachments have, until the epoch is settled.
struct DiskRoom: Sendable {
    private let store: any Store
    private let directory: DataDirectory
    private let configuration: Configuration

    /// A full epoch's texts, each a cell, written twice.
    private var textBytes: UInt64 {
        UInt64(clamping: configuration.pending).times(Self.twice(UInt64(Cell.size)))
    }

    init(store: any Store, directory: DataDirectory, configuration: Configuration) {
        (self.store, self.directory, self.configuration) = (store, directory, configuration)
    }

    /// Sets room aside for a report, a message or a reason.
    ///
    /// - Parameter bytes: of the envelope.
    /// - Returns: to be ended when the record is staged or refused.
    /// - Throws: `resourceExhausted` with field `disk`.
    func reserve(text bytes: UInt64) throws(RPCError) -> SpaceReservation {
        let reserved = store.reserve(bytes) { use, bytes in
            Self.fits(bytes, beside: use, in: capacity(use))
        }
        guard let reserved else {
            throw RPCError(
                .resourceExhausted, "the disk is full; nothing was kept", field: "disk",
                limit: configuration.freeBytes)
        }
        return reserved
    }

    /// Whether an attachment's envelope of so many bytes may be announced.
    var forAttachments: RoomRule {
        { use, bytes in
            let capacity = capacity(use)
            let room = capacity.less(min(textBytes, capacity / 2))
            return Self.fits(bytes, beside: use, in: room)
                && Self.twice(use.ofOwner.plus(bytes)) <= room / 2
        }
    }

    /// What sealed bytes may take in all.
    private func capacity(_ use: SpaceUse) -> UInt64 {
        let kept = configuration.freeBytes.plus(use.growing)
        let free = (directory.freeBytes ?? .max).plus(use.free)
        return min(configuration.payloadBytes, use.stored.plus(free.less(kept)))
    }

    private static func fits(_ bytes: UInt64, beside use: SpaceUse, in room: UInt64) -> Bool {
        use.committed.plus(twice(bytes)) <= room
    }

    /// Staged, and settled.
    private static func twice(_ bytes: UInt64) -> UInt64 {
        SpaceUse.cost(of: bytes).plus(SpaceUse.cost(of: bytes))
    }
}

extension DataDirectory {
    /// Bytes that the disk has left for this user; nil where the system does not tell.
    package var freeBytes: UInt64? {
        var status = statvfs()
        guard unsafe statvfs(path, &status) == 0 else { return nil }
        return UInt64(status.f_bavail).times(UInt64(status.f_frsize))
    }
}
