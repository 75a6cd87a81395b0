import AuditLog
package import Console
import Keys
package import Sealing
package import Verification
package import Visit
import Wire

/// A source comes back: a look, then a visit that reads the inbox.
package struct Inbox: Sendable {
    private let address: SiteAddress
    private let environment: Environment
    private let isWarned: Bool

    /// Nothing is asked or sent yet; `isWarned` where what the network sees was said before, in the same run.
    package init(address: SiteAddress, environment: Environment, isWarned: Bool = false) {
        self.address = address
        self.environment = environment
        self.isWarned = isWarned
    }

    /// Reads the codename first: nothing is typed inside a visit.
    ///
    /// - Parameters:
    ///   - file: `-` for standard input; nil to ask at the terminal.
    ///   - readings: what is read besides the report's standing: one thing in each pair of visits, at least one.
    /// - Returns: what the site shows, held against the codename's keys, with what could not be checked.
    /// - Throws: `CodenameError` where there is none, or no report under it; else what ended the visit.
    package func view(codenameFile file: String?, readings: [Reading] = [.newest]) async throws -> InboxView {
        try await view(Codename(file: file, dialogue: environment.dialogue), readings: readings)
    }

    /// Looks with a codename that is there already.
    ///
    /// - Parameters:
    ///   - codename: the report's.
    ///   - readings: as above.
    ///   - earlier: messages that this run has read before: the new ones are held against them, too.
    /// - Returns: what the site shows, held against the codename's keys, with what could not be checked.
    /// - Throws: `CodenameError` where no report is under it; `VerificationError`, `UntimelySite`, `BrokenVisit` or
    ///   `VisitFault` for what ended the visit; `PartlyRead` around it where visits before had read something.
    package func view(
        _ codename: Codename, readings: [Reading] = [.newest], earlier: [ReadMessage] = []
    ) async throws -> InboxView {
        let keys = try SourceKeys(of: codename, at: address)
        var (messages, view): ([Visited.Message], InboxView?) = ([], nil)
        for reading in readings.isEmpty ? [.newest] : readings {
            do {
                let (seen, visited) = try await visit(keys, reading, isWarned: isWarned || view != nil)
                messages.append(visited.message)
                view = InboxView(
                    report: try visited.report(seen, now: environment.now()), messages: messages,
                    earlier: earlier, seen: seen, site: visited.site, now: environment.now())
            } catch {
                guard let view else { throw error }
                throw PartlyRead(view: view, cause: error)
            }
        }
        guard let view else { throw BrokenVisit() }
        return view
    }

    /// The two visits of a command.
    private func visit(
        _ keys: SourceKeys, _ reading: Reading, isWarned: Bool
    ) async throws -> (seen: SeenSite, visited: Visited) {
        let visits = CommandVisits(address, environment: environment, isWarned: isWarned)
        let began = environment.now()
        let seen = try await visits.look()
        let visited = try await visits.full(
            FullErrand(after: seen, inbox: keys, reading: reading), began: attended(since: began))
        _ = try visited.report(seen, now: environment.now())
        return (seen, visited)
    }

    /// Nil where nobody sits at the terminal.
    private func attended(since began: UInt64) -> UInt64? { environment.dialogue.isInteractive ? began : nil }
}

/// A later visit of a command failed: what those before it read is not lost.
package struct PartlyRead: Error {
    /// As the last visit that succeeded left it.
    package let view: InboxView
    /// What ended the next one.
    package let cause: any Error
}

extension SourceKeys {
    /// Derives the keys of a codename at a site.
    ///
    /// - Throws: `notDerived`.
    init(of codename: Codename, at address: SiteAddress) throws(CodenameError) {
        do { try self.init(codename: codename, root: address.link.fingerprint) } catch {
            throw .notDerived(error)
        }
    }
}

extension Visited {
    /// The report that the visit asked for.
    ///
    /// - Throws: `CodenameError.unknown`; `UntimelySite` where the site is ahead of the clock; `VisitFault`.
    func report(_ seen: SeenSite, now: UInt64) throws -> CheckedReport {
        switch inbox {
        case .report(let report): return report
        case .unknownCodename: throw CodenameError.unknown(earlier: seen.follows)
        case .fault(let fault): throw fault
        case .unanswered: throw BrokenVisit()
        case .notAsked:
            if let untimely = UntimelySite(timeliness, now: now, zone: site.clock.zone) { throw untimely }
            throw VisitFault.otherAnswer(expected: .report)
        }
    }
}
