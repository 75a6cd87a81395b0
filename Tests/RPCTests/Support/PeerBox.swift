import RPC
import Synchronization

/// Takes what a closure was given to where the test sees it.
final class PeerBox: Sendable {
    private let box = Mutex<Peer?>(nil)

    var peer: Peer? {
        get { box.withLock { $0 } }
        set { box.withLock { $0 = newValue } }
    }
}
