import Logging
@testable import Server
import Storage
import Synchronization
import TestSupport
import Testing

/// A full disk and a busy database end nothing, and are told once.
@Suite(.timeLimit(.minutes(3))) struct StoreWatchTests {
    @Test func it_waits_and_tells_when_it_begins_and_when_it_is_over() async throws {
        let notices = Notices()
        let watch = StoreWatch(log: notices.log(Configuration()), pause: .milliseconds(1))
        var tries = 0
        let value = try await watch.patiently {
            tries += 1
            switch tries {
            case 1, 2: throw StoreError.busy
            case 3, 4: throw StoreError.full
            default: return tries
            }
        }
        #expect(value == 5)
        #expect(notices.all.map { $0.prefix(12) } == ["another proc", "the disk is ", "disk and dat"])
        // The control: nothing else is waited for.
        await #expect(throws: StoreError.refusesWrites) {
            try await watch.patiently { throw StoreError.refusesWrites }
        }
        await #expect(throws: StoreError.full) {
            try await watch.patiently(while: [.busy]) { throw StoreError.full }
        }
    }

    /// Where the database is busy at any step of a close, the epoch is late and the server goes on.
    @Test(arguments: [StoreError.busy, .full])
    func an_epoch_that_is_due_waits(_ error: StoreError) async throws {
        let site = try await TestSite.make()
        let strikes = Strikes()
        let daemon = try await Daemon.start(
            in: site.directory, configuration: site.configuration, now: { [clock = site.clock] in clock.now },
            random: testRandom
        ) { step in
            guard step == .flipCommitted || step == .recordsMoved, strikes.takeOne() else { return }
            throw error
        }
        let run = Task { try await daemon.run() }
        // What a start settles is struck, and the flip of the epoch that is due.
        #expect(try await eventually { strikes.left == 1 })
        site.clock.set(site.due(1))
        #expect(try await eventually(within: .seconds(30)) { daemon.node.site.epoch.number == 1 })
        run.cancel()
        _ = try? await run.value
        await daemon.stop()
        try await site.verifyAll(isAccounted: false)
    }
}

private final class Strikes: Sendable {
    private let count = Mutex(2)
    var left: Int { count.withLock { $0 } }

    func takeOne() -> Bool {
        count.withLock { count in
            defer { count = max(0, count - 1) }
            return count > 0
        }
    }
}
