import Synchronization
import Wire

/// Holds senders back on a stream: beyond `limit` bytes that were not yet written, a sender waits.
///
/// A message counts as written when the stream had credit for it and the socket took it.
final class Outlet: Sendable {
    fileprivate struct State {
        var held = 0
        var failure: RPCError?
        var waiters: [(id: UInt64, continuation: CheckedContinuation<Void, Never>)] = []
        var lastID: UInt64 = 0
        /// Ticks since something was written, while a sender waits.
        var ticks = 0
    }

    fileprivate enum Step {
        case go
        case wait
        case failed(RPCError)
    }

    /// Bytes that may wait to be written, as many as a server takes at once: while some go out, the next ones are made.
    ///
    /// A longer message waits alone.
    static let limit = Int(Settings.floor.initialCredit)

    private let state = Mutex(State())
    private let post: @Sendable ([UInt8], Outlet) -> Bool

    /// Creates an outlet; `post` hands a message to the connection, false where that is closed.
    init(post: @escaping @Sendable ([UInt8], Outlet) -> Bool) {
        self.post = post
    }

    /// Suspends until the message may be handed over; throws what ended the call.
    func send(_ message: [UInt8]) async throws(RPCError) {
        while true {
            guard !Task.isCancelled else { throw .cancelled }
            switch state.withLock({ $0.reserve(message.count) }) {
            case .go:
                guard post(message, self) else { throw .connectionLost }
                return
            case .wait:
                await room(for: message.count)
            case .failed(let error):
                throw error
            }
        }
    }

    /// The connection has written a message of `length` bytes.
    func written(_ length: Int) {
        release { $0.held -= length }
    }

    /// A tick has passed: how many since a sender waits and nothing was written; 0 while none waits.
    func ticked() -> Int {
        state.withLock { state in
            state.ticks = state.waiters.isEmpty ? 0 : state.ticks + 1
            return state.ticks
        }
    }

    /// Nothing more can be sent; the first reason counts.
    func fail(_ error: RPCError) {
        release { state in
            if state.failure == nil { state.failure = error }
        }
    }

    private func release(_ change: (inout State) -> Void) {
        let waiters = state.withLock { state in
            change(&state)
            defer { (state.waiters, state.ticks) = ([], 0) }
            return state.waiters
        }
        for waiter in waiters { waiter.continuation.resume() }
    }

    private func room(for count: Int) async {
        let id = state.withLock { state in
            state.lastID += 1
            return state.lastID
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
                let mustWait: Bool = state.withLock { state in
                    // A cancellation before this has found no waiter.
                    guard state.failure == nil, !state.hasRoom(for: count), !Task.isCancelled else {
                        return false
                    }
                    state.waiters.append((id, continuation))
                    return true
                }
                if !mustWait { continuation.resume() }
            }
        } onCancel: {
            let waiter = state.withLock { state in
                state.waiters.firstIndex { $0.id == id }.map { state.waiters.remove(at: $0) }
            }
            waiter?.continuation.resume()
        }
    }
}

extension Outlet.State {
    fileprivate func hasRoom(for count: Int) -> Bool {
        held == 0 || held + count <= Outlet.limit
    }

    fileprivate mutating func reserve(_ count: Int) -> Outlet.Step {
        if let failure { return .failed(failure) }
        guard hasRoom(for: count) else { return .wait }
        held += count
        return .go
    }
}
