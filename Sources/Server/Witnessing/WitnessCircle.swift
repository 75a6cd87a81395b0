import AuditLog
import Files
import HTTP
import Logging
import Wire

/// The witnesses that an operator configured: when each is asked, what each said last, and what to tell about it.
actor WitnessCircle {
    let clients: [WitnessClient]
    private let file: String
    private var standings: [WitnessStanding]
    /// What each has cosigned, as far as it said: proofs start there.
    private var known: [UInt64]
    private var written: String?
    /// Pauses since the start, and at which of them each witness is asked again.
    private var pauses = 0
    private var due: [Int]
    private var failures: [Int]
    let log: Logger
    private let events: [AsyncStream<Void>]
    private let wakers: [AsyncStream<Void>.Continuation]

    /// How long one request may take.
    static let requestLimit = Duration.seconds(5)
    /// A witness that failed is asked again after this, then after twice as long, up to `longestPause`.
    static let pause = Duration.seconds(5)
    /// In pauses: 3 minutes.
    ///
    /// As often a witness is asked that waits for nothing.
    private static let longestPause = 36

    init(urls: [HTTPURL], directory: DataDirectory, log: Logger) {
        self.log = log
        clients = urls.map { WitnessClient(url: $0, timeout: Self.requestLimit) }
        file = directory.witnessStatus
        let before = directory.readWitnesses()
        standings = clients.map { client in
            let url = "\(client.url)"
            var standing = before.first { $0.url == url } ?? WitnessStanding(url: url)
            standing.outcome = .waiting
            return standing
        }
        known = clients.map { _ in 0 }
        due = clients.map { _ in 0 }
        failures = clients.map { _ in 0 }
        let streams = clients.map { _ in
            AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        }
        events = streams.map(\.stream)
        wakers = streams.map(\.continuation)
    }

    nonisolated var isEmpty: Bool { clients.isEmpty }

    /// There is, or may be, something to submit.
    nonisolated func wake() {
        for waker in wakers { waker.yield() }
    }

    /// A pause went by: those that are due are asked again.
    func pausePassed() {
        pauses += 1
        for index in due.indices where due[index] <= pauses {
            due[index] = pauses + Self.longestPause
            wakers[index].yield()
        }
    }

    nonisolated func events(_ index: Int) -> AsyncStream<Void> { events[index] }

    /// Whether this witness cosigned the checkpoint of that size since the start.
    func hasCosigned(_ index: Int, size: UInt64) -> Bool {
        standings[index].outcome == .cosigned && standings[index].size == size
    }

    func known(_ index: Int) -> UInt64 { known[index] }

    func learn(_ index: Int, known size: UInt64) { known[index] = size }

    /// What came of asking a witness; a change for better or worse is told once.
    func record(_ index: Int, _ outcome: WitnessOutcome, size: UInt64, by names: [String] = []) {
        let before = standings[index].outcome
        standings[index].outcome = outcome
        failures[index] = outcome == .cosigned ? 0 : failures[index] + 1
        let wait = failures[index] == 0 ? Self.longestPause : 1 << min(failures[index] - 1, 8)
        due[index] = pauses + min(wait, Self.longestPause)
        if outcome == .cosigned {
            standings[index].size = size
            standings[index].names = names
            if before != .cosigned, before != .waiting {
                log.tell(.witnessBack(clients[index].url, size: size))
            }
        } else if outcome != before {
            log.tell(.witness(clients[index].url, outcome))
        }
        write()
    }

    /// Only where something changed.
    ///
    /// A disk that is full is told by what matters more.
    private func write() {
        let text = WitnessStatusFile.text(standings)
        guard text != written else { return }
        written = text
        try? Files.replace(file, [UInt8](text.utf8), secret: true)
    }
}
