package import AuditLog
import Cases
import Console
import TransparencyLog
import Verification
package import Visit
import Wire
package import Words

/// What an inbox comes to: for people, for scripts, and as an exit code.
package struct InboxView: Equatable, Sendable {
    let report: CheckedReport
    private let messages: [Visited.Message]
    private let seen: SeenSite
    let site: TrustedSite
    private let now: UInt64
    /// What could not be checked: the report's first, then the messages'.
    package let doubts: [InboxDoubt]

    /// Takes what a visit judged.
    ///
    /// - Parameters:
    ///   - report: the codename's.
    ///   - messages: what was read, in that order.
    ///   - earlier: what was read in this run before; told already.
    ///   - seen: the look's.
    ///   - site: as the visit itself was shown it.
    ///   - now: the own clock, seconds since 1970.
    package init(
        report: CheckedReport, messages: [Visited.Message], earlier: [ReadMessage] = [], seen: SeenSite,
        site: TrustedSite, now: UInt64
    ) {
        self.report = report
        self.messages = messages
        self.seen = seen
        self.site = site
        self.now = now
        var conversation = ConversationCheck(report)
        for message in earlier { _ = conversation.take(message) }
        doubts = messages.reduce(into: report.doubts) { doubts, message in
            doubts += message.doubts + (message.read.map { conversation.take($0) } ?? [])
        }
    }

    /// The messages that hold.
    var read: [ReadMessage] { messages.compactMap { $0.read } }
    /// How many there are by the site's word.
    var messageCount: UInt32 { report.messages }

    /// 1 where a proof or the promise failed, the site contradicts what is signed or shows nothing new for too long, 3 where something could not be checked, else 0.
    package var exitCode: Int32 {
        if report.standing.isBroken || doubts.contains(where: { $0.isFalse }) { return 1 }
        if case .stale = seen.timeliness(at: now) { return 1 }
        return doubts.allSatisfy(isExplained) ? 0 : 3
    }

    /// A message that went with the report, whose lawful erasure is proven: nothing is left to check.
    private func isExplained(_ doubt: InboxDoubt) -> Bool { doubt == .erased && report.erasure != nil }

    /// State, standing of the promise, receipt, what was read, and what each agency did.
    package var json: JSON {
        [
            "state": .string(report.state.code), "promise": .string(report.standing.rawValue),
            "receipt": receipt, "items": JSON(UInt64(report.messages)),
            "messages": .array(messages.compactMap { $0.read?.json(clock: site.clock) }),
            "reason": messages.lazy.compactMap { $0.reason }.first.map {
                ["agency": .line($0.agency), "text": .string(plain($0.text))]
            } ?? .null,
            "agencies": .array(report.record.agencies.map(agency)),
            "attachments": .array(
                report.supplements.map {
                    ["number": JSON(UInt64($0.counter)), "bytes": JSON($0.length), "received": true]
                }),
            "erased": report.erasure.map { erasure in
                [
                    "index": JSON(erasure.index), "cause": JSON(erasure.cause),
                    "consents": .array(erasure.consents.map { .line($0.agency) }),
                ]
            } ?? .null,
        ]
    }

    private func agency(_ code: AgencyCode) -> JSON {
        let act = report.acts.first { $0.agency == code }
        let due = dueDates(of: code)
        return [
            "code": .line(code), "state": .string(state(of: code).code),
            "outcome": act.map { JSON($0.outcome) } ?? .null,
            "due": limit(of: code).map { JSON($0.due) } ?? .null,
            // Where laws differ, the stricter one counts.
            "due_date": JSON(due.first?.date.iso),
            "due_limits": .array(
                due.map {
                    [
                        "election": .string($0.limit.scope.rawValue), "days": JSON($0.limit.days),
                        "working_days": .bool($0.limit.isWorkingDays), "date": .string($0.date.iso),
                        "certain": .bool($0.isCertain),
                        "or_earlier": .bool(limit(of: code)?.mayBeEarlier ?? false),
                    ]
                }),
            "received": .bool(act != nil), "silent": .bool(silent.contains(code)),
            "kind": act.map { JSON($0.kind) } ?? .null,
            "other": act.map { $0.other.isEmpty ? .null : .line($0.other) } ?? .null,
            "reason": .bool(act?.reasonEnvelope != nil),
            "breaks": JSON(breach(of: code)?.phrase.english),
        ]
    }

    /// The rule of the lifecycle that the act that is shown of an agency breaks, by itself.
    private func breach(of code: AgencyCode) -> LifecycleFault? {
        guard let act = report.acts.first(where: { $0.agency == code }) else { return nil }
        return ActCodes(act).fault(on: report.promise.commitment, by: code, of: kind(of: code))
    }

    private func kind(of code: AgencyCode) -> AgencyKind {
        site.descriptor.agencies.first { $0.code == code }?.knownKind ?? .notSaid
    }

    /// Agencies whose reason can be read and was not, by their codes.
    var unreadReasons: [AgencyCode] {
        guard !doubts.contains(where: isExplained) else { return [] }
        let read = messages.compactMap { $0.reason?.agency }
        return report.acts.filter { $0.reasonEnvelope != nil && !read.contains($0.agency) }.map { $0.agency }
    }

    /// The limit that runs by the act that the site shows of an agency.
    private func limit(of code: AgencyCode) -> ShownLimit? {
        report.acts.first { $0.agency == code }.flatMap { ShownLimit($0, by: kind(of: code)) }
    }

    /// The same as days, from the one by which the site had promised to publish the act, or of a new report that one.
    private func dueDates(of code: AgencyCode) -> [DueDate] {
        guard let limit = limit(of: code), let place = report.acts.firstIndex(where: { $0.agency == code })
        else { return [] }
        let epoch = limit.isOfReport ? report.promise.epoch : report.actEpochs[place]
        guard let start = site.clock.scheduled(epoch) else { return [] }
        return DueDate.owed(
            limit.due, in: report.acts[place].state, since: start, election: nil, at: now,
            zone: site.clock.zone)
    }

    /// Agencies that have not shown for a week that they have the report.
    private var silent: [AgencyCode] { report.silentAgencies(at: now) }

    /// Where the report stands in the log; null where that is not proven.
    var receipt: JSON {
        let checkpoint = site.checkpoint.checkpoint
        guard let receipt = report.receipt else {
            guard doubts.contains(.inclusion) else { return .null }
            return [
                "index": .null, "size": JSON(checkpoint.size), "root": .string(checkpoint.root.hex),
                "verified": false, "witnessed": false,
            ]
        }
        return [
            "index": JSON(receipt.index), "size": JSON(checkpoint.size), "root": .string(checkpoint.root.hex),
            "verified": true, "witnessed": .bool(report.isWitnessed),
        ]
    }

    /// The same for people; words of an agency are indented.
    package func text(_ language: Language) -> String {
        var lines = [InboxText.title(language), promise(language)]
        if let receipt = report.receipt {
            lines.append(InboxText.index(receipt.index, size: site.checkpoint.checkpoint.size)(language))
        }
        lines.append("")
        for code in report.record.agencies { lines += agencyLines(code, language) }
        for code in silent { lines.append(InboxText.silent(name(of: code))(language)) }
        if let erasure = report.erasure { lines.append(erasure.text(language)) }
        if !report.supplements.isEmpty {
            lines.append(InboxText.attachments(report.supplements.count)(language))
        }
        lines.append("")
        lines += messages.flatMap { messageLines($0, language) }
        if messages.count == 1, report.messages > UInt32(read.count) {
            let some = read.isEmpty ? InboxText.unreadItems : InboxText.items
            lines.append(some(report.messages)(language))
        }
        if !unreadReasons.isEmpty { lines.append(InboxText.reasons(unreadReasons)(language)) }
        if report.messages == 0, messages.allSatisfy({ $0.reason == nil }) {
            lines.append(InboxText.noQuestion(language))
        }
        lines += doubts.map { $0.text(name(of:))(language) }
        if let new = UnsettledSite(seen, readers: report.record.agencies, at: site) {
            lines.append(new.failure.text(language))
        }
        if let untimely = UntimelySite(seen.timeliness(at: now), now: now, zone: site.clock.zone) {
            lines.append(untimely.failure.text(language))
        } else {
            lines.append(site.clock.lookAgain(at: now)(language))
        }
        return lines.joined(separator: "\n")
    }

    private func agencyLines(_ code: AgencyCode, _ language: Language) -> [String] {
        let act = report.acts.first { $0.agency == code }
        let state = act.map { $0.state.label } ?? InboxText.notReported
        var lines = ["\(InboxText.status(language)), \(name(of: code)): \(state(language))"]
        let mayBeEarlier = limit(of: code)?.mayBeEarlier ?? false
        lines += dueDates(of: code).map {
            "    " + $0.text(at: now, in: site.clock.zone, isLatest: mayBeEarlier)(language)
        }
        return lines + (act.map { actLines($0, of: code, language) } ?? [])
    }

    /// What an act says besides state and limit.
    private func actLines(_ act: Act, of code: AgencyCode, _ language: Language) -> [String] {
        var lines: [Phrase] = []
        if act.outcome != .none { lines.append(InboxText.outcome(act.outcome.label, act.outcome.meaning)) }
        switch act.kind {
        case .identityOpened: lines.append(InboxText.identityOpened(name(of: code)))
        case .cannotOpen: lines.append(InboxText.cannotOpen(name(of: code)))
        case .forwarded: lines.append(InboxText.forwarded(name(of: act.other)))
        default: break
        }
        if let breach = breach(of: code) { lines.append(InboxText.breaks(breach.phrase)) }
        return lines.map { "    " + $0(language) }
    }

    /// What was read, its words indented.
    private func messageLines(_ message: Visited.Message, _ language: Language) -> [String] {
        var lines: [String] = []
        if let read = message.read {
            let heading = read.direction == .reply ? InboxText.ownReply : InboxText.question
            let number = InboxText.number(read.number, of: max(read.number, report.messages))(language)
            let date = site.clock.scheduled(read.epoch).map {
                ", \(CivilTime($0, zone: site.clock.zone).date.phrase(language))"
            }
            lines.append("\(number). \(heading(language)), \(name(of: read.agency))\(date ?? ""):")
            lines += contentLines(read, language)
        } else if let reason = message.reason {
            lines.append("\(InboxText.reason(language)), \(name(of: reason.agency)):")
            lines += indented(reason.text)
            if LinkWarning.isNeeded(for: reason.text) { lines.append(InboxText.link(language)) }
        }
        return lines
    }

    private func contentLines(_ read: ReadMessage, _ language: Language) -> [String] {
        switch read.kind {
        case .words:
            var lines = indented(read.text)
            if read.asksWho { lines.append(InboxText.identity(language)) }
            if read.hasLink { lines.append(InboxText.link(language)) }
            return lines
        case .identity: return ["    " + InboxText.identityGiven(name(of: read.agency))(language)]
        default: return ["    " + InboxText.unknownKind(language)]
        }
    }

    private func indented(_ text: String) -> [String] {
        plain(text).split(separator: "\n", omittingEmptySubsequences: false).map { "    \($0)" }
    }

    private func promise(_ language: Language) -> String {
        switch report.standing {
        case .kept: (report.isWitnessed ? InboxText.witnessed : InboxText.notWitnessed)(language)
        case .broken: InboxText.broken(language)
        case .late: InboxText.late(language)
        case .overdue:
            InboxText.overdue(
                epoch: report.promise.epoch,
                due: site.clock.scheduled(report.promise.epoch).map {
                    CivilTime.text($0, in: site.clock.zone)
                })(language)
        case .pending:
            InboxText.pending(
                epoch: report.promise.epoch,
                due: site.clock.scheduled(report.promise.epoch).map {
                    CivilTime.text($0, in: site.clock.zone)
                })(language)
        }
    }

    private func state(of agency: AgencyCode) -> CaseState {
        report.acts.first { $0.agency == agency }?.state ?? .received
    }

    /// As people call an agency, by its code.
    func name(of code: AgencyCode) -> String {
        site.descriptor.agencies.first { $0.code == code }?.shown ?? "\(Foreign(code))"
    }
}

extension CaseState {
    /// Its name in the schema, or its number where that has none.
    var code: String { name ?? "code_\(rawValue)" }
}
