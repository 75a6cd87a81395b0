package import Console
import Synchronization
package import Verification
import Visit
import Wire
import Words

/// Cover traffic: decoy visits at times that nobody can foretell, until the task is cancelled.
///
/// The rules are:
///  - looks come as a Poisson process, so that the next one's time follows from nothing that was seen before;
///  - behind each look the visit leaves as a person's would (`TypingTime`), so that neither moment tells decoys from people;
///  - a visit that fails is not made up for: who cuts connections learns nothing from who comes back;
///  - told to end, it drops what has not begun, and finishes visits that are under way.
package struct DecoySchedule: Sendable {
    /// How many visits there were.
    package struct Tally: Equatable, Sendable {
        /// That were answered in full.
        package internal(set) var done: UInt64 = 0
        /// That were not.
        package internal(set) var failed: UInt64 = 0
        /// Whether the last one was not.
        var isFailing = false
    }

    private final class Count: Sendable {
        let tally = Mutex(Tally())
    }

    private let rate: VisitRate
    private let address: SiteAddress
    private let environment: Environment
    private let sleep: @Sendable (Duration) async throws -> Void

    /// Nothing is sent yet.
    ///
    /// - Parameters:
    ///   - rate: of looks, on average.
    ///   - address: the site's link, the way there, and the pace.
    ///   - environment: clock, randomness, and who is told.
    ///   - sleep: waits between looks; throws where the task is cancelled. A test does not wait.
    package init(
        _ rate: VisitRate, address: SiteAddress, environment: Environment,
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    ) {
        self.rate = rate
        self.address = address
        self.environment = environment
        self.sleep = sleep
    }

    /// Makes decoys until the task is cancelled.
    package func run() async -> Tally {
        address.warnOfNetwork(environment.dialogue)
        environment.dialogue.say(DecoyText.begun(count: rate.count, isDaily: rate.unit == .day))
        let count = Count()
        let chance = Chance(environment.random)
        await withDiscardingTaskGroup { group in
            while (try? await sleep(.seconds(chance.exponential(mean: rate.interval)))) != nil,
                !Task.isCancelled
            {
                group.addTask { await visit(count) }
            }
        }
        return count.tally.withLock { $0 }
    }

    private func visit(_ count: Count) async {
        let visits = CommandVisits(address, environment: quiet)
        let began = environment.now()
        let failure: (any Error)?
        do {
            let seen = try await finished { try await visits.lookAgain() }
            let typed = TypingTime.drawn(environment.random)
            let departure = typed.plus(address.pace.delay(after: typed, isAttended: true))
            if address.pace.departure > 0 {
                await environment.wait(departure.less(environment.now().less(began)))
                guard !Task.isCancelled else { return }
            }
            try await finished { try await visits.decoy(behind: seen) }
            failure = nil
        } catch {
            failure = error
        }
        tell(failure, count)
    }

    /// Where a failure follows a success, and the other way round.
    private func tell(_ failure: (any Error)?, _ count: Count) {
        let isNews = count.tally.withLock { tally in
            let wasFailing = tally.isFailing
            tally.isFailing = failure != nil
            if failure == nil { tally.done = tally.done.plus(1) } else { tally.failed = tally.failed.plus(1) }
            return wasFailing != tally.isFailing
        }
        guard isNews else { return }
        environment.dialogue.say(
            failure.map { DecoyText.failed(($0 as? any Explainable)?.failure) } ?? DecoyText.again)
    }

    /// What is under way is not cut: a broken visit would show who was told to end.
    private func finished<Value: Sendable>(_ body: @escaping @Sendable () async throws -> Value) async throws
        -> Value
    {
        try await Task { try await body() }.value
    }

    private var quiet: Environment {
        var quiet = environment
        quiet.dialogue = Dialogue(
            language: environment.dialogue.language, isInteractive: false, read: { nil }, write: { _ in })
        return quiet
    }
}
