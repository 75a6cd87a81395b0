import NIOCore
import Synchronization
import Wire

/// A call's messages on their way to the task that takes them, in order; one task at a time.
///
/// It holds no more than the stream's window: what is taken is given back as credit.
final class Inlet<Message: WireMessage>: Sendable {
    fileprivate struct State {
        var messages = CircularBuffer<(message: Message, length: Int)>()
        var ending: Ending?
        var waiter: CheckedContinuation<Void, Never>?
        /// Ticks since the waiter waits.
        var ticks = 0
    }

    fileprivate enum Ending {
        case done
        case failed(RPCError)
    }

    fileprivate enum Step {
        case message(Message, length: Int)
        case ended
        case failed(RPCError)
        case wait
    }

    private let state = Mutex(State())
    private let taken: @Sendable (_ length: Int) -> Void

    /// Creates an empty inlet; `taken` is given the length of each message that a task takes.
    init(taken: @escaping @Sendable (_ length: Int) -> Void) {
        self.taken = taken
    }

    /// The next message, or nil behind the last.
    func next() async throws(RPCError) -> Message? {
        while true {
            switch state.withLock({ $0.step() }) {
            case .message(let message, let length):
                taken(length)
                return message
            case .ended:
                return nil
            case .failed(let error):
                throw error
            case .wait:
                guard !Task.isCancelled else { throw .cancelled }
                await change()
            }
        }
    }

    /// What a look finds, without waiting.
    enum Taken {
        case message(Message)
        case ended
        case failed(RPCError)
        case wait
    }

    /// The next message, if it is there.
    func take() -> Taken {
        switch state.withLock({ $0.step() }) {
        case .message(let message, let length):
            taken(length)
            return .message(message)
        case .ended: return .ended
        case .failed(let error): return .failed(error)
        case .wait: return .wait
        }
    }

    /// Whether there is a message, or the end.
    var hasNext: Bool { state.withLock { !$0.isWaiting } }

    /// Takes a message, `length` bytes long when it was on the wire.
    func receive(_ message: Message, length: Int) {
        let waiter = state.withLock { state in
            guard state.ending == nil else { return nil as CheckedContinuation<Void, Never>? }
            state.messages.append((message, length))
            return state.takeWaiter()
        }
        waiter?.resume()
    }

    /// The last message has come, or none more comes because of `error`; the first ending counts.
    func finish(_ error: RPCError? = nil) {
        let waiter = state.withLock { state in
            guard state.ending == nil else { return nil as CheckedContinuation<Void, Never>? }
            state.ending = error.map { .failed($0) } ?? .done
            return state.takeWaiter()
        }
        waiter?.resume()
    }

    /// A tick has passed: how many since a task waits; 0 while none does.
    func ticked() -> Int {
        state.withLock { state in
            state.ticks = state.waiter == nil ? 0 : state.ticks + 1
            return state.ticks
        }
    }

    private func change() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
                let displaced: CheckedContinuation<Void, Never>? = state.withLock { state in
                    // A cancellation before this has found no waiter.
                    guard state.isWaiting, !Task.isCancelled else { return continuation }
                    defer { state.waiter = continuation }
                    return state.waiter
                }
                displaced?.resume()
            }
        } onCancel: {
            state.withLock { $0.takeWaiter() }?.resume()
        }
    }
}

extension Inlet.State {
    fileprivate var isWaiting: Bool { messages.isEmpty && ending == nil }

    fileprivate mutating func step() -> Inlet.Step {
        if let (message, length) = messages.popFirst() { return .message(message, length: length) }
        return switch ending {
        case .done: .ended
        case .failed(let error): .failed(error)
        case nil: .wait
        }
    }

    fileprivate mutating func takeWaiter() -> CheckedContinuation<Void, Never>? {
        defer { (waiter, ticks) = (nil, 0) }
        return waiter
    }
}
