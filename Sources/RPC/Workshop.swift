import NIOCore
import Synchronization

/// What a listener's connections share: places to work at, room for answers that wait for their readers, and room for
/// requests that are not whole or wait for their turn.
///
/// A call works only at a place. A connection waits for one once, behind those that came before it, however many of its
/// calls want one: so they have their turns alike.
final class Workshop: Sendable {
    private struct State {
        var free: Int
        var waiting = CircularBuffer<Mailbox<ServerCommand>>()
    }

    /// Bytes that one portion of an answer may have.
    static let portion = 131_072

    private let state: Mutex<State>
    private let unread = Atomic(0)
    private let unreadLimit: Int
    private let requests: Mutex<Int>

    /// Creates a workshop of `places`, with room for `unread` bytes, one portion at least, and for `requests` bytes.
    init(places: Int, unread: Int, requests: Int) {
        state = Mutex(State(free: max(places, 1)))
        unreadLimit = max(unread, Self.portion)
        self.requests = Mutex(max(requests, 0))
    }

    convenience init(_ options: ListenerOptions) {
        self.init(
            places: options.maximumCalls, unread: options.maximumUnread, requests: options.maximumRequests)
    }

    // MARK: Places

    /// Whether connections wait.
    var isPressed: Bool { state.withLock { !$0.waiting.isEmpty } }

    /// Takes a place; where there is none, false, and the connection is sent `place` when it has one.
    func take(for mailbox: Mailbox<ServerCommand>) -> Bool {
        state.withLock { state in
            guard state.free == 0 else {
                state.free -= 1
                return true
            }
            state.waiting.append(mailbox)
            return false
        }
    }

    /// Gives a place back, to the connection that has waited longest.
    func leave() {
        while true {
            let next = state.withLock { state in
                let next = state.waiting.popFirst()
                if next == nil { state.free += 1 }
                return next
            }
            guard let next, !next.post(.place) else { return }
        }
    }

    // MARK: Unread answers

    /// Whether there is room for one portion more.
    var hasRoom: Bool { unread.load(ordering: .relaxed) + Self.portion <= unreadLimit }

    /// Whether slow readers have taken most of the room: they are waited for less then.
    var isCrowded: Bool { unread.load(ordering: .relaxed) > unreadLimit / 2 }

    /// Bytes that wait in all.
    var unreadBytes: Int { unread.load(ordering: .relaxed) }

    /// Notes that a connection has so many bytes more that wait, or less.
    func countUnread(_ change: Int) {
        guard change != 0 else { return }
        unread.add(change, ordering: .relaxed)
    }

    // MARK: Requests

    /// Bytes of requests for which there is room, beside what each connection may hold.
    var requestRoom: Int { requests.withLock { $0 } }

    /// Takes room for so many bytes; false, and none is taken, where there is less.
    func takeRequests(_ bytes: Int) -> Bool {
        requests.withLock { free in
            guard bytes <= free else { return false }
            free -= bytes
            return true
        }
    }

    /// Gives room back that was taken.
    func giveRequests(_ bytes: Int) {
        guard bytes > 0 else { return }
        requests.withLock { $0 += bytes }
    }
}
