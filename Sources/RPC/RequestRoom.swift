/// What a connection holds of requests that are not whole or wait for their turn, and whether it may hold more; on its
/// event loop.
///
/// Each may hold a cell, or a part of an attachment, whatever the others hold: so honest sources get in while others
/// press. What is beyond comes out of a room that all connections share (`Workshop`), and is reserved before it is read:
/// the room of a whole frame with its header, so that none that was begun waits for others to end. Who has to wait is
/// handed its room in turn.
struct RequestRoom {
    /// Bytes that each connection may hold: the longest part of an attachment, with its frame.
    static let own = 69_632

    /// Bytes of the shared room that it has.
    private(set) var reserved = 0
    /// Nothing more is read until there is room.
    private(set) var isHeldBack = false
    private var isWaiting = false

    /// Asks to hold so many bytes, of a frame that comes and of requests that wait; gives back what it does not need.
    ///
    /// - Returns: whether more may be read now; if not, room is handed to the mailbox later.
    mutating func hold(_ bytes: Int, in workshop: Workshop, for mailbox: Mailbox<ServerCommand>) -> Bool {
        let wanted = max(bytes - Self.own, 0)
        if wanted <= reserved {
            workshop.giveRequests(reserved - wanted)
            reserved = wanted
            isHeldBack = false
        } else if isWaiting {
            isHeldBack = true
        } else {
            isHeldBack = !workshop.takeRequests(wanted - reserved, for: mailbox)
            if isHeldBack { isWaiting = true } else { reserved = wanted }
        }
        return !isHeldBack
    }

    /// The room that was waited for is there: `hold` says what of it is needed still.
    mutating func receive(_ bytes: Int) {
        reserved += bytes
        isWaiting = false
    }

    /// Gives everything back: the connection is over.
    mutating func leave(_ workshop: Workshop) {
        workshop.giveRequests(reserved)
        reserved = 0
        isHeldBack = false
    }
}
