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

    /// Bytes of requests for which there is room, and who waits for how many of them.
    private struct Requests {
        let limit: Int
        var free: Int
        var waiting = CircularBuffer<(bytes: Int, mailbox: Mailbox<ServerCommand>)>()
    }

    private let state: Mutex<State>
    private let unread = Atomic(0)
    private let unreadLimit: Int
    private let readers = Mutex(CircularBuffer<Mailbox<ServerCommand>>())
    private let requests: Mutex<Requests>

    /// Creates a workshop of `places`, with room for `unread` bytes, one portion at least, and for `requests` bytes.
    init(places: Int, unread: Int, requests: Int) {
        state = Mutex(State(free: max(places, 1)))
        unreadLimit = max(unread, Self.portion)
        self.requests = Mutex(Requests(limit: max(requests, 0), free: max(requests, 0)))
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

    /// How full the room is beyond its half, in percent: slow readers are waited for less then.
    var crowding: Int {
        let beyond = unread.load(ordering: .relaxed) - unreadLimit / 2
        return min(max(beyond, 0) / max(unreadLimit / 200, 1), 100)
    }

    /// Bytes that wait in all.
    var unreadBytes: Int { unread.load(ordering: .relaxed) }

    /// Notes that a connection has so many bytes more that wait, or less.
    func countUnread(_ change: Int) {
        guard change != 0 else { return }
        unread.add(change, ordering: .relaxed)
        if change < 0 { passRoomOn() }
    }

    /// Sends `room` to the mailbox once there may be room again; others that came before it are told first.
    ///
    /// Who is told, and needs it no more or has taken its part, calls `passRoomOn`.
    func awaitRoom(for mailbox: Mailbox<ServerCommand>) {
        readers.withLock { $0.append(mailbox) }
        // It may have come between the look and this.
        passRoomOn()
    }

    /// Tells the connection that has waited longest, where there is room.
    func passRoomOn() {
        while hasRoom, let next = readers.withLock({ $0.popFirst() }) {
            if next.post(.room) { return }
        }
    }

    // MARK: Requests

    /// Bytes of requests for which there is room, beside what each connection may hold.
    var requestRoom: Int { requests.withLock { $0.free } }

    /// Takes room for so many bytes.
    ///
    /// - Returns: whether there was room and nobody waits; if not, none is taken, and the mailbox is sent `requests` with
    ///   these bytes when they are its own. More than there is in all is never sent: such a client goes when it is idle.
    func takeRequests(_ bytes: Int, for mailbox: Mailbox<ServerCommand>) -> Bool {
        requests.withLock { requests in
            if bytes <= requests.free, requests.waiting.isEmpty {
                requests.free -= bytes
                return true
            }
            if bytes <= requests.limit { requests.waiting.append((bytes, mailbox)) }
            return false
        }
    }

    /// Gives room back that was taken, to those that wait, in turn.
    func giveRequests(_ bytes: Int) {
        guard bytes > 0 else { return }
        requests.withLock { $0.free += bytes }
        while true {
            let next = requests.withLock { requests -> (bytes: Int, mailbox: Mailbox<ServerCommand>)? in
                guard let first = requests.waiting.first, first.bytes <= requests.free else { return nil }
                requests.free -= first.bytes
                return requests.waiting.popFirst()
            }
            guard let next else { return }
            if !next.mailbox.post(.requests(next.bytes)) { requests.withLock { $0.free += next.bytes } }
        }
    }
}
