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
    private let questions: [InboxQuestion]
    private let site: TrustedSite
    private let now: UInt64
    /// What could not be checked: the report's first, then the questions'.
    package let doubts: [InboxDoubt]

    /// Takes what a visit judged; `now` is the own clock, seconds since 1970.
    package init(report: CheckedReport, questions: InboxQuestions, site: TrustedSite, now: UInt64) {
        self.now = now
        self.report = report
        self.questions = questions.inOrder
        self.site = site
        doubts = report.doubts + questions.doubts
    }

    /// 1 where a proof or the promise failed or the site shows nothing new for too long, 3 where something could not be checked, else 0.
    package var exitCode: Int32 {
        if report.standing.isBroken || doubts.contains(.inclusion) { return 1 }
        if case .stale = site.timeliness(at: now) { return 1 }
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

    /// Of a saved receipt, as scripts read it.
    package func receiptJSON(_ path: String) -> JSON {
        [
            "file": .string(path), "commitment": .string(report.promise.commitment.hex),
            "envelope": .string(report.record.envelope.hex),
            "agencies": .array(report.record.agencies.map { .line($0) }), "receipt": receipt,
        ]
    }

    /// State, standing of the promise, receipt, questions, and the state at each agency.
    package var json: JSON {
        [
            "state": .string(report.state.code), "promise": .string(report.standing.rawValue),
            "receipt": receipt,
            "messages": .array(
                questions.map { ["agency": .line($0.agency), "text": .string(plain($0.text))] }),
            "agencies": .array(
                report.record.agencies.map { ["code": .line($0), "state": .string(state(of: $0).code)] }),
        ]
    }

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
            "verified": true, "witnessed": .bool(report.isWitnessed(at: site)),
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
        lines.append("")
        if questions.isEmpty { lines.append(InboxText.noQuestion(language)) }
        for question in questions {
            lines.append("\(InboxText.question(language)), \(name(of: question.agency)):")
            let text = plain(question.text).split(separator: "\n", omittingEmptySubsequences: false)
            lines += text.map { "    \($0)" }
        }
        lines += doubts.map { $0.text(language) }
        if let untimely = UntimelySite(site.timeliness(at: now), now: now) {
            lines.append(untimely.failure.text(language))
        }
        return lines.joined(separator: "\n")
    }

    private func promise(_ language: Language) -> String {
        switch report.standing {
        case .kept: (report.isWitnessed(at: site) ? InboxText.witnessed : InboxText.notWitnessed)(language)
        case .broken: InboxText.broken(language)
        case .late: InboxText.late(language)
        case .overdue:
            InboxText.overdue(
                epoch: report.promise.epoch,
                due: site.clock.scheduled(report.promise.epoch).map { CivilTime.wib($0) })(language)
        case .pending:
            InboxText.pending(
                epoch: report.promise.epoch,
                due: site.clock.scheduled(report.promise.epoch).map { CivilTime.wib($0) })(language)
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
