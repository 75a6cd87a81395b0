import Wire

/// What sealed bytes take in a store, and what has room set aside.
package struct SpaceUse: Equatable, Sendable {
    /// Bytes of the pages of the payload file that hold something.
    package var stored: UInt64 = 0
    /// Bytes of its pages that are free again: what comes next takes them.
    package var free: UInt64 = 0
    /// Bytes that the file has yet to grow by, for what stands in its journal alone.
    package var growing: UInt64 = 0
    /// Bytes that were announced and are not there yet.
    package var announced: UInt64 = 0
    /// Bytes of what waits for its epoch: settling writes it once more before it takes the first one away.
    package var unsettled: UInt64 = 0
    /// Of all of it, bytes of uploads of the mailbox that asks, until their epoch is settled.
    package var ofOwner: UInt64 = 0

    /// Nothing yet.
    package init() {}

    /// What all of it comes to when everything announced is there and everything is settled.
    package var committed: UInt64 {
        stored.plus(announced).plus(announced).plus(unsettled)
    }

    /// What an envelope costs: its bytes and the pages around them, an eighth more.
    package static func cost(of bytes: UInt64) -> UInt64 {
        bytes.plus(bytes / 8)
    }
}

/// Decides whether so many bytes more may be announced; pure but for a look at the disk, and quick.
package typealias RoomRule = @Sendable (_ use: SpaceUse, _ bytes: UInt64) -> Bool

/// Room that was set aside for one envelope; given back once, with `end`.
package struct SpaceReservation: Sendable {
    private let giveBack: @Sendable () -> Void

    init(_ giveBack: @escaping @Sendable () -> Void) {
        self.giveBack = giveBack
    }

    /// The envelope is in the store, or will not come.
    package func end() { giveBack() }
}
