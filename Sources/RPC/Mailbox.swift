import NIOCore
import Synchronization

/// What takes a mailbox's commands, on its event loop.
protocol CommandReceiver<Command>: AnyObject {
    associatedtype Command: Sendable

    /// Carries the commands out, in order.
    func receive(_ commands: [Command])
}

/// Takes commands from tasks to a connection on its event loop, in order.
///
/// All that gather before the loop comes round cost one wake-up.
final class Mailbox<Command: Sendable>: Sendable {
    private struct State {
        var commands: [Command] = []
        var isOpen = true
    }

    private let state = Mutex(State())
    private let eventLoop: any EventLoop
    private let receiver: NIOLoopBoundBox<(any CommandReceiver<Command>)?>

    init(eventLoop: any EventLoop) {
        self.eventLoop = eventLoop
        receiver = .makeEmptyBox(eventLoop: eventLoop)
    }

    /// Hands a command over; false where the connection is closed and takes none.
    @discardableResult
    func post(_ command: Command) -> Bool {
        let (isOpen, isFirst) = state.withLock { state in
            guard state.isOpen else { return (false, false) }
            state.commands.append(command)
            return (true, state.commands.count == 1)
        }
        if isFirst { eventLoop.execute { self.deliver() } }
        return isOpen
    }

    /// Names who receives the commands; on the event loop.
    func attach(_ receiver: any CommandReceiver<Command>) {
        self.receiver.value = receiver
    }

    /// Takes no more commands and returns those that were not delivered; on the event loop.
    func close() -> [Command] {
        receiver.value = nil
        return state.withLock { state in
            state.isOpen = false
            defer { state.commands = [] }
            return state.commands
        }
    }

    private func deliver() {
        let commands = state.withLock { state in
            defer { state.commands = [] }
            return state.commands
        }
        guard !commands.isEmpty else { return }
        receiver.value?.receive(commands)
    }
}
