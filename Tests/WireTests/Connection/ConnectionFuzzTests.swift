import TestSupport
import Testing
@testable import Wire

/// Whatever bytes and commands come, in whatever order: no trap, and a machine that is either open, and answers
/// only about calls that are open, or closed, and answers nothing more.
@Suite struct ConnectionFuzzTests {
    @Test(arguments: 0..<20)
    func aServerStandsAnything(_ seed: Int) throws {
        var fuzzer = Fuzzer(seed: UInt64(seed))
        var frames = 0
        while frames < 2_500 {
            var server = FuzzedServer(at: fuzzer.now)
            for _ in 0..<fuzzer.visitLength where !server.machine.isClosed {
                frames += 1
                if let frame = fuzzer.frame(from: .client) { server.receive(frame, at: fuzzer.now) }
                server.command(&fuzzer)
            }
            server.close(at: fuzzer.now)
        }
    }

    @Test(arguments: 0..<20)
    func aClientStandsAnything(_ seed: Int) throws {
        var fuzzer = Fuzzer(seed: UInt64(seed) + 1_000)
        var frames = 0
        while frames < 2_500 {
            var client = FuzzedClient(at: fuzzer.now)
            for _ in 0..<fuzzer.visitLength where !client.machine.isClosed {
                frames += 1
                client.command(&fuzzer)
                if let frame = fuzzer.frame(from: .server) { client.receive(frame, at: fuzzer.now) }
            }
            client.close(at: fuzzer.now)
        }
    }
}

private struct FuzzedServer: ~Copyable {
    var machine: ServerConnection
    private var open: Set<UInt32> = []

    init(at now: UInt64) {
        machine = ServerConnection(at: now)
        _ = machine.received(.settings(.floor), at: now)
    }

    mutating func receive(_ frame: Result<Frame, ProtocolError>, at now: UInt64) {
        switch frame {
        case .success(let frame): check(machine.received(frame, at: now))
        case .failure(let error): check(machine.failed(error))
        }
    }

    mutating func command(_ fuzzer: inout Fuzzer) {
        let stream = fuzzer.stream()
        let length = fuzzer.length()
        switch fuzzer.command() {
        case 0:
            if case .write(true)? = try? machine.send(stream, length: length) { open.remove(stream) }
        case 1:
            let status = Status(fuzzer.code())
            switch try? machine.finish(stream, status, at: fuzzer.now) {
            case nil, .some(.none): break
            case .write(.status(stream, status)): #expect(open.remove(stream) != nil)
            case .some(let action): check(action)
            }
        case 2: _ = machine.consumed(stream, length: length)
        case 3:
            let now = fuzzer.now
            while true {
                let action = machine.timePassed(now)
                guard action != .none else { break }
                check(action)
            }
            #expect(machine.nextDeadline.map { $0 > now } ?? machine.isClosed)
        case 4 where fuzzer.isRare(): _ = machine.drain(until: fuzzer.now + 1_000)
        default: break
        }
    }

    /// However it stands, 20 silent seconds end it.
    mutating func close(at now: UInt64) {
        let end = now + 20_000
        for _ in 0..<100 { check(machine.timePassed(end)) }
        #expect(machine.isClosed && machine.nextDeadline == nil && open.isEmpty)
        #expect(machine.received(.ping(Ping("late")), at: end) == .none)
        #expect(machine.timePassed(.max) == .none)
    }

    private mutating func check(_ action: ServerAction) {
        switch action {
        case .none, .write: break
        case .open(let stream, _): #expect(open.insert(stream).inserted && open.count <= 64)
        case .deliver(let stream, _), .endRequest(let stream), .resume(let stream):
            #expect(open.contains(stream))
        case .abandon(let stream), .fail(let stream, _): #expect(open.remove(stream) != nil)
        case .close:
            #expect(machine.isClosed == true)
            open = []
        }
    }
}

private struct FuzzedClient: ~Copyable {
    var machine: ClientConnection
    private var open: Set<UInt32> = []

    init(at now: UInt64) {
        machine = ClientConnection(at: now)
        _ = machine.received(.settings(.floor), at: now)
    }

    mutating func receive(_ frame: Result<Frame, ProtocolError>, at now: UInt64) {
        switch frame {
        case .success(let frame): check(machine.received(frame, at: now))
        case .failure(let error): check(machine.failed(error))
        }
    }

