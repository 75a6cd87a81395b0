import NIOCore
import Synchronization

/// What takes a mailbox's wishes, on its event loop.
protocol WishReceiver<Wish>: AnyObject {
    associatedtype Wish: Sendable

    func receive(_ wishes: [Wish])
}

/// The way from tasks to a connection on its event loop: in order, and one wake-up for all that gathers
/// before the loop comes round.
final class Mailbox<Wish: Sendable>: Sendable {
    private struct State {
        var wishes: [Wish] = []
        var isOpen = true
    }

    private let state = Mutex(State())
    private let eventLoop: any EventLoop
    private let receiver: NIOLoopBoundBox<(any WishReceiver<Wish>)?>

    init(eventLoop: any EventLoop) {
        self.eventLoop = eventLoop
        receiver = .makeEmptyBox(eventLoop: eventLoop)
    }

    /// Whether anybody will see it.
    @discardableResult
    func post(_ wish: Wish) -> Bool {
        let (isOpen, isFirst) = state.withLock { state in
            guard state.isOpen else { return (false, false) }
            state.wishes.append(wish)
            return (true, state.wishes.count == 1)
        }
        if isFirst { eventLoop.execute { self.deliver() } }
        return isOpen
    }

    /// On the event loop.
    func attach(_ receiver: any WishReceiver<Wish>) {
        self.receiver.value = receiver
    }

    /// On the event loop: nothing more is taken. Returns what was not delivered.
    func close() -> [Wish] {
        receiver.value = nil
        return state.withLock { state in
            state.isOpen = false
            defer { state.wishes = [] }
            return state.wishes
        }
    }

    private func deliver() {
        let wishes = state.withLock { state in
            defer { state.wishes = [] }
            return state.wishes
        }
        guard !wishes.isEmpty else { return }
        receiver.value?.receive(wishes)
    }
}
