import TestSupport
import Testing
@testable import Wire

/// Both machines back to back, through pipes that cut the bytes anywhere, under random calls, messages,
/// credit, cancels, deadlines and delays: nobody sees a mistake, and both ends agree on every call.
@Suite struct ConnectionModelTests {
    @Test(arguments: 0..<24)
    func bothEndsAgree(_ seed: Int) throws {
        var run = ModelRun(seed: UInt64(seed))
        for _ in 0..<1_500 { try run.step() }
        try run.settle()
        run.check()
    }
}

private struct ModelRun {
    private var random: SeededGenerator
    private var now: UInt64 = 10_000
    private let client: ModelClient
    private let server: ModelServer
    private let drainsAtEnd: Bool
    private var live: [UInt32] = []

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
        var limits = ConnectionLimits()
        limits.visit = .max
        // A busy model cancels more than any client would
        limits.load = 100_000
        if seed.isMultiple(of: 2) { limits.window = 300_000 }
        client = ModelClient(at: now)
        server = ModelServer(limits, at: now)
        drainsAtEnd = seed.isMultiple(of: 3)
    }

    mutating func step() throws {
        switch Int.random(in: 0..<12, using: &random) {
        case 0, 1: try open()
        case 2: try ask()
        case 3, 4: try answer()
        case 5: consume()
        case 6 where random.chance(1, in: 4): cancel()
        case 7: try pass(UInt64.random(in: 0..<300, using: &random))
        case 8, 9: try server.receive(from: &client.out, limit: slice(client.out.count), at: now)
        default: try client.receive(from: &server.out, limit: slice(server.out.count), at: now)
        }
    }

    /// Everything that is open comes to its end.
    mutating func settle() throws {
        if drainsAtEnd { server.drain(until: now + 1_000_000) }
        for _ in 0..<5_000 where client.out.count + server.out.count + openCalls.count > 0 {
            for stream in openCalls {
                if client.calls[stream]?.ending == nil { try endRequest(stream) }
                if let call = server.calls[stream], call.isRequestComplete || call.method.shape == .exchange {
                    try endReply(stream)
                }
                while client.calls[stream]?.unconsumed.isEmpty == false { client.consume(stream) }
                while server.calls[stream]?.unconsumed.isEmpty == false { server.consume(stream) }
                try client.flush(stream)
                try server.flush(stream)
            }
            try server.receive(from: &client.out, limit: .max, at: now)
            try client.receive(from: &server.out, limit: .max, at: now)
            try pass(10)
        }
    }

    mutating func check() {
        let open = openCalls
        #expect(open.isEmpty && client.out.count == 0 && server.out.count == 0)
        #expect(client.isClosed == drainsAtEnd && server.isClosed == drainsAtEnd)
        var ends: [String: Int] = [:]
        for (stream, call) in client.calls {
            #expect(call.outcome != nil)
            guard let other = server.calls[stream] else {
                // Refused, or cancelled before it was taken up
                #expect(call.outcome != .reply && call.delivered.isEmpty)
                continue
            }
            ends["\(call.outcome.map { "\($0)" } ?? "open")", default: 0] += 1
            #expect(other.outcome != nil)
            #expect(other.method == call.method)
            #expect(call.written.starts(with: other.delivered))
            #expect(other.written.starts(with: call.delivered))
            switch call.outcome {
            case .reply, .status(.ok), .status(.aborted):
                #expect(call.outcome == other.outcome)
                #expect(call.delivered == other.written)
            case .status, .cancelled, nil:
                break
            }
        }
        #expect(ends.count > 3, "the model does something: \(ends)")
    }

    // MARK: What the applications do

    /// Those that one end at least has not seen the end of, or may still hear of.
    private var openCalls: [UInt32] {
        mutating get {
            live.removeAll { stream in
                guard client.calls[stream]?.outcome != nil else { return false }
                return server.calls[stream].map { $0.outcome != nil } ?? (client.out.count == 0)
            }
            return live
        }
    }

    private mutating func open() throws {
        let methods: [Method] = [.exchange, .checkpoint, .upload, .entries]
        guard let method = methods.randomElement(using: &random) else { return }
        let deadline: UInt32 = random.chance(1, in: 4) ? .random(in: 1..<3_000, using: &random) : 0
        guard let stream = client.open(method, deadline: deadline, at: now) else { return }
        live.append(stream)
        if random.chance(3, in: 4), method != .upload { try request(stream) }
    }

    private mutating func ask() throws {
        guard let stream = openCalls.randomElement(using: &random) else { return }
        try request(stream)
        if random.chance(1, in: 3) { try endRequest(stream) }
    }

    private mutating func request(_ stream: UInt32) throws {
        guard let call = client.calls[stream], call.outcome == nil, !client.hasEnded.contains(stream) else {
            return
        }
        switch call.method.shape {
        case .unary, .serverStreaming:
            guard call.written.isEmpty, call.waiting.isEmpty else { return }
            client.calls[stream]?.waiting.append(length())
        case .clientStreaming, .bidirectional:
            client.calls[stream]?.waiting.append(length())
        case .exchange:
            guard call.waiting.isEmpty, call.written.count == call.delivered.count else { return }
            client.calls[stream]?.waiting.append(Cell.contentSize)
        }
        try client.flush(stream)
    }

    private mutating func endRequest(_ stream: UInt32) throws {
        guard let call = client.calls[stream], call.outcome == nil, !client.hasEnded.contains(stream) else {
            return
        }
        switch call.method.shape {
        case .unary, .serverStreaming:
            return try request(stream)
        case .clientStreaming, .bidirectional:
            break
        case .exchange:
            guard call.waiting.isEmpty, call.written.count == call.delivered.count else { return }
        }
        client.hasEnded.insert(stream)
        client.calls[stream]?.ending = .side
        try client.flush(stream)
    }

    private mutating func answer() throws {
        guard let stream = openCalls.randomElement(using: &random), let call = server.calls[stream],
            call.outcome == nil, call.ending == nil
        else { return }
        switch call.method.shape {
        case .serverStreaming, .bidirectional:
            guard call.isRequestComplete || call.method.shape == .bidirectional else { break }
            server.calls[stream]?.waiting.append(length())
        case .exchange:
            guard call.delivered.count > call.written.count else { break }
            server.calls[stream]?.waiting.append(Cell.contentSize)
        case .unary, .clientStreaming:
            break
        }
        try server.flush(stream)
        if random.chance(1, in: 5) { try endReply(stream) }
    }

    private mutating func endReply(_ stream: UInt32) throws {
        guard let call = server.calls[stream], call.outcome == nil, call.ending == nil else { return }
        let fails = random.chance(1, in: 4)
        switch call.method.shape {
        case .unary, .clientStreaming:
            let mayReply = call.isRequestComplete || call.method.shape == .clientStreaming
            guard mayReply || fails else { return }
            if fails {
                server.calls[stream]?.ending = .status(.aborted)
            } else if call.waiting.isEmpty {
                server.calls[stream]?.waiting.append(length())
            }
        case .serverStreaming, .bidirectional, .exchange:
            server.calls[stream]?.ending = .status(fails ? .aborted : .ok)
        }
        try server.flush(stream)
    }

    private mutating func consume() {
        for stream in openCalls {
            client.consume(stream)
            server.consume(stream)
        }
    }

    private mutating func cancel() {
        guard let stream = openCalls.randomElement(using: &random) else { return }
        client.cancel(stream)
    }

    private mutating func pass(_ milliseconds: UInt64) throws {
        now += milliseconds
        try client.pass(now)
        try server.pass(now)
    }

    private mutating func slice(_ count: Int) -> Int {
        random.chance(1, in: 3) ? count : Int.random(in: 0...count, using: &random)
    }

    private mutating func length() -> Int {
        switch Int.random(in: 0..<10, using: &random) {
        case 0: 0
        case 1: 131_072
        case 2, 3: Int.random(in: 60_000...131_072, using: &random)
        default: Int.random(in: 1..<2_000, using: &random)
        }
    }
}
