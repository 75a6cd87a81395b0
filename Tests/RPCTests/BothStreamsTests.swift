import NIOCore
import NIOPosix
@testable import RPC
import Synchronization
import Testing
import Wire

/// The schema has no method that streams both ways; the server's part of one is tested alone.
@Suite struct BothStreamsTests {
    @Test func `each request is answered as it comes, and the end by the end`() async throws {
        let eventLoop = MultiThreadedEventLoopGroup.singleton.next()
        let wishes = WishList()
        let mailbox = Mailbox<ServerWish>(eventLoop: eventLoop)
        try await eventLoop.submit {
            mailbox.attach(wishes)
            let call = doubling(CallPort(stream: 3, mailbox: mailbox, gauges: Gauges(), visit: Visit()))
            for offset in UInt64(1)...3 {
                let bytes = try UploadOffset(offset: offset).encoded()
                try call.receive(bytes.span.bytes)
            }
            call.endRequests()
        }.get()
        #expect(try await eventually { wishes.ending != nil })
        #expect(wishes.ending == Status(.ok))
        #expect(try wishes.messages.map { try UploadOffset(decoding: $0).offset } == [2, 4, 6])
        #expect(wishes.consumed == 24)
    }
}

private func doubling(_ port: CallPort) -> IncomingCall {
    BothStreams(port) {
        (requests: Requests<UploadOffset>, replies: Replies<UploadOffset>) async throws(RPCError) in
        while let request = try await requests.next() {
            try await replies.send(UploadOffset(offset: request.offset * 2))
        }
    }
}

private final class WishList: WishReceiver, Sendable {
    private struct State {
        var messages: [[UInt8]] = []
        var consumed = 0
        var ending: Status?
    }

    private let state = Mutex(State())

    var messages: [[UInt8]] { state.withLock { $0.messages } }
    var consumed: Int { state.withLock { $0.consumed } }
    var ending: Status? { state.withLock { $0.ending } }

    func receive(_ wishes: [ServerWish]) {
        for wish in wishes {
            state.withLock { state in
                switch wish {
                case .message(3, let bytes, _): state.messages.append(bytes)
                case .consumed(3, let length): state.consumed += length
                case .finish(3, let status): state.ending = status
                default: Issue.record("not expected: \(wish)")
                }
            }
        }
    }
}
