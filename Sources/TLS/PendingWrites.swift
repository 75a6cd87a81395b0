import NIOCore

/// Writes that wait for a flush, or for the handshake.
struct PendingWrites {
    private var writes = MarkedCircularBuffer<Write>(initialCapacity: 1)

    private struct Write {
        var data: ByteBuffer
        var promise: EventLoopPromise<Void>?
    }

    mutating func append(_ data: ByteBuffer, _ promise: EventLoopPromise<Void>?) {
        writes.append(Write(data: data, promise: promise))
    }

    /// Lets all that is here now be sent.
    mutating func mark() {
        writes.mark()
    }

    /// All that may be sent, as one buffer, with a promise that completes every write's.
    mutating func takeMarked() -> (data: ByteBuffer, promise: EventLoopPromise<Void>?)? {
        guard writes.hasMark, let first = writes.popFirst() else {
            return nil
        }
        var (data, promise) = (first.data, first.promise)
        while writes.hasMark, let next = writes.popFirst() {
            data.writeImmutableBuffer(next.data)
            promise.setOrCascade(to: next.promise)
        }
        return (data, promise)
    }

    /// Empties the queue; returns its promises, to be failed once this value is no longer in use: callbacks may write.
    mutating func removeAll() -> [EventLoopPromise<Void>] {
        let promises = writes.compactMap(\.promise)
        writes = MarkedCircularBuffer(initialCapacity: 1)
        return promises
    }
}
