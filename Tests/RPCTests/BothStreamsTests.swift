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
            let port = CallPort(stream: 3, mailbox: mailbox, gauges: Gauges(), visit: Visit())
            let call = BothStreams(port) {
                (requests: Requests<UploadOffset>, replies: Replies<UploadOffset>) async throws(RPCError) in
                while let request = try await requests.next() {
                    try await replies.send(UploadOffset(offset: request.offset * 2))
                }
            }
            for offset in UInt64(1)...3 {
                try call.receive(UploadOffset(offset: offset).encoded().span.bytes)
            }
            call.endRequests()
        }.get()
        #expect(try await eventually { wishes.ending != nil })
        #expect(wishes.ending == Status(.ok))
        #expect(try wishes.messages.map { try UploadOffset(decoding: $0).offset } == [2, 4, 6])
        #expect(wishes.consumed == 24)
    }
}

private final class WishList: WishReceiver, Sendable {
    private let state = Mutex((messages: [[UInt8]](), consumed: 0, ending: Status?.none))

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