    mutating func command(_ fuzzer: inout Fuzzer) {
        let stream = fuzzer.stream()
        let length = fuzzer.length()
        switch fuzzer.command() {
        case 0: _ = try? machine.send(stream, length: length)
        case 1: _ = try? machine.end(stream)
        case 2: _ = machine.consumed(stream, length: length)
        case 3:
            let now = fuzzer.now
            while true {
                let action = machine.timePassed(now)
                guard action != .none else { break }
                check(action)
            }
            #expect(machine.nextDeadline.map { $0 > now } ?? true)
        case 4 where fuzzer.isRare():
            if machine.cancel(stream) != nil { #expect(open.remove(stream) != nil) }
        default:
            guard let method = Method(rawValue: fuzzer.method()) else { return }
            guard
                case .open(let stream, _) = machine.call(method, deadline: fuzzer.deadline(), at: fuzzer.now)
            else { return }
            #expect(open.insert(stream).inserted && open.count <= 64)
        }
    }

    /// However it stands, 30 silent seconds end every call.
    mutating func close(at now: UInt64) {
        let end = now + 30_000
        for _ in 0..<100 { check(machine.timePassed(end)) }
        #expect(machine.nextDeadline == nil && open.isEmpty)
    }

    private mutating func check(_ action: ClientAction) {
        switch action {
        case .none, .write, .resumeAll: break
        case .deliver(let stream, let isLast):
            #expect(open.contains(stream))
            if isLast { open.remove(stream) }
        case .resume(let stream): #expect(open.contains(stream))
        case .finish(let stream, _), .fail(let stream, _): #expect(open.remove(stream) != nil)
        case .failAbove(let last): open = open.filter { $0 <= last }
        case .abort, .close:
            #expect(machine.isClosed == true)
            open = []
        }
    }
}

/// Frames that are mostly plausible, sometimes mutated in their bytes, and now and then only noise.
private struct Fuzzer {
    private(set) var now: UInt64 = 1_000_000
    private var random: SeededGenerator
    private let decoder = FrameDecoder()
    private static let content = [UInt8](repeating: 7, count: 131_072)
    private var newest: UInt32 = 0

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    var visitLength: Int {
        mutating get {
            newest = 0
            return Int.random(in: 1...400, using: &random)
        }
    }

    mutating func frame(from side: Side) -> Result<Frame, ProtocolError>? {
        now += UInt64.random(in: 0..<200, using: &random)
        let frame = plausible(from: side)
        guard random.chance(1, in: 12) else { return .success(frame) }
        var bytes = FrameEncoder.encode(frame)
        if case .message(_, let length) = frame { bytes += Self.content[..<length] }
        for _ in 0...Int.random(in: 0..<3, using: &random) {
            let index = Int.random(in: 0..<min(bytes.count, 24), using: &random)
            bytes[index] = UInt8.random(in: 0...255, using: &random)
        }
        if random.chance(1, in: 10) {
            bytes = (0..<40).map { _ in UInt8.random(in: 0...255, using: &random) }
        }
        do throws(ProtocolError) {
            guard case .frame(let frame, let size) = try decoder.next(in: bytes.span.bytes) else {
                return nil
            }
            #expect(size <= bytes.count)
            return .success(frame)
        } catch {
            return .failure(error)
        }
    }

    private mutating func plausible(from side: Side) -> Frame {
        let stream = stream()
        switch Int.random(in: 0..<22, using: &random) {
        case 0...5 where side == .client:
            newest += random.chance(1, in: 9) ? 3 : 1
            return .call(stream: newest, Call(method: method(), deadline: deadline()))
        case 0...2 where random.chance(3, in: 4): return .status(stream: stream, Status(code()))
        case 6 where side == .client: return .end(stream: stream)
        case 7 where side == .client: return .cancel(stream: stream)
        case 8, 9: return .credit(stream: stream, bytes: credit())
        case 10: return .ping(Ping("fuzz"))
        case 11 where isRare(): return .pong(Ping("fuzz"))
        case 12 where isRare(): return .settings(.floor)
        case 13 where isRare():
            let error = ConnectionError(rawValue: UInt8.random(in: 0...1, using: &random))
            return .goAway(GoAway(lastStream: stream, error: error))
        default: return .message(stream: stream, length: length())
        }
    }

    mutating func stream() -> UInt32 {
        switch Int.random(in: 0..<100, using: &random) {
        case 0: .random(in: 0...UInt32.max, using: &random)
        case 1...30: newest
        default: .random(in: 1...max(newest, 20), using: &random)
        }
    }

    mutating func length() -> Int {
        switch Int.random(in: 0..<10, using: &random) {
        case 0...3: Cell.contentSize
        case 4: Int.random(in: 0...131_072, using: &random)
        default: Int.random(in: 0...300, using: &random)
        }
    }

    mutating func credit() -> UInt32 {
        isRare() ? .random(in: 0...UInt32.max, using: &random) : .random(in: 1...70_000, using: &random)
    }

    mutating func method() -> UInt16 {
        let known: [Method] = [.exchange, .checkpoint, .upload, .entries]
        return isRare()
            ? .random(in: 0...99, using: &random) : known.randomElement(using: &random)?.rawValue ?? 0
    }

    mutating func deadline() -> UInt32 {
        random.chance(1, in: 3) ? .random(in: 0...5_000, using: &random) : 0
    }

    mutating func code() -> StatusCode { StatusCode(rawValue: UInt8.random(in: 0...16, using: &random)) }

    mutating func command() -> Int { Int.random(in: 0..<6, using: &random) }

    mutating func isRare() -> Bool { random.chance(1, in: 25) }
}
