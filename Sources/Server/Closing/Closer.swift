import AuditLog
import Logging
import Storage
import Wire

/// Closes the epochs of a running server as they become due, and shows each batch to everybody.
package final class Closer: Sendable {
    private let state: SiteState
    private let sequencer: Sequencer
    private let publisher: Publisher
    private let turn = Turn()
    private let clock: ClockWatch
    private let log: Logger
    private let onPublished: @Sendable () async throws -> Void

    /// Calls `onPublished` once a batch is shown, before its files are written; its error ends the close.
    init(
        _ state: SiteState, _ sequencer: Sequencer, _ publisher: Publisher, clock: ClockWatch, log: Logger,
        onPublished: @escaping @Sendable () async throws -> Void
    ) {
        self.state = state
        self.sequencer = sequencer
        self.publisher = publisher
        self.clock = clock
        self.log = log
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
        guard known.clock.due(at: state.now(), lastCut: known.epoch.number) != nil,
            try await sequencer.closeIfDue(now: state.now()),
            let site = try await PublishedSite(reading: state.store)
        else { return }
        state.show(site)
        try await onPublished()
        await publisher.writeOrTell()
        try await state.store.settle()
    }

    /// Seconds until the next epoch is due, at least 0.
    package var untilNextEpoch: UInt64 {
        let (site, now) = (state.site, state.now())
        let next = site.clock.scheduled(max(site.clock.number(at: now), site.epoch.number).plus(1)) ?? .max
        return next.less(now)
    }

    /// Closes epochs until it is cancelled, or until closing fails.
    func run() async throws {
        // What a close before the last end left unmoved.
        try await state.store.settle()
        while true {
            do {
                try await closeIfDue()
            } catch StoreError.full {
                log.tell(.diskFull)
                try await Task.sleep(for: .seconds(5))
            }
            // The clock may be set while this sleeps, so it is asked again and again.
            let wait = min(max(untilNextEpoch, 1), 30)
            try await Task.sleep(for: wait == 1 ? .milliseconds(100) : .seconds(wait - 1))
        }
    }
}
