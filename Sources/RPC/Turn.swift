import Synchronization

/// A call's place at work, as its task and its event loop see it.
///
/// The loop gives a place, the task gives it back: when it ends, and when it rests until its client has sent or read
/// more. A task that was told to stop goes on without a place, to its end.
final class Turn: Sendable {
    private struct State {
        var hasPlace = false
        /// The call is over, or its task is.
        var isOver = false
        var waiter: CheckedContinuation<Void, Never>?
    }

    private let workshop: Workshop
    private let state = Mutex(State())

    init(_ workshop: Workshop) {
        self.workshop = workshop
    }

    /// Whether other connections wait for a place.
    var isPressed: Bool { workshop.isPressed }

    // MARK: The event loop

    /// A task begins at a place.
    func begin() {
        state.withLock { $0.hasPlace = true }
    }

    /// Gives a resting task a place; false where it has ended, and takes none.
    func give() -> Bool {
        let (isTaken, waiter) = state.withLock { state in
            guard !state.isOver else { return (false, nil as CheckedContinuation<Void, Never>?) }
            state.hasPlace = true
            defer { state.waiter = nil }
            return (true, state.waiter)
        }
        waiter?.resume()
        return isTaken
    }

    /// The call is over: its task rests no more.
    func stop() {
        let waiter = state.withLock { state in
            state.isOver = true
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume()
    }

    // MARK: The task

    /// Gives the place back, says so by `resting` (whether there was one), and waits for the next; throws where the call is over.
    func rest(_ resting: (_ hadPlace: Bool) -> Void) async throws(RPCError) {
        resting(end())
        await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
            let goesOn = state.withLock { state in
                guard !state.hasPlace, !state.isOver else { return true }
                state.waiter = continuation
                return false
            }
            if goesOn { continuation.resume() }
        }
        guard state.withLock({ $0.hasPlace && !$0.isOver }) else { throw .cancelled }
    }

    /// Gives the place back; whether there was one.
    func end() -> Bool {
        let hadPlace = state.withLock { state in
            defer { state.hasPlace = false }
            return state.hasPlace
        }
        if hadPlace { workshop.leave() }
        return hadPlace
    }
}
