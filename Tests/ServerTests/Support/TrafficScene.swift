import AuditLog
import Console
import Sealing
@testable import Server
import Source
import Synchronization
import TestSupport
import Testing
import Verification
import Visit
import Wire
import Words

/// What a source can do, as a network is to see no difference.
enum TrafficCommand: Int, CaseIterable, Sendable {
    case site, decoy, submit, inbox, unknownCode, reply
}

/// A site with people who reported before, and all that they will do now.
final class TrafficScene: Sendable {
    private let site: TestSite
    private let visits: Int
    /// Whose reports wait; each answers as often as a mailbox may.
    private let known: [TestSource]
    private let unknown: TestSource
    private let newcomers: [TestSource]
    private let next = Mutex(0)

    private static let replies = 16

    private init(
        _ site: TestSite, _ visits: Int, _ known: [TestSource], _ unknown: TestSource,
        _ newcomers: [TestSource]
    ) {
        (self.site, self.visits, self.known, self.unknown, self.newcomers) = (
            site, visits, known, unknown, newcomers
        )
    }

    static func make(_ visits: Int, answerDelay: Duration) async throws -> TrafficScene {
        var site = try await TestSite.make()
        site.configuration.answerDelay = answerDelay
        let people = 2 * visits / replies + 2
        return TrafficScene(
            site, visits, try (0..<people).map { _ in try TestSource(site) }, try TestSource(site),
            try (0..<2 * visits).map { _ in try TestSource(site) })
    }

    /// Serves the site, on which the known have reported.
    func serving<Result>(_ body: (Daemon) async throws -> Result) async throws -> Result {
        try await site.serving { daemon in
            let visit = try await daemon.visit(site)
            for source in known { _ = try await daemon.visit(site).submit(source.submission(to: visit.site)) }
            return try await body(daemon)
        }
    }

    /// The requests of each command as they are encoded, in no cell.
    func requests(_ daemon: Daemon) async throws -> [TrafficCommand: [[UInt8]]] {
        let visit = try await daemon.visit(site)
        let authentication = try visit.authentication(.source, known[0].keys.mailbox)
        let inbox = ExchangeRequest.inbox(InboxRequest(authentication: authentication, item: 0))
        let submit = ExchangeRequest.submit(try unknown.submission(to: visit.site).submit)
        let reply = ExchangeRequest.reply(
            try known[0].reply(to: visit.site.keys[0], about: Hash(), counter: 0, visit))
        let decoy = ExchangeRequest.decoy(Decoy())
        let requests: [TrafficCommand: [ExchangeRequest]] = [
            .site: [decoy, decoy], .decoy: [decoy, decoy], .submit: [decoy, submit], .inbox: [inbox, decoy],
            .unknownCode: [inbox, decoy], .reply: [inbox, reply],
        ]
        return try requests.mapValues { try $0.map { try $0.encoded() } }
    }

    /// Makes visits of each command, through the whole way of a source's program behind its questions.
    func guess(_ daemon: Daemon, pace: VisitPace, lanes: Int, run: Int) async throws -> Guesser.Verdict {
        let clock = site.clock
        let environment = Environment(
            now: { clock.now }, random: System.random,
            dialogue: Dialogue(language: .english, isInteractive: false, read: { nil }, write: { _ in }))
        // What is sealed before the look's visit is sealed before all of them: debug builds take too long for steps this short.
        let seen = try await SourceVisit(
            SiteAddress(link: daemon.link), now: { clock.now }, random: System.random
        ).look()
        let sealed = Pile(
            try newcomers[(run * self.visits)..<((run + 1) * self.visits)].map {
                try $0.submission(to: seen.site)
            })
        return try await guess(daemon, lanes: lanes) { command, address in
            var address = address
            address.pace = pace
            let visits = CommandVisits(address, environment: environment)
            var errand = FullErrand(after: try await visits.look())
            switch command {
            case .site, .decoy: break
            case .submit:
                errand.parcel = .submission(try required(sealed.next()), isRepeated: false)
            case .inbox: errand.inbox = self.known[0].keys
            case .unknownCode: errand.inbox = self.unknown.keys
            case .reply:
                let number = self.next.withLock { next in
                    defer { next += 1 }; return next
                }
                errand.inbox = self.known[number % self.known.count].keys
                errand.parcel = .reply(ReplyDraft(text: "Saya melihatnya.", agency: "bkn"))
            }
            let visited = try await visits.full(errand)
            #expect(visited.isWhole)
        }
    }

    func guess(
        _ daemon: Daemon, lanes: Int,
        _ visit: @escaping @Sendable (TrafficCommand, SiteAddress) async throws -> Void
    ) async throws -> Guesser.Verdict {
        let link = daemon.link
        return try await guess(port: link.port, lanes: lanes) { command, port in
            try await visit(
                command,
                SiteAddress(link: SiteLink(host: link.host, port: port, fingerprint: link.fingerprint)))
        }
    }

    /// Makes the visits, all commands in turns that are drawn, captures them, and has them guessed.
    func guess(
        port: UInt16, lanes: Int,
        _ visit: @escaping @Sendable (TrafficCommand, _ port: UInt16) async throws -> Void
    ) async throws -> Guesser.Verdict {
        var generator = SeededGenerator(seed: 23)
        let turns = (0..<visits).flatMap { _ in TrafficCommand.allCases.shuffled(using: &generator) }
        let left = Pile(turns)
        let samples = try await withThrowingTaskGroup(of: [(TrafficCommand, Guesser.Sample)].self) { group in
            for _ in 0..<lanes {
                group.addTask {
                    let capture = try Capture(to: port)
                    defer { capture.stop() }
                    var samples: [(TrafficCommand, Guesser.Sample)] = []
                    while let command = left.next() {
                        try await visit(command, capture.port)
                        samples.append((command, Self.features(try await capture.take())))
                    }
                    return samples
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        return Guesser.leaveOneOut(samples.map(\.1), kinds: samples.map(\.0.rawValue))
    }

    /// All that a network sees: connections, when each begins, and the length and time of each record of each side.
    private static func features(_ connections: [CapturedConnection]) -> Guesser.Sample {
        var sample = Guesser.Sample()
        sample.sizes = [Double(connections.count)]
        let first = connections.first?.begin
        for connection in connections {
            sample.times.append(
                first.flatMap { first in connection.begin.map { ($0 - first) / .milliseconds(1) } } ?? 0)
            for side in [Relay.Side.up, .down] {
                let records = connection.records(side)
                // As many places for each side, so that one more record moves no other feature.
                let padding = [Double](repeating: -1, count: max(24 - records.count, 0))
                sample.sizes += records.map { Double($0.length) } + padding
                sample.times += records.map(\.time) + padding
            }
        }
        return sample
    }
}

/// Things that several take, each once.
private final class Pile<Element: Sendable>: Sendable {
    private let left: Mutex<[Element]>

    init(_ all: [Element]) { left = Mutex(all) }

    func next() -> Element? { left.withLock { $0.popLast() } }
}
