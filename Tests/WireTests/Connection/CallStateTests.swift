import Testing
@testable import Wire

@Suite struct CallStateTests {
    enum Event: Equatable {
        case message(Side)
        case cell(Side)
        case end
        case ok
        case error
    }

    /// What a shape allows, step by step; `last` are the messages that end their side.
    struct Trace {
        var shape: MethodShape
        var events: [Event]
        var last: Set<Int> = []
        var isOver = true
    }

    static let allowed: [Trace] = [
        Trace(shape: .unary, events: [.message(.client), .message(.server)], last: [0, 1]),
        Trace(shape: .unary, events: [.message(.client), .error], last: [0]),
        Trace(shape: .unary, events: [.error]),
        Trace(shape: .clientStreaming, events: [.end, .message(.server)], last: [1]),
        Trace(
            shape: .clientStreaming,
            events: [.message(.client), .message(.client), .end, .message(.server)], last: [3]),
        Trace(shape: .clientStreaming, events: [.message(.client), .message(.server)], last: [1]),
        Trace(shape: .clientStreaming, events: [.message(.client), .end, .error]),
        Trace(shape: .serverStreaming, events: [.message(.client), .ok], last: [0]),
        Trace(
            shape: .serverStreaming,
            events: [.message(.client), .message(.server), .message(.server), .ok], last: [0]),
        Trace(shape: .serverStreaming, events: [.message(.client), .message(.server), .error], last: [0]),
        Trace(shape: .bidirectional, events: [.ok]),
        Trace(
            shape: .bidirectional,
            events: [.message(.server), .message(.client), .end, .message(.server), .ok]),
        Trace(shape: .bidirectional, events: [.message(.client), .error]),
        Trace(
            shape: .exchange,
            events: [.cell(.client), .cell(.server), .cell(.client), .cell(.server), .end, .ok]),
        Trace(shape: .exchange, events: [.cell(.client), .cell(.server)], isOver: false),
        Trace(shape: .exchange, events: [.cell(.client), .error]),
        Trace(shape: .exchange, events: [.end, .error]),
    ]

    @Test(arguments: allowed)
    func allows(_ trace: Trace) throws {
        var state = CallState(trace.shape)
        for (index, event) in trace.events.enumerated() {
            #expect(try apply(event, to: &state) == trace.last.contains(index))
        }
        #expect((state == .closed) == trace.isOver)
        guard trace.isOver else { return }
        for event in [Event.message(.client), .message(.server), .end, .ok, .error] {
            #expect(throws: Violation.self) { try apply(event, to: &state) }
        }
    }

    static let refused: [(MethodShape, [Event], Event, Violation)] = [
        (.unary, [], .message(.server), .replyBeforeRequest),
        (.unary, [], .end, .endWithoutMessage),
        (.unary, [], .ok, .okWithoutReply),
        (.unary, [.message(.client)], .message(.client), .messageAfterEnd),
        (.unary, [.message(.client)], .end, .secondEnd),
        (.unary, [.message(.client)], .ok, .okWithoutReply),
        (.clientStreaming, [.message(.client)], .ok, .okWithoutReply),
        (.clientStreaming, [.end], .message(.client), .messageAfterEnd),
        (.clientStreaming, [.end], .end, .secondEnd),
        (.clientStreaming, [.end], .ok, .okWithoutReply),
        (.serverStreaming, [], .message(.server), .replyBeforeRequest),
        (.serverStreaming, [], .end, .endWithoutMessage),
        (.serverStreaming, [.message(.client)], .message(.client), .messageAfterEnd),
        (.bidirectional, [.end], .message(.client), .messageAfterEnd),
        (.bidirectional, [.end], .end, .secondEnd),
        (.exchange, [], .cell(.server), .outOfTurn),
        (.exchange, [], .message(.client), .notACell),
        (.exchange, [.cell(.client)], .cell(.client), .outOfTurn),
        (.exchange, [.cell(.client)], .end, .outOfTurn),
        (.exchange, [.cell(.client)], .message(.server), .notACell),
        (.exchange, [.end], .cell(.client), .messageAfterEnd),
        (.exchange, [.end], .cell(.server), .messageAfterEnd),
        (.exchange, [.end], .end, .secondEnd),
    ]

    @Test(arguments: refused)
    func refuses(_ shape: MethodShape, _ before: [Event], _ event: Event, _ violation: Violation) throws {
        var state = CallState(shape)
        for event in before { _ = try apply(event, to: &state) }
        let unchanged = state
        #expect(throws: violation) { try apply(event, to: &state) }
        #expect(state == unchanged)
    }

    @Test func saysWhoMayStillSpeak() throws {
        var state = CallState(.clientStreaming)
        #expect(state.isOpen(.client) && state.isOpen(.server))
        try state.end()
        #expect(!state.isOpen(.client) && state.isOpen(.server))
        _ = try state.message(from: .server, length: 1)
        #expect(!state.isOpen(.client) && !state.isOpen(.server))
        var exchange = CallState(.exchange)
        #expect(exchange.isOpen(.client) && exchange.isOpen(.server))
        try exchange.end()
        #expect(!exchange.isOpen(.client) && !exchange.isOpen(.server))
    }

    private func apply(_ event: Event, to state: inout CallState) throws(Violation) -> Bool {
        switch event {
        case .message(let side): return try state.message(from: side, length: 10)
        case .cell(let side): return try state.message(from: side, length: Cell.contentSize)
        case .end: try state.end()
        case .ok: try state.status(.ok)
        case .error: try state.status(.notFound)
        }
        return false
    }
}
