import AuditLog
package import Cases
package import Keys
package import Sealing
package import Verification
package import Wire
package import Words

/// An act that the site has promised to publish.
package struct DoneAct: Equatable, Sendable {
    /// The act as it was signed.
    package let act: Act
    /// What the site promised to publish; nil where the act had been promised before.
    package let commitment: Hash?
    /// By which it is promised.
    package let epoch: UInt64
    /// Whether the same had been handed in before: nothing was sent.
    package let isRepeated: Bool
    /// Where the case stands behind it.
    package let standing: CaseStanding
    /// The last days of the time limit that runs.
    package let due: [DueDate]
    /// Whether the source can read the reason: else the report cannot be read, and nobody knows how to answer it.
    package let isReadBySource: Bool
    /// What a forwarding means for the content; nil for other acts.
    package let forward: ForwardRule.Way?
    /// Seconds since 1970 at which the epoch is due.
    package let scheduled: UInt64?
    /// The site's.
    package let zone: Zone
}

/// An agency acts on a report: against the lifecycle, with a sealed reason, signed, handed in, and told only with the site's promise.
package struct ReviewAct {
    /// What is to be done, in terms of the command line.
    package enum Task: Equatable, Sendable {
        /// A new state with its outcome; `none` as `due` for the limit that goes with the state.
        case state(CaseState, Outcome, DueClass)
        /// The case was given to somebody of the agency.
        case assigned
        /// It goes on as that of another report, whose id begins so.
        case merged(into: String)
        /// It goes on with another agency.
        case forwarded(to: AgencyCode)
        /// The report cannot be read.
        case cannotOpen
    }

    private let session: ReviewSession
    private let key: AgencyKeyFile
    private let handIn: ActHandIn
    private let now: UInt64
    private let random: (Int) -> [UInt8]

    /// Does nothing yet.
    ///
    /// - Parameters:
    ///   - session: a visit of this agency's, left open; its key signs.
    ///   - key: the agency's; opens the report, which alone knows how its source is answered.
    ///   - handIn: brings the act to the site.
    ///   - now: seconds since 1970.
    ///   - random: gives as many random bytes as it is asked for, fit for keys.
    package init(
        session: ReviewSession, key: AgencyKeyFile, handIn: ActHandIn, now: UInt64,
        random: @escaping (Int) -> [UInt8]
    ) {
        self.session = session
        self.key = key
        self.handIn = handIn
        self.now = now
        self.random = random
    }

    /// Acts.
    ///
    /// - Parameters:
    ///   - prefix: of the report's id, 8 to 64 hexadecimal digits.
    ///   - task: what is to be done.
    ///   - reason: why, 1 to 4,000 bytes; nil for none.
    ///   - second: another act key of the agency; nil where one is enough.
    ///   - election: whose limits are told; nil for those that the report falls under.
    ///   - calendar: elections and free days, for that.
    /// - Returns: the act, and what the site promised.
    /// - Throws: `ActingError`, `UnreadReport`, `UntimelySite`; `VerificationError`, also of an id that is none or not proven.
    package func run(
        _ prefix: String, _ task: Task, reason: String?, second: SigningKey?, election: DueLimit.Scope? = nil,
        calendar: CaseCalendar = .known
    ) async throws -> DoneAct {
        try session.checkClock(at: now)
        let staged = try await session.stagedPromises()
        let proven = try await ProvenRecords.read(session, keys: key, isNewest: true)
        let record = try proven.report(prefix)
        let report = try await readable(record, of: proven)
        let own = try OwnActs(
            on: record, in: proven, staged: staged, session: session, by: key.code, now: now)
        let way = try forwardWay(task, of: record, report, in: proven)
        let wish = ActWish(
            try task.codes(own.standing, into: try other(task, in: proven)),
            reason: reason ?? task.standardReason(session.site.descriptor.agencies))
        let scope = election ?? report.flatMap { DueLimit.Scope(of: $0.story, calendar.elections) }
        if let repeated = own.repetition(of: wish) {
            return done(
                repeated.act, nil, repeated.epoch, own.standing, report, way, scope, calendar)
        }
        let acted = ActedCase(
            report: record.commitment, agencies: record.received?.agencies ?? [],
            reply: report?.binding.reply, standing: own.standing, last: own.last)
        let site = session.site
        let signed = try SignedAct(
            wish, on: acted, by: key.code, signer: session.signer, second: second,
            descriptor: site.descriptor,
            keys: site.keys, random: random)
        let promise = try await handIn.hand(signed, over: session, now: now).promise
        var standing = own.standing
        let act = signed.record.act
        _ = standing.take(
            ActCodes(act), on: record.commitment, by: key.code,
            at: site.clock.scheduled(promise.epoch) ?? now)
        return done(act, promise.commitment, promise.epoch, standing, report, way, scope, calendar)
    }

    private func done(
        _ act: Act, _ commitment: Hash?, _ epoch: UInt64, _ standing: CaseStanding, _ report: Report?,
        _ way: ForwardRule.Way?, _ scope: DueLimit.Scope?, _ calendar: CaseCalendar
    ) -> DoneAct {
        let clock = session.site.clock
        return DoneAct(
            act: act, commitment: commitment, epoch: epoch, isRepeated: commitment == nil, standing: standing,
            due: standing.dueDates(in: scope, zone: clock.zone, calendar.work),
            isReadBySource: report != nil || act.reason == Hash(), forward: way,
            scheduled: clock.scheduled(epoch), zone: clock.zone)
    }

    /// Nil for what is recorded and cannot be read: noise is acted on, too, and closed.
    private func readable(_ record: ReviewRecord, of proven: ProvenRecords) async throws -> Report? {
        let reading = await ReportReading.fetch(record, of: proven, session: session, key: key)
        switch reading {
        case .read(let report): return report
        case .garbage, .erased, .unknownKeySet: return nil
        case .gone, .otherEnvelope, .refused: return try reading.report()
        }
    }

    /// The report that the case goes on as; nil for other acts.
    private func other(_ task: Task, in proven: ProvenRecords) throws(VerificationError) -> Hash? {
        if case .merged(let prefix) = task { try proven.report(prefix).commitment } else { nil }
    }

    private func forwardWay(
        _ task: Task, of record: ReviewRecord, _ report: Report?, in proven: ProvenRecords
    ) throws(ActingError) -> ForwardRule.Way? {
        guard case .forwarded(let code) = task else { return nil }
        let agencies = session.site.descriptor.agencies
        var joined = JoinedAgencies()
        joined.note(proven.outcome.report.history)
        do {
            return try ForwardRule.way(
                to: code, from: key.code, readers: record.received?.agencies ?? [], story: report?.story,
                agencies: agencies,
                offered: agencies.map { $0.code }.filter { !joined.joined($0, after: record.index) })
        } catch {
            throw .forward(error)
        }
    }
}

