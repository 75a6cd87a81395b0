import NIOCore
import Wire

/// A connection's calls that want to work, and what they may hold until they do; on its event loop.
struct WorkLine {
    /// Calls of one connection at work at once.
    static let mostWorking = 8
    /// Of these, calls whose answers are streams: each has a portion of its answer in memory, and so have those whose
    /// portion is not yet with the socket.
    static let mostProducing = 2
    /// Bytes of requests that wait for their turn.
    static let mostHeld = 524_288

    private var wanting = CircularBuffer<UInt32>()
    /// Calls at a place.
    var working = 0
    /// Bytes of requests that no task has taken.
    var heldBytes = 0
    private var isWaitingForPlace = false
    private var hasPlace = false
    private var isWaitingForRoom = false
    private var wasToldOfRoom = false

    var count: Int { wanting.count }

    mutating func append(_ stream: UInt32) { wanting.append(stream) }
    mutating func prepend(_ stream: UInt32) { wanting.prepend(stream) }
    mutating func next() -> UInt32? { wanting.popFirst() }

    /// The place that was waited for is there.
    mutating func receivePlace() {
        isWaitingForPlace = false
        hasPlace = true
    }

    /// Whether there is a place now; if not, there will be.
    mutating func takePlace(_ workshop: Workshop, _ mailbox: Mailbox<ServerCommand>) -> Bool {
        if hasPlace {
            hasPlace = false
            return true
        }
        guard !isWaitingForPlace else { return false }
        if workshop.take(for: mailbox) { return true }
        isWaitingForPlace = true
        return false
    }

    /// Gives a place back that nobody here wants now.
    mutating func returnPlace(_ workshop: Workshop) {
        guard hasPlace else { return }
        hasPlace = false
        workshop.leave()
    }

    /// Asks to be told, once, when there is room for an answer.
    mutating func awaitRoom(_ workshop: Workshop, _ mailbox: Mailbox<ServerCommand>) {
        guard !isWaitingForRoom else { return }
        isWaitingForRoom = true
        workshop.awaitRoom(for: mailbox)
    }

    /// There may be room.
    mutating func receiveRoom() {
        isWaitingForRoom = false
        wasToldOfRoom = true
    }

    /// Tells the next connection of room that this one has left.
    mutating func passRoomOn(_ workshop: Workshop) {
        guard wasToldOfRoom else { return }
        wasToldOfRoom = false
        workshop.passRoomOn()
    }
}

/// Which calls work: those with something to do, in turn, at a place of the workshop, and only for a client that takes its
/// answers.
extension ServerRole {
    /// Puts a call into the line, if it has something to do.
    func want(_ stream: UInt32, _ call: IncomingCall) {
        guard call.work == .none, call.hasWork else { return }
        call.work = .wanting
        line.append(stream)
    }

    /// The call's task has given its place back.
    func rest(_ stream: UInt32, hadPlace: Bool) {
        if hadPlace { line.working -= 1 }
        guard let call = calls[stream] else { return }
        call.work = .none
        want(stream, call)
    }

    /// The call's task is over.
    func ended(_ stream: UInt32, hadPlace: Bool) {
        if hadPlace { line.working -= 1 }
        if visit.working == stream { visit.working = nil }
        calls[stream]?.taskEnded()
    }

    /// A request of so many bytes was taken.
    func release(_ length: Int, of call: IncomingCall) {
        let length = min(length, call.heldBytes)
        call.heldBytes -= length
        line.heldBytes -= length
    }

    /// Lets calls work while there are places, each of the line looked at once.
    func startWork(_ link: FrameLink) {
        guard !isClosed else { return }
        for _ in 0..<line.count {
            guard line.working < WorkLine.mostWorking, link.isWritable, let stream = line.next() else {
                break
            }
            guard let call = calls[stream] else { continue }
            guard mayWork(stream, call, link) else {
                line.append(stream)
                continue
            }
            guard line.takePlace(workshop, mailbox) else {
                line.prepend(stream)
                break
            }
            start(stream, call, link)
        }
        line.returnPlace(workshop)
    }

    private func start(_ stream: UInt32, _ call: IncomingCall, _ link: FrameLink) {
        if call.startsAnew { beginCell(stream, at: link.now) }
        guard call.goOn() else { return workshop.leave() }
        call.work = .working
        line.working += 1
        if !call.streamsRequests { release(call.heldBytes, of: call) }
    }

    private func mayWork(_ stream: UInt32, _ call: IncomingCall, _ link: FrameLink) -> Bool {
        if call.startsAnew {
            guard visit.working == nil, link.now >= visit.ready else { return false }
        } else if call.isProducing {
            guard call.waiting.isEmpty, producing < WorkLine.mostProducing,
                machine?.isReadyToSend(stream) == true
            else { return false }
        }
        guard workshop.hasRoom || isAnswerOwn(call) else {
            line.awaitRoom(workshop, mailbox)
            return false
        }
        return true
    }

    /// Whether the call's answer needs no room that others share: it is short, and the only one that waits for this client.
    private func isAnswerOwn(_ call: IncomingCall) -> Bool {
        guard !call.isProducing else { return false }
        return call.streamsRequests || line.working == 0 && reader.held == 0
    }

    /// Calls that have a portion of a streamed answer in memory.
    private var producing: Int {
        calls.values.count { $0.isProducing && ($0.work == .working || !$0.waiting.isEmpty) }
    }

    /// When something is due that no frame or command brings about; `.max` for never.
    var workDeadline: UInt64 {
        guard let link else { return .max }
        let cell =
            if let stream = visit.stream, calls[stream]?.work == .wanting, visit.ready > link.now {
                visit.ready
            } else {
                UInt64.max
            }
        return min(cell, reader.nextLook)
    }

    /// Leaves no place behind that was on its way to this connection.
    func leaveWorkshop(_ undelivered: [ServerCommand]) {
        for case .place in undelivered { line.receivePlace() }
        for case .room in undelivered { line.receiveRoom() }
        line.returnPlace(workshop)
        workshop.countUnread(reader.count(0))
        line.passRoomOn(workshop)
    }

    // MARK: Slow readers

    /// Counts what waits for the client to read, and since when it takes too little; taking enough is doing something.
    func watchReader(_ link: FrameLink) {
        let (unsent, producing) = (link.unsentBytes, producing)
        guard unsent > 0 || reader.held > 0 || producing > 0 else { return }
        let waiting = calls.values.reduce(0) { $0 + $1.waiting.byteCount }
        workshop.countUnread(reader.count(unsent + waiting + producing * Workshop.portion))
        let crowding = workshop.crowding
        let isHeldUp = !link.isWritable || crowding > 0 && waiting > 0
        let isReading = reader.watch(
            isHeldUp: isHeldUp, untaken: isHeldUp ? unsent + link.unacknowledgedBytes : 0, crowding: crowding,
            at: link.now)
        if isReading { activity?.note(link.now) }
    }

    /// Closes the connection of a client that has taken too little for too long.
    func giveUpSlowReader(_ link: FrameLink) {
        watchReader(link)
        reader.giveUp(at: link.now)
    }
}
