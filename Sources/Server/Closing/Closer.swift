import AuditLog
import Storage
import Synchronization
import Wire

/// Closes the epochs of a running server as they become due, and shows each batch to everybody.
package final class Closer: Sendable {
    private let state: SiteState
    private let sequencer: Sequencer
    private let publisher: Publisher
    let eraser: Eraser
    private let turn = Turn()
    private let clock: ClockWatch
    private let watch: StoreWatch
    private let isUnsettled = Atomic(true)
    private let onPublished: @Sendable () async throws -> Void

    /// Calls `onPublished` once a batch is shown, before its files are written; its error ends the close.
    init(
        _ state: SiteState, _ sequencer: Sequencer, _ publisher: Publisher, clock: ClockWatch,
        watch: StoreWatch, onPublished: @escaping @Sendable () async throws -> Void
    ) {
        self.state = state
        eraser = Eraser(state)
        self.sequencer = sequencer
        self.publisher = publisher
        self.clock = clock
        self.watch = watch
        self.onPublished = onPublished
    }

    /// Closes the epoch that is due, if one is, and shows its batch to everybody.
    ///
    /// The files of the public log do not stop anything: the next close brings them up to date.
    package func closeIfDue() async throws {
        // One close at a time, whoever asks for it.
        try await turn.run { try await self.closeNow() }
    }

    private func closeNow() async throws {
        try state.checkNotHalted()
        clock.see(state.clockNow)
        let known = state.site
        if isUnsettled.load(ordering: .relaxed) { try await eraser.erase() }
        if known.clock.due(at: state.now(), lastCut: known.epoch.number) != nil {
            _ = try await sequencer.closeIfDue(now: state.now())
            // Also what an earlier try published and did not come to show.
            if let site = try await PublishedSite(reading: state.store), site.size > known.size {
                isUnsettled.store(true, ordering: .relaxed)
                state.show(site)
                try await onPublished()
                await publisher.writeOrTell()
            }
        }
        guard isUnsettled.load(ordering: .relaxed) else { return }
        try await state.store.settle()
        try await eraser.step()
        isUnsettled.store(false, ordering: .relaxed)
        await sequencer.readAhead(state.site.clock)
    }

    /// Seconds until the next epoch is due, at least 0.
    package var untilNextEpoch: UInt64 {
        let (site, now) = (state.site, state.now())
        let next = site.clock.scheduled(max(site.clock.number(at: now), site.epoch.number).plus(1)) ?? .max
        return next.less(now)
    }

    /// Closes epochs until it is cancelled, or until closing fails; on a full disk or beside a busy database it waits.
    func run() async throws {
        while true {
            try await watch.patiently { try await closeIfDue() }
            // The clock may be set while this sleeps, so it is asked again and again.
            let wait = min(max(untilNextEpoch, 1), 30)
            try await Task.sleep(for: wait == 1 ? .milliseconds(100) : .seconds(wait - 1))
        }
    }
}