extension ReviewAct.Task {
    /// What an act of it says of a case that stands so.
    ///
    /// - Parameters:
    ///   - standing: the agency's.
    ///   - other: the report that the case goes on as, where it is merged.
    ///   - forwards: asked whether the case may be forwarded to an agency.
    /// - Returns: the act's codes.
    /// - Throws: `ActingError.forward`.
    func codes(
        _ standing: CaseStanding, into other: Hash?,
        forwards: (AgencyCode) throws(ForwardFault) -> Void = { _ in }
    ) throws(ActingError) -> ActCodes {
        switch self {
        case .state(let state, let outcome, let due):
            return ActCodes(state: state, outcome: outcome, due: due)
        case .assigned: return ActCodes(.assigned, of: standing)
        case .cannotOpen: return ActCodes(.cannotOpen, of: standing)
        case .merged:
            return ActCodes(kind: .merged, state: .closed, outcome: .duplicate, related: other ?? Hash())
        case .forwarded(let code):
            do throws(ForwardFault) { try forwards(code) } catch { throw .forward(error) }
            return ActCodes(kind: .forwarded, state: .forwarded, other: code)
        }
    }
}

extension OwnActs {
    /// The newest act, where it is promised and says the same: the answer to it got lost, and it needs no second one.
    fileprivate func repetition(of wish: ActWish) -> (act: Act, epoch: UInt64)? {
        guard let last = items.last, let epoch = last.promised, ActCodes(last.act) == wish.codes else {
            return nil
        }
        return (last.act, epoch)
    }
}
