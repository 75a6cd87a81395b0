import AuditLog
import Foundation
import HTTP
import Keys
import Logging
import Sealing
@testable import Server
import Synchronization
import TestSupport
import Testing
import TransparencyLog
import Wire
import Witness
import Words

/// Something that answers where a witness is expected, and remembers what it was asked.
final class Saksi: Sendable {
    typealias Answer = @Sendable (HTTPRequest) async -> HTTPResponse

    private let listener: HTTPListener
    private let requests: Requests

    private final class Requests: Sendable {
        let list = Mutex<[HTTPRequest]>([])
        let answer: Mutex<Answer>

        init(_ answer: @escaping Answer) { self.answer = Mutex(answer) }
    }

    init(_ answer: @escaping Answer) async throws {
        let requests = Requests(answer)
        self.requests = requests
        listener = try await HTTPListener.bind(HTTPListenerOptions(maximumBody: 65_536)) { request in
            requests.list.withLock { $0.append(request) }
            return await requests.answer.withLock({ $0 })(request)
        }
    }

    /// A real witness of an agency of the site, in memory.
    ///
    /// - Parameters:
    ///   - site: whose log it cosigns.
    ///   - agency: whose key it has.
    ///   - clock: its own; nil for the site's.
    /// - Returns: the witness, which answers already.
    /// - Throws: where its key or the site's log key cannot be read.
    static func honest(
        _ site: TestSite, _ agency: Int = 0, clock: TestClock? = nil
    ) async throws -> Saksi {
        let clock = clock ?? site.clock
        let keys = site.agencies[agency]
        let cosigner = try Cosigner(name: "\(site.made.origin)/\(keys.code)", key: keys.witness)
        let known = try WitnessLogKeys(files: [site.directory.logKey], witness: cosigner.verifierKey)
        let witness = LogWitness(
            cosigner, keys: known, remembering: [:], now: { clock.now }
        ) { _ throws(WitnessError) in }
        return try await Saksi { await respond(to: $0, by: witness) }
    }

    var url: HTTPURL { get throws { try #require(HTTPURL("http://127.0.0.1:\(listener.port)")) } }

    var asked: [HTTPRequest] { requests.list.withLock { $0 } }

    var answering: Answer { requests.answer.withLock { $0 } }

    func change(_ answer: @escaping Answer) { requests.answer.withLock { $0 = answer } }

    func stop() async { await listener.close(within: .zero) }
}

extension TestSite {
    func cosigner(_ agency: Int) throws -> Cosigner {
        try Cosigner(name: "\(made.origin)/\(agencies[agency].code)", key: agencies[agency].witness)
    }

    /// A checkpoint with the log's own signature, whether or not the log has it.
    func note(size: UInt64, root: Hash = sha256([1])) throws -> SignedNote {
        let keys = try SiteKeys(in: directory)
        return try Checkpoint(origin: made.origin, size: size, root: root)
            .signed(by: NoteSigner(name: made.origin, key: keys.log))
    }

    /// Runs the server with its clock of epochs and its witnesses for `body`.
    func running<Result: Sendable>(
        notices: Notices = Notices(), isClockAccepted: Bool = false,
        _ body: (Daemon) async throws -> Result
    ) async throws -> Result {
        try await serving(notices: notices, isClockAccepted: isClockAccepted) { daemon in
            let run = Task { try await daemon.run() }
            do {
                let result = try await body(daemon)
                run.cancel()
                _ = await run.result
                return result
            } catch {
                run.cancel()
                _ = await run.result
                throw error
            }
        }
    }
}

/// What the operator was told.
final class Notices: Sendable {
    private let lines = Mutex<[String]>([])

    func add(_ line: String) { lines.withLock { $0.append(line) } }

    var all: [String] { lines.withLock { $0 } }

    /// What was told since the last call.
    func take() -> [String] {
        lines.withLock { lines in
            defer { lines = [] }
            return lines
        }
    }

    /// Through the server's own handler.
    func log(_ configuration: Configuration = Configuration()) -> Logger {
        Logger(label: "test") { _ in OperatorLogHandler(configuration) { self.add($0) } }
    }
}

/// Until it is so, at most 30 s.
func until(
    sourceLocation: SourceLocation = #_sourceLocation, _ body: () async throws -> Bool
) async throws {
    let isSo = try await eventually(within: .seconds(30), body)
    try #require(isSo, "waited 30 s", sourceLocation: sourceLocation)
}
