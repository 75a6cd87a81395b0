import AuditLog
import Foundation
import Synchronization
import Testing
import TransparencyLog
import Verification
import Wire

/// Several clients that send reports one after the other, a clock that closes epochs, and a reader of the published
/// files, while somebody else kills the server or cuts its power.
final class Load: Sendable {
    private let crash: CrashSite
    private let ledger: Ledger
    private let clock: MovedClock
    private let place: Place
    private let clients: Int
    private let link: @Sendable () -> SiteLink?
    private let tasks = Mutex<[Task<Void, any Error>]>([])
    private let isStopping = Atomic(false)
    private let repeated = Atomic(0)

    /// - Parameters:
    ///   - crash: makes the reports and sends them.
    ///   - ledger: gets every promise, and every checkpoint that was seen.
    ///   - clock: the server's; only this moves it from `start` to `stop`.
    ///   - clients: how many send at the same time.
    ///   - link: where the server is now; nil while there is none.
    ///   - place: the server's, of which the published files are read.
    init(
        _ crash: CrashSite, _ ledger: Ledger, _ clock: MovedClock, clients: Int,
        link: @escaping @Sendable () -> SiteLink?, place: Place
    ) {
        (self.crash, self.ledger, self.clock) = (crash, ledger, clock)
        (self.clients, self.link, self.place) = (clients, link, place)
    }

    /// Reports that were sent more than once, as the first answer did not come.
    var repetitions: Int { repeated.load(ordering: .relaxed) }

    func start(epochEvery period: Duration) {
        tasks.withLock { tasks in
            for _ in 0..<clients { tasks.append(Task { try await self.client() }) }
            tasks.append(
                Task {
                    while !self.isStopping.load(ordering: .relaxed) {
                        try await Task.sleep(for: period)
                        try self.clock.tick()
                    }
                })
            tasks.append(
                Task {
                    while !self.isStopping.load(ordering: .relaxed) {
                        if let seen = try self.place.publicCheckpoint() {
                            self.ledger.add(seen, seenIn: "the published files")
                        }
                        try await Task.sleep(for: .milliseconds(30))
                    }
                })
        }
    }

    /// Each client's last report gets its promise, then all end.
    ///
    /// A server must run.
    func stop() async throws {
        isStopping.store(true, ordering: .relaxed)
        for task in tasks.withLock({ $0 }) { try await task.value }
    }

    /// Sends a report until it is promised, and then the next one.
    private func client() async throws {
        var visit: SiteConnection?
        while !isStopping.load(ordering: .relaxed) {
            let report = try crash.report()
            var attempts = 0
            while true {
                do {
                    guard let link = link() else { throw CrashSite.ServerEnded() }
                    if visit == nil {
                        let made = try await SiteConnection.connect(
                            to: SiteAddress(link: link), now: clock.now)
                        ledger.add(made.site.checkpoint.checkpoint, seenIn: "a visit")
                        visit = made
                    }
                    guard let visit else { continue }
                    attempts += 1
                    try await crash.submit(report, visit, ledger, clock)
                    break
                } catch {
                    visit = nil
                    try await Task.sleep(for: .milliseconds(20))
                }
            }
            if attempts > 1 { repeated.add(1, ordering: .relaxed) }
            try await Task.sleep(for: .milliseconds(10))
        }
        await visit?.close()
    }
}
