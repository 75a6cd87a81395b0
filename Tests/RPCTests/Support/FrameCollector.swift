import NIOCore
import Synchronization
import Wire

/// The frames in the bytes given to it.
final class FrameCollector: Sendable {
    private let state = Mutex((bytes: ByteBuffer(), frames: [Frame]()))

    var all: [Frame] { state.withLock { $0.frames } }

    func append(_ bytes: ByteBuffer) {
        state.withLock { state in
            state.bytes.writeImmutableBuffer(bytes)
            while case .frame(let frame, let size)? = try? FrameDecoder().next(
                in: state.bytes.readableBytesSpan)
            {
                state.frames.append(frame)
                state.bytes.moveReaderIndex(forwardBy: size)
            }
        }
    }

    func removeAll() {
        state.withLock { $0.frames = [] }
    }
}
