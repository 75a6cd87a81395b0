// Credit, per stream and direction: how many bytes of message frames may be sent. A frame counts with its
// header, so that small messages cannot make a receiver hold more than it granted. The first credit is the
// receiver's `initial_credit`; more comes in `credit` frames. Exchanges have none: their cells go in turn.

/// What we may send on a stream.
struct SendWindow: Equatable {
    /// The most credit that a stream can have.
    static let limit = 0x7fff_ffff

    private(set) var available: Int

    init(_ initial: UInt32) {
        available = Int(initial)
    }

    /// Whether there was enough, and is now that much less.
    mutating func spend(_ bytes: Int) -> Bool {
        guard bytes <= available else { return false }
        available -= bytes
        return true
    }

    /// Whether the credit was neither nothing nor too much.
    mutating func grant(_ bytes: UInt32) -> Bool {
        guard bytes > 0, Int(bytes) <= Self.limit - available else { return false }
        available += Int(bytes)
        return true
    }

    /// Adds what the peer's settings grant beyond the floor; false where a credit in between makes it too much.
    mutating func raise(by bytes: Int) -> Bool {
        guard bytes <= Self.limit - available else { return false }
        available += bytes
        return true
    }
}

/// What the peer may send us on a stream.
struct ReceiveWindow: Equatable {
    private let size: Int
    /// Bytes that the peer may still send.
    private(set) var available: Int
    /// Bytes that came and were not consumed.
    private var held = 0
    /// Bytes that were consumed and not granted back.
    private var consumed = 0

    init(_ initial: UInt32) {
        size = Int(initial)
        available = size
    }

    /// Whether the peer had credit for this.
    mutating func receive(_ bytes: Int) -> Bool {
        guard bytes <= available else { return false }
        available -= bytes
        held += bytes
        return true
    }

    /// The credit to grant back: nothing until it is a quarter of the window, to save frames.
    ///
    /// Two of the longest messages fit into a window: once all is consumed, the peer always has credit for one.
    mutating func consume(_ bytes: Int) -> UInt32? {
        let bytes = min(max(bytes, 0), held)
        held -= bytes
        consumed += bytes
        guard consumed >= size / 4 else { return nil }
        defer { consumed = 0 }
        available += consumed
        return UInt32(clamping: consumed)
    }
}
