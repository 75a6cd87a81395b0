package import AuditLog
package import Console
import Sealing
import Synchronization
package import Verification
package import Visit
import Wire
import Words

/// The two visits of every command, with what the person is told of them.
package struct CommandVisits: Sendable {
    private let address: SiteAddress
    private let environment: Environment
    private let looked = LookEnd()
    private let isWarned: Bool

    /// Nothing is said or sent yet.
    ///
    /// - Parameters:
    ///   - address: the site's link, and the way there.
    ///   - environment: clock, randomness and person.
    ///   - isWarned: what the network sees was said before, in the same run.
    package init(_ address: SiteAddress, environment: Environment, isWarned: Bool = false) {
        self.address = address
        self.environment = environment
        self.isWarned = isWarned
    }

    private var visit: SourceVisit {
        SourceVisit(address, now: environment.now, random: environment.random)
    }

    /// Says what the network sees, then looks.
    ///
    /// - Throws: `VerificationError` where the site is not reached, or is not the link's.
    package func look() async throws(VerificationError) -> SeenSite {
        if !isWarned { address.warnOfNetwork(environment.dialogue) }
        environment.dialogue.farewell(VisitText.stopped)
        return try await lookAgain()
    }

    /// Looks, where everything was said before.
    func lookAgain() async throws(VerificationError) -> SeenSite {
        let seen = try await visit.look()
        looked.time.withLock { $0 = .now }
        return seen
    }

    /// The full visit of a command behind its look.
    ///
    /// - Parameters:
    ///   - errand: what is brought and asked for.
    ///   - began: when the look was, seconds since 1970, where somebody was asked something since: then the visit waits
    ///     for the next full departure, so that the time they needed shows only roughly. Nil to leave at once.
    /// - Returns: what it came to.
    /// - Throws: `VerificationError` where the site is not reached, or is not the look's; `BrokenVisit` where the
    ///   connection broke before anything was answered or sent.
    package func full(_ errand: FullErrand, began: UInt64? = nil) async throws -> Visited {
        var errand = errand
        work(for: &errand)
        await depart(began, VisitText.departure)
        return try await leave(errand)
    }

    /// The full visit of a command that has nothing to bring or ask; at a terminal it leaves when every other one would.
    ///
    /// - Parameters:
    ///   - seen: the look.
    ///   - began: when the look was, where somebody sits at the terminal; nil to leave at once.
    /// - Throws: as `full`.
    package func decoy(behind seen: SeenSite, began: UInt64? = nil) async throws {
        var errand = FullErrand(after: seen)
        work(for: &errand)
        await depart(environment.dialogue.isInteractive ? began : nil, VisitText.closing)
        _ = try await leave(errand)
    }

    /// Waits for the next full departure behind the look; where that is at once, for the next step, so that what a report
    /// costs to seal does not show.
    private func depart(_ began: UInt64?, _ text: (_ seconds: UInt64) -> Phrase) async {
        let seconds = began.map { environment.now().less($0) }
        let delay = seconds.map { address.pace.delay(after: $0, isAttended: true) } ?? 0
        if delay > 0 {
            environment.dialogue.say(text(delay))
            await environment.wait(delay)
        } else if let looked = looked.time.withLock({ $0 }) {
            let next = looked + address.pace.next(after: ContinuousClock.now - looked)
            try? await Task.sleep(until: next, tolerance: .zero, clock: .continuous)
        }
    }

    private func leave(_ errand: FullErrand) async throws -> Visited {
        let dialogue = environment.dialogue
        switch errand.parcel {
        case .submission: dialogue.farewell(UnsentText.mayBeUsed)
        case .reply, .repeatedReply: dialogue.farewell(InboxText.mayBeThere)
        case nil: break
        }
        let visited = try await visit.visit(errand) { dialogue.say(VisitText.retrying) }
        // A submission has attachments behind it.
        if case .submission = errand.parcel {} else { dialogue.farewell(nil) }
        if case .notSealed = visited.parcel, !visited.isWhole { throw BrokenVisit() }
        if case .unanswered = visited.inbox { throw BrokenVisit() }
        return visited
    }

    /// Whatever the command is for, it takes as long.
    private func work(for errand: inout FullErrand) {
        guard
            var search = WorkSearch(
                at: errand.seen.site, for: errand.parcel, random: environment.random)
        else { return }
        environment.dialogue.say(VisitText.working)
        while !search.isOver { search.search() }
        errand.bring(search.proof)
    }
}

/// When a command's newest look was over.
private final class LookEnd: Sendable {
    let time = Mutex<ContinuousClock.Instant?>(nil)
}

/// The connection broke, twice, before anything was sent that matters.
package struct BrokenVisit: Error, Equatable, Sendable {
    /// Nothing more is known.
    package init() {}
}
