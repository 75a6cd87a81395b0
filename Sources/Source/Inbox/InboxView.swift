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
    private let report: CheckedReport
    private let message: Visited.Message
    private let seen: SeenSite
    private let site: TrustedSite
    private let now: UInt64
    /// What could not be checked: the report's first, then the message's.
    package let doubts: [InboxDoubt]

    /// Takes what a visit judged.
    ///
    /// - Parameters:
    ///   - report: the codename's.
    ///   - message: what was read last.
    ///   - seen: the look's.
    ///   - site: as the visit itself was shown it.
    ///   - now: the own clock, seconds since 1970.
    package init(
        report: CheckedReport, message: Visited.Message, seen: SeenSite, site: TrustedSite, now: UInt64
    ) {
        self.report = report
        self.message = message
        self.seen = seen
        self.site = site
        self.now = now
        doubts = report.doubts + message.doubts
    }

    /// 1 where a proof or the promise failed or the site shows nothing new for too long, 3 where something could not be checked, else 0.
    package var exitCode: Int32 {
        if report.standing.isBroken || !doubts.allSatisfy({ $0 != .inclusion && $0 != .erasure }) { return 1 }
        if case .stale = seen.timeliness(at: now) { return 1 }
        return doubts.isEmpty ? 0 : 3
    }

    /// Writes the receipt as a C2SP tlog-proof with what opens the commitment; anybody checks it offline.
    ///
    /// - Parameters:
    ///   - path: a new file; who holds it shows that they made a report.
    ///   - file: which of the two ways to keep a receipt this is.
    /// - Throws: `notPublished` while the report is in no published batch; else why it is not written.
    package func saveReceipt(to path: String, as file: SavedFile = .inboxReceipt) throws(SavingError) {
        guard let receipt = report.receipt else { throw SavingError(file, .notPublished) }
        let proof: LogProof
        do { proof = try receipt.proof(opening: report.opening) } catch {
            throw SavingError(file, .unencodable(detail: "\(error)"))
        }
        try file.create(path, proof.bytes)
    }

    /// Writes the receipt as a page to print, with the proof in QR codes.
    ///
    /// - Parameters:
    ///   - path: a new file; who holds it, or what was printed of it, shows that they made a report.
    ///   - language: what the page is written in.
    /// - Throws: as above.
    package func saveReceiptPage(to path: String, in language: Language) throws(SavingError) {
        guard let receipt = report.receipt else { throw SavingError(.receiptPage, .notPublished) }
        guard let proof = try? receipt.proof(opening: report.opening),
            let page = ReceiptPage(report, receipt: receipt, proof: proof, site: site).page(in: language)
        else { throw SavingError(.receiptPage, .unencodable(detail: nil)) }
        try SavedFile.receiptPage.create(path, page.bytes)
    }

    /// Of a saved receipt, as scripts read it.
    package func receiptJSON(_ path: String, page: String? = nil) -> JSON {
        [
            "file": .string(path), "page": JSON(page), "commitment": .string(report.promise.commitment.hex),
            "envelope": .string(report.record.envelope.hex),
            "agencies": .array(report.record.agencies.map { .line($0) }), "receipt": receipt,
        ]
    }

    /// State, standing of the promise, receipt, what was read, and what each agency did.
    package var json: JSON {
        [
            "state": .string(report.state.code), "promise": .string(report.standing.rawValue),
            "receipt": receipt, "items": JSON(UInt64(report.messages)),
            "messages": .array(message.read.map { [$0.json(clock: site.clock)] } ?? []),
            "reason": message.reason.map {
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
        return [
            "code": .line(code), "state": .string(state(of: code).code),
            "outcome": act.map { JSON($0.outcome) } ?? .null, "due": act.map { JSON($0.due) } ?? .null,
            "received": .bool(act != nil), "silent": .bool(silent.contains(code)),
        ]
    }

    /// Agencies that have not shown for a week that they have the report.
    private var silent: [AgencyCode] { report.silentAgencies(at: now) }

    private var receipt: JSON {
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
        for code in report.record.agencies {
            let act = report.acts.first { $0.agency == code }
            let state = act.map { $0.state.label } ?? InboxText.notReported
            lines.append("\(InboxText.status(language)), \(name(of: code)): \(state(language))")
        }
        for code in silent { lines.append(InboxText.silent(name(of: code))(language)) }
        if let erasure = report.erasure { lines.append(erasure.text(language)) }
        if !report.supplements.isEmpty {
            lines.append(InboxText.attachments(report.supplements.count)(language))
        }
        lines.append("")
        lines += messageLines(language)
        lines += doubts.map { $0.text(language) }
        if let untimely = UntimelySite(seen.timeliness(at: now), now: now, zone: site.clock.zone) {
            lines.append(untimely.failure.text(language))
        }
        return lines.joined(separator: "\n")
    }

    /// What was read, its words indented; how to read what is older.
    private func messageLines(_ language: Language) -> [String] {
        var lines: [String] = []
        if let read = message.read {
            let heading = read.direction == .reply ? InboxText.ownReply : InboxText.question
            lines.append("\(heading(language)), \(name(of: read.agency)):")
            lines += indented(read.text)
            if read.hasLink { lines.append(InboxText.link(language)) }
        } else if let reason = message.reason {
            lines.append("\(InboxText.reason(language)), \(name(of: reason.agency)):")
            lines += indented(reason.text)
            if LinkWarning.isNeeded(for: reason.text) { lines.append(InboxText.link(language)) }
        } else if report.messages == 0 {
            lines.append(InboxText.noQuestion(language))
        }
        if report.messages > 1 { lines.append(InboxText.items(report.messages)(language)) }
        return lines
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

    private func name(of code: AgencyCode) -> String {
        site.descriptor.agencies.first { $0.code == code }?.shown ?? "\(Foreign(code))"
    }
}

extension CaseState {
    /// Its name in the schema, or its number where that has none.
    var code: String { name ?? "code_\(rawValue)" }
}
