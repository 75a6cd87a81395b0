import Synchronization

/// Where one task waits until the test lets it go on.
final class Gate: Sendable {
    private struct State {
        var isReached = false
        var isOpen = false
        var waiter: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())

    var isReached: Bool { state.withLock { $0.isReached } }

    func pass() async {
        await withCheckedContinuation { continuation in
            let isOpen = state.withLock { state in
                state.isReached = true
                if !state.isOpen { state.waiter = continuation }
                return state.isOpen
            }
            if isOpen { continuation.resume() }
        }
    }

    func open() {
        state.withLock { state in
            state.isOpen = true
            defer { state.waiter = nil }
            return state.waiter
        }?.resume()
    }
}
