/// An open stream.
struct Stream: Equatable {
    let id: UInt32
    var call: CallState
    /// When the call is to be over; `.max` for never.
    let deadline: UInt64
    /// Credit both ways; nil for an exchange, which has none.
    var flow: Flow?

    struct Flow: Equatable {
        var sending: SendWindow
        var receiving: ReceiveWindow
        /// Bytes of the frame that waits for credit; 0 for none.
        var waiting = 0
        /// Bytes of the longest frame that was sent.
        private var longest = 0
        /// The peer has granted credit since a frame was sent.
        var isGranted = false

        init(sending: SendWindow, receiving: ReceiveWindow) {
            self.sending = sending
            self.receiving = receiving
        }

        /// Whether a further message will probably not have to wait for credit.
        var isReadyToSend: Bool { waiting == 0 && (isGranted || sending.available >= longest) }

        /// Notes that a frame of so many bytes was sent.
        mutating func sent(_ bytes: Int) {
            waiting = 0
            longest = max(longest, bytes)
            isGranted = false
        }
    }
}

/// The open streams, ascending, at most as many as a connection may have.
///
/// A stream that is over is not kept: everything up to the highest number seen that is not in here is closed.
struct StreamTable {
    private var streams: [Stream] = []
    /// No deadline is before this moment; one may be behind it.
    private(set) var soonest = UInt64.max

    var count: Int { streams.count }
    var isEmpty: Bool { streams.isEmpty }

    /// Adds a stream above all others.
    mutating func append(_ stream: Stream) {
        streams.append(stream)
        soonest = min(soonest, stream.deadline)
    }

    func index(of id: UInt32) -> Int? {
        var low = 0
        var high = streams.count
        while low < high {
            let middle = (low + high) / 2
            if streams[middle].id < id { low = middle + 1 } else { high = middle }
        }
        return low < streams.count && streams[low].id == id ? low : nil
    }

    subscript(index: Int) -> Stream {
        get { streams[index] }
        _modify { yield &streams[index] }
    }

    var indices: Range<Int> { streams.indices }

    @discardableResult
    mutating func remove(at index: Int) -> Stream {
        let stream = streams.remove(at: index)
        if streams.isEmpty { soonest = .max }
        return stream
    }

    mutating func removeAll() {
        streams = []
        soonest = .max
    }

    /// The index of a stream whose deadline has come; without one, `soonest` is exact.
    mutating func expired(at now: UInt64) -> Int? {
        guard soonest <= now else { return nil }
        if let index = streams.firstIndex(where: { $0.deadline <= now }) { return index }
        soonest = streams.lazy.map { $0.deadline }.min() ?? .max
        return nil
    }
}
